"""Scans of a portal that changes between them: new, still, fixed and back, and what was not seen is not fixed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.crawler.portal_server import HTML, PortalServer, Reply, page
from tests.ledger.scans import NOW, Nights, nights, told
from xunjian.ledger.recording import Change
from xunjian.store.models import Case, Event, EventKind, State

pytestmark = pytest.mark.django_db
GONE = Reply(404, b"<html><title>404</title></html>", {"Content-Type": HTML})
TYPO = "会议要求，各部门要按步就班推进工作，不得推诿。"
LINKS = ("/a.html", "/b.html", "/c.html")


@pytest.fixture
def server() -> Iterator[PortalServer]:
    routes = {
        "/": page(*LINKS),
        "/a.html": page("/gone1.html", "/gone2.html", title="甲"),
        "/b.html": page("/gone3.html", title="乙"),
        "/c.html": page(title="丙", text=TYPO),
    }
    with PortalServer(routes) as server:
        yield server


@pytest.fixture
def site(server: PortalServer, tmp_path: Path) -> Nights:
    return nights(server, tmp_path)


def links(change: Change, server: PortalServer) -> dict[str, set[str]]:
    """Dead links by what became of them."""
    lists = {
        name: told(getattr(change, name), server) for name in ("new", "still", "closed", "back", "lapsed")
    }
    return {
        name: {at for rule, at in pairs if rule == "LNK002"}
        for name, pairs in lists.items()
        if any(rule == "LNK002" for rule, _ in pairs)
    }


def typo() -> Case:
    return Case.objects.get(rule="TXT001", finding__suggestion__contains="按部就班")


def state_of(target: str) -> str:
    return Case.objects.get(rule="LNK002", finding__target__endswith=target).state


def test_new_still_fixed_and_back(server: PortalServer, site: Nights) -> None:
    assert links(site.scan(), server) == {"new": {"/gone1.html", "/gone2.html", "/gone3.html"}}
    server.routes["/gone1.html"] = page(title="补上了")
    server.routes["/b.html"] = page("/gone4.html", title="乙")
    assert links(site.scan(), server) == {
        "closed": {"/gone1.html", "/gone3.html"},  # one opens now, one was taken out of its page
        "still": {"/gone2.html"},
        "new": {"/gone4.html"},
    }
    server.routes["/gone1.html"] = GONE
    assert links(site.scan(), server) == {"back": {"/gone1.html"}, "still": {"/gone2.html", "/gone4.html"}}
    again = Case.objects.get(finding__target__endswith="/gone1.html")
    assert [e.kind for e in again.events.all()] == [EventKind.FOUND, EventKind.CLOSED, EventKind.BACK]
    assert (again.closed_at, again.found_at) == (None, NOW + timedelta(days=2))
    assert str(again.due) == "2026-12-10"  # ten working days after it came back, on Thursday the 26th


def test_the_same_portal_twice_changes_nothing(site: Nights) -> None:
    first = site.scan()
    rows = Event.objects.count()
    second = site.scan()
    assert {c.pk for c in second.still} == {c.pk for c in first.new}
    assert (second.new, second.closed, second.back, second.lapsed) == ((), (), (), ())
    assert Event.objects.count() == rows


@pytest.mark.parametrize(
    "failure",
    [Reply(503, b"busy", {"Content-Type": HTML}), Reply(drop=True), Reply(403, b"", {"Content-Type": HTML})],
)
def test_a_page_that_failed_to_load_closes_nothing(
    failure: Reply, server: PortalServer, site: Nights
) -> None:
    site.scan()
    before = dict(Case.objects.exclude(rule__startswith="LNK001").values_list("fingerprint", "state"))
    for path in ("/a.html", "/b.html", "/c.html"):
        server.routes[path] = failure
    change = site.scan()
    assert change.closed == ()
    after = dict(Case.objects.filter(fingerprint__in=before).values_list("fingerprint", "state"))
    assert after == before
    assert typo().state == State.NEW


def test_a_page_taken_down_or_mended_closes_what_stood_on_it(server: PortalServer, site: Nights) -> None:
    site.scan()
    server.routes["/c.html"] = page(title="丙", text=TYPO.replace("按步就班", "按部就班"))
    server.routes["/b.html"] = GONE
    change = site.scan()
    assert typo() in change.closed
    assert state_of("/gone3.html") == State.CLOSED
    assert ("LNK001", "/b.html") in told(change.new, server)


def test_a_link_is_mended_when_every_page_it_stood_on_is_clean(server: PortalServer, site: Nights) -> None:
    server.routes["/b.html"] = page("/gone1.html", title="乙")
    site.scan()
    server.routes["/a.html"] = page(title="甲")
    server.routes["/b.html"] = Reply(503, b"busy", {"Content-Type": HTML})
    site.scan()
    assert (state_of("/gone1.html"), state_of("/gone2.html")) == (State.NEW, State.CLOSED)
    server.routes["/b.html"] = page(title="乙")
    site.scan()
    assert state_of("/gone1.html") == State.CLOSED


def test_an_address_that_cannot_be_told_stays_open(server: PortalServer, site: Nights) -> None:
    site.scan()
    server.routes["/gone1.html"] = Reply(403, b"", {"Content-Type": HTML})
    assert "closed" not in links(site.scan(), server)
    assert state_of("/gone1.html") == State.NEW


def test_a_page_nobody_links_to_any_more_was_not_looked_at(server: PortalServer, site: Nights) -> None:
    site.scan()
    server.routes["/"] = page("/a.html", "/b.html")
    site.scan()
    assert typo().state == State.NEW


def test_a_rule_switched_off_closes_nothing(server: PortalServer, site: Nights) -> None:
    site.scan()
    server.routes["/c.html"] = page(title="丙")
    server.routes["/gone1.html"] = page(title="补上了")
    off = site.scan(rules={"disabled": ["TXT001", "LNK002"]})
    assert off.closed == ()
    on = site.scan()
    assert typo() in on.closed
    assert links(on, server)["closed"] == {"/gone1.html"}


def test_what_the_profile_waives_is_not_mended(server: PortalServer, site: Nights) -> None:
    site.scan()
    assert site.scan(waivers=[{"rule": "LNK002", "reason": "历史页面"}]).closed == ()


def test_a_claim_that_does_not_hold_goes_back(server: PortalServer, site: Nights) -> None:
    first = site.scan()
    Case.objects.update(state=State.CLAIMED)
    server.routes["/gone1.html"] = page(title="补上了")
    site.scan()
    assert (state_of("/gone1.html"), state_of("/gone2.html")) == (State.CLOSED, State.MENDING)
    last = Event.objects.filter(case__finding__target__endswith="/gone2.html").latest("id")
    assert (last.kind, last.before, last.after) == (EventKind.RECHECKED, State.CLAIMED, State.MENDING)
    assert last.scan is not None
    assert first.new

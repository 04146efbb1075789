"""Looks at home pages: one an hour, none counted in maintenance, and what a week of them says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.crawler.portal_server import PortalServer, Reply, page
from tests.jobs.clockwork import moment
from xunjian.jobs.probes import availability, probe_site, slot_of
from xunjian.store.models import Maintenance, Probe, Site

pytestmark = pytest.mark.django_db
AT = moment("2026-11-24", "10:07")
SLOT = moment("2026-11-24", "10:00")
HOUR = timedelta(hours=1)
HOME = page("/a.html", text="要闻动态、通知公告、政策文件。" * 20)


def _site(server: PortalServer) -> Site:
    return Site.objects.create(name="某区", home=f"{server.url}/")


def test_an_hour_is_looked_at_once() -> None:
    with PortalServer({"/": HOME}) as server:
        site = _site(server)
        probe = probe_site(site, slot_of(AT), AT)
        assert (probe.slot, probe.at, probe.ok, probe.status, probe.counted) == (SLOT, AT, True, 200, True)
        assert probe_site(site, SLOT, AT + timedelta(minutes=5)) == probe
        assert server.asked["/"] == 1
        assert probe_site(site, SLOT + HOUR, AT + HOUR) != probe


def test_a_site_that_is_down_counts_but_not_in_maintenance() -> None:
    with PortalServer({"/": Reply(502)}) as server:
        site = _site(server)
        Maintenance.objects.create(site=site, starts_at=SLOT + HOUR, ends_at=SLOT + 2 * HOUR, reason="升级")
        down, announced, after = (probe_site(site, SLOT + n * HOUR, AT + n * HOUR) for n in range(3))
    assert [(p.ok, p.counted) for p in (down, announced, after)] == [
        (False, True),
        (False, False),
        (False, True),
    ]
    assert "502" in down.error


def test_a_site_that_turns_programs_away_does_not_count() -> None:
    with PortalServer({"/": Reply(403)}) as server:
        probe = probe_site(_site(server), SLOT, AT)
    assert (probe.ok, probe.counted, probe.status) == (False, False, 403)


def _week(failed: int, *, hours: int = 168) -> Site:
    site = Site.objects.create(name="某区", home=f"http://127.0.0.1:9/{failed}/{hours}")
    slots = [SLOT - n * HOUR for n in range(hours)]
    Probe.objects.bulk_create(
        Probe(site=site, slot=slot, at=slot, ok=n >= failed, seconds=0.2) for n, slot in enumerate(slots)
    )
    return site


@pytest.mark.parametrize(
    ("failed", "veto", "warning"),
    [(0, False, False), (5, False, False), (6, False, True), (8, False, True), (9, True, False)],
)
def test_five_in_a_hundred_is_veto_class(failed: int, *, veto: bool, warning: bool) -> None:
    week = availability(_week(failed), AT)
    assert (week.counted, week.failed, week.enough) == (168, failed, True)
    assert (week.is_veto, week.is_warning) == (veto, warning)


def test_too_few_looks_give_no_verdict() -> None:
    week = availability(_week(9, hours=100), AT)
    assert (week.enough, week.is_veto, week.is_warning) == (False, False, False)

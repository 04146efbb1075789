"""Links rechecked: what the address answers now, and whether the pages still lead there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.build import cleaned
from tests.crawler.portal_server import PortalServer, Reply, Request, Route, redirect
from tests.rechecking.town import Town, html, only
from xunjian.rechecking import needs
from xunjian.rechecking.answer import Answer

LINK = '<a href="/gone.html">查看报告全文</a>'
TEXT = "<p>会议研究了下一步的重点工作，要求各单位抓好落实。</p>"
FINE = html("<h1>报告全文</h1><p>这里是报告的全文，读者可以正常阅读。</p>")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    routes: dict[str, Route] = {
        "/": html('<a href="/a.html">甲</a><a href="/b.html">乙</a>'),
        "/a.html": html(f"<h1>甲</h1>{TEXT}{LINK}"),
        "/b.html": html(f"<h1>乙</h1>{TEXT}{LINK}"),
    }
    with PortalServer(routes) as site:
        yield Town.of(site, tmp_path)


def alternating(request: Request) -> Reply:
    return Reply(500) if request.time == 0 else FINE


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({}, Answer.STILL),
        ({"/gone.html": FINE}, Answer.GONE),
        ({"/gone.html": Reply(500)}, Answer.STILL),
        ({"/gone.html": alternating}, Answer.GONE),
        ({"/gone.html": redirect("/a.html")}, Answer.GONE),
        ({"/gone.html": redirect("/")}, Answer.STILL),
        ({"/gone.html": html("<h1>404</h1><p>您访问的页面不存在或已被删除。</p>", "404")}, Answer.STILL),
        ({"/gone.html": Reply(403)}, Answer.UNKNOWN),
        ({"/a.html": html(f"<h1>甲</h1>{TEXT}")}, Answer.STILL),
        ({"/a.html": html(f"<h1>甲</h1>{TEXT}"), "/b.html": html(f"<h1>乙</h1>{TEXT}")}, Answer.GONE),
        ({"/a.html": html(f"<h1>甲</h1>{TEXT}"), "/b.html": Reply(404)}, Answer.GONE),
        ({"/a.html": html(f"<h1>甲</h1>{TEXT}"), "/b.html": Reply(500)}, Answer.UNKNOWN),
        ({"/gone.html": Reply(403), "/a.html": Reply(404), "/b.html": Reply(404)}, Answer.GONE),
        ({"/robots.txt": Reply(body=b"User-agent: *\nDisallow: /gone", headers={"Content-Type": "text/plain"})}, Answer.UNKNOWN),
    ],
)  # fmt: skip
def test_a_broken_link(town: Town, change: dict[str, Route], answer: Answer) -> None:
    finding = only(town.scan(), "LNK002")
    town.change(change)
    said = town.recheck_one(finding)
    assert said.answer is answer, said.note
    again = {f.fingerprint for f in town.scan()}
    assert answer is not Answer.GONE or finding.fingerprint not in again


def test_only_what_is_needed_is_asked_and_a_dead_address_more_than_once(town: Town) -> None:
    finding = only(town.scan(), "LNK002")
    town.change({"/c.html": FINE})
    town.recheck(finding)
    asked = {path for path in town.site.asked if not path.startswith("/xunjian-")}
    assert asked == {"/", "/robots.txt", "/a.html", "/b.html", "/gone.html"}
    assert town.site.asked["/gone.html"] == 2


def test_a_fault_of_a_template_is_gone_only_when_every_page_was_seen(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(needs, "MOST_PAGES", 1)
    finding = only(town.scan(), "LNK002")
    town.change({"/a.html": html(f"<h1>甲</h1>{TEXT}"), "/b.html": html(f"<h1>乙</h1>{TEXT}")})
    said = town.recheck_one(finding)
    assert (said.answer, "整站巡查" in said.note) == (Answer.UNKNOWN, True)


def test_a_dead_link_taken_off_the_home_page_alone_is_not_mended(town: Town) -> None:
    """A whole scan tells it under another rule then."""
    front = '<a href="/a.html">甲</a><a href="/b.html">乙</a>'
    town.change({"/": html(front + LINK)})
    finding = only(town.scan(), "LNK001")
    town.change({"/": html(front)})
    assert town.recheck_one(finding).answer is Answer.STILL
    town.change({"/a.html": html(f"<h1>甲</h1>{TEXT}"), "/b.html": html(f"<h1>乙</h1>{TEXT}")})
    assert town.recheck_one(finding).answer is Answer.GONE


def test_what_is_said_is_masked(town: Town) -> None:
    town.change(
        {
            "/a.html": html(f'<h1>甲</h1>{TEXT}<a href="/gone.html">联系人 13812345678</a>'),
            "/b.html": html("乙"),
        }
    )
    finding = cleaned(only(town.scan(), "LNK002"))
    said = town.recheck_one(finding)
    assert (said.answer, "138****5678" in said.note, "13812345678" in said.note) == (
        Answer.STILL,
        True,
        False,
    )


def test_an_outside_address_that_may_not_be_asked_proves_nothing(tmp_path: Path) -> None:
    with PortalServer({"/": html('<a href="/a.html">甲</a>')}) as site, PortalServer({}) as away:
        site.routes["/a.html"] = html(f'<h1>甲</h1>{TEXT}<a href="{away.url}/x.html">外站</a>')
        town = Town.of(site, tmp_path, external=True)
        finding = only(town.scan(), "LNK006")
        shut = town.profile.model_copy(
            update={"crawl": town.profile.crawl.model_copy(update={"external": False})}
        )
        (said,) = town.recheck(finding, profile=shut)
        assert said.answer is Answer.UNKNOWN

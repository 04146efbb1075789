"""Columns and the home page rechecked: what is new must be the column's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from checks import Finding
from portal.calendar import CHINA
from portal.profile import ColumnConfig
from tests.crawler.helpers import NOW
from tests.crawler.portal_server import PortalServer, Reply, Route, redirect
from tests.rechecking.town import Town, html, only
from xunjian.rechecking import needs
from xunjian.rechecking.answer import Answer

TODAY = NOW.astimezone(CHINA).date()
OLD = TODAY - timedelta(500)
COLUMNS = ("规划计划", "财政信息", "人事信息", "教育信息", "卫生信息", "交通信息", "住房信息", "环境信息")


def rows(folder: str, newest: date, number: int = 6) -> str:
    return "".join(
        f'<li><a href="{folder}{n}.html">{folder}第{n}号重点工作信息</a><span>{newest - timedelta(n)}</span></li>'
        for n in range(number)
    )


def block(newest: date, folder: str = "/latest/") -> str:
    """A box of the newest news, the same on every page of the site."""
    return f'<div class="side"><h3>最新动态</h3><ul>{rows(folder, newest, 4)}</ul></div>'


def front(number: int, side: str, listed: str) -> Reply:
    name = COLUMNS[number]
    return html(f'<h2>{name}</h2><ul class="list">{listed}</ul>{side}', f"{name} - 某区人民政府")


def portal(side: str = "", fresh: bool = False) -> dict[str, Route]:
    nav = "".join(f'<li><a href="/c{n}.html">{name}</a></li>' for n, name in enumerate(COLUMNS))
    first = TODAY if fresh else OLD
    return {
        "/": html(f'<ul class="nav">{nav}</ul><ul class="list">{rows("/home/", first)}</ul>'),
        **{f"/c{n}.html": front(n, side, rows(f"/list{n}/", OLD)) for n in range(len(COLUMNS))},
    }


def configured(site: PortalServer) -> tuple[ColumnConfig, ...]:
    return tuple(
        ColumnConfig.model_validate({"name": name, "url": f"{site.url}/c{n}.html", "kind": "other"})
        for n, name in enumerate(COLUMNS)
    )


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with PortalServer(portal(block(OLD))) as site:
        yield Town.of(site, tmp_path, columns=configured(site))


def stale(town: Town) -> Finding:
    return only(town.scan(), "UPD004", "/c0.html")


def test_a_column_with_a_new_entry_of_its_own_is_mended(town: Town) -> None:
    finding = stale(town)
    assert town.recheck_one(finding).answer is Answer.STILL
    town.change({"/c0.html": front(0, block(OLD), rows("/list0/new", TODAY, 1) + rows("/list0/", OLD))})
    said = town.recheck_one(finding)
    assert said.answer is Answer.GONE, said.note
    assert f"{TODAY}" in said.note
    assert not [f for f in town.scan() if f.fingerprint == finding.fingerprint]


def test_a_column_nobody_configured_is_rechecked_as_it_was_learned(tmp_path: Path) -> None:
    with PortalServer(portal(block(OLD))) as site:
        town = Town.of(site, tmp_path)
        finding = stale(town)
        assert town.recheck_one(finding).answer is Answer.STILL
        town.change({"/c0.html": front(0, block(OLD), rows("/list0/new", TODAY, 1) + rows("/list0/", OLD))})
        assert town.recheck_one(finding).answer is Answer.GONE
        town.change(portal(block(TODAY, "/newest/")))
        assert town.recheck_one(finding).answer is Answer.UNKNOWN


def test_news_in_a_box_of_every_page_mends_no_column(town: Town) -> None:
    finding = stale(town)
    town.change(portal(block(TODAY, "/newest/")))
    said = town.recheck_one(finding)
    assert said.answer is Answer.UNKNOWN, said.note
    assert finding.fingerprint in {f.fingerprint for f in town.scan()}


def test_without_witnesses_that_box_would_deceive(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The trap the witnesses are for is real: without them the recheck would close what is not mended."""
    monkeypatch.setattr(needs, "WITNESSES", 0)
    finding = stale(town)
    town.change(portal(block(TODAY, "/newest/")))
    assert town.recheck_one(finding).answer is Answer.GONE


@pytest.mark.parametrize(
    "reply",
    [
        html("<h2>规划计划</h2><ul class=list></ul>", "规划计划 - 某区人民政府"),
        html("<h2>规划计划</h2><div>正在加载…</div><script src=/x.js></script>"),
        html("<h1>404</h1><p>您访问的页面不存在或已被删除。</p>", "404"),
        Reply(404),
        Reply(500),
        Reply(403),
        Reply(drop=True),
    ],
)
def test_a_column_that_shows_no_date_any_more_is_not_mended(town: Town, reply: Reply) -> None:
    finding = stale(town)
    town.change({"/c0.html": reply})
    assert town.recheck_one(finding).answer is Answer.UNKNOWN


def test_a_column_that_leads_to_a_fresh_home_page_is_not_mended(town: Town) -> None:
    finding = stale(town)
    town.change({"/": portal(fresh=True)["/"], "/c0.html": redirect("/")})
    said = town.recheck_one(finding)
    assert (said.answer, "首页" in said.note) == (Answer.UNKNOWN, True)


def test_new_entries_on_a_list_in_a_frame_count(town: Town) -> None:
    finding = stale(town)
    town.change(
        {
            "/c0.html": html(
                '<h2>规划计划</h2><iframe src="/frame0.html"></iframe>', "规划计划 - 某区人民政府"
            ),
            "/frame0.html": html(f'<ul class="list">{rows("/list0/new", TODAY)}</ul>'),
        }
    )
    said = town.recheck_one(finding)
    assert said.answer is Answer.GONE, said.note
    assert not [f for f in town.scan() if f.fingerprint == finding.fingerprint]


def test_a_blank_column(town: Town) -> None:
    town.change({"/c0.html": front(0, block(OLD), "")})
    finding = only(town.scan(), "UPD005", "/c0.html")
    assert town.recheck_one(finding).answer is Answer.STILL
    town.change(portal(block(TODAY, "/newest/")) | {"/c0.html": front(0, block(TODAY, "/newest/"), "")})
    assert town.recheck_one(finding).answer is not Answer.GONE
    town.change(portal(block(OLD)) | {"/c0.html": front(0, block(OLD), rows("/list0/", OLD))})
    said = town.recheck_one(finding)
    assert said.answer is Answer.GONE, said.note


def test_a_home_page_is_mended_by_an_article_that_only_shows_its_date_itself(tmp_path: Path) -> None:
    article = html(f"<h1>会议召开</h1><p>发布时间：{TODAY}</p><p>{'会议研究了下一步的重点工作。' * 8}</p>")
    with PortalServer(portal()) as site:
        town = Town.of(site, tmp_path, columns=configured(site))
        finding = only(town.scan(), "UPD001")
        assert town.recheck_one(finding).answer is Answer.STILL
        routes = portal()
        home = routes["/"]
        assert isinstance(home, Reply)
        home.body = home.body.replace(b"</body>", '<a href="/a/1.html">会议召开</a></body>'.encode())
        town.change({"/": home, "/a/1.html": article})
        said = town.recheck_one(finding)
        assert said.answer is Answer.GONE, said.note
        asked = {path for path in town.site.asked if not path.startswith(("/xunjian-", "/a/xunjian-"))}
        assert asked == {"/", "/robots.txt", "/a/1.html"}
        assert not [f for f in town.scan() if f.rule == "UPD001"]


def test_a_home_page_that_does_not_answer_stops_the_recheck(tmp_path: Path) -> None:
    from portal.errors import StartError

    with PortalServer(portal()) as site:
        town = Town.of(site, tmp_path, columns=configured(site))
        finding = only(town.scan(), "UPD001")
        town.change({"/": Reply(500)})
        with pytest.raises(StartError):
            town.recheck_one(finding)

"""Dates of articles, misspelt addresses and places on a page, rechecked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from portal.profile import ColumnConfig
from tests.crawler.portal_server import PortalServer, Reply, Route
from tests.rechecking.test_columns import TODAY, rows
from tests.rechecking.town import Town, html, only
from xunjian.rechecking.answer import Answer

TEXT = f"<p>{'会议研究了下一步的重点工作，要求各单位抓好落实。' * 8}</p>"
LATER = TODAY - timedelta(30)


def article(number: int, stamp: str) -> Reply:
    return html(f"<h1>/list/第{number}号重点工作信息</h1><div>{stamp}</div>{TEXT}")


def routes(**stamps: str) -> dict[str, Route]:
    shown = [stamps.get(f"n{n}", f"发布时间：{TODAY - timedelta(n)}") for n in range(6)]
    listing = f'<h2>通知公告</h2><ul class="list">{rows("/list/", TODAY)}</ul>'
    return {
        "/": html(f'<ul class="nav"><li><a href="/c.html">通知公告</a></li></ul>{listing}'),
        "/c.html": html(listing, "通知公告 - 某区人民政府"),
        **{f"/list/{n}.html": article(n, stamp) for n, stamp in enumerate(shown)},
    }


def column(site: PortalServer) -> tuple[ColumnConfig, ...]:
    return (ColumnConfig.model_validate({"name": "通知公告", "url": f"{site.url}/c.html", "kind": "notice"}),)


@pytest.mark.parametrize("rule", ["UPD007", "UPD008"])
def test_the_date_of_an_article(tmp_path: Path, rule: str) -> None:
    wrong = {"UPD007": "", "UPD008": f"发布时间：{LATER}"}[rule]
    with PortalServer(routes(n2=wrong)) as site:
        town = Town.of(site, tmp_path, columns=column(site))
        finding = only(town.scan(), rule)
        assert town.recheck_one(finding).answer is Answer.STILL
        town.change({"/list/2.html": Reply(500)})
        assert town.recheck_one(finding).answer is not Answer.GONE
        town.change(routes())
        said = town.recheck_one(finding)
        assert said.answer is Answer.GONE, said.note
        assert rule not in {f.rule for f in town.scan()}


def test_a_date_is_mended_in_the_list_as_well(tmp_path: Path) -> None:
    with PortalServer(routes(n2=f"发布时间：{LATER}")) as site:
        town = Town.of(site, tmp_path, columns=column(site))
        finding = only(town.scan(), "UPD008")
        changed = {}
        for path, reply in routes(n2=f"发布时间：{LATER}").items():
            assert isinstance(reply, Reply)
            day = f"{TODAY - timedelta(2)}".encode()
            changed[path] = Reply(200, reply.body.replace(day, f"{LATER}".encode()), reply.headers)
        town.change(changed)
        said = town.recheck_one(finding)
        assert said.answer is Answer.GONE, said.note


def test_a_template_without_dates_is_gone_when_every_article_has_one(tmp_path: Path) -> None:
    with PortalServer(routes(**{f"n{n}": "" for n in range(6)})) as site:
        town = Town.of(site, tmp_path, columns=column(site))
        finding = only(town.scan(), "UPD007")
        assert len(finding.occurrences) == 6
        town.change({**routes(n3=""), "/c.html": routes()["/c.html"]})
        assert town.recheck_one(finding).answer is Answer.STILL
        town.change(routes())
        assert town.recheck_one(finding).answer is Answer.GONE


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        ("LNK010", '<a href="${item.link}">详情</a>', ""),
        ("LNK010", '<img src="file:///C:/a.png">', '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'),
        ("LNK010", '<a href="http://192.168.1.9/x">内网</a>', '<a href="/">首页</a>'),
        ("LNK009", '<a href="/p.html#fee">收费标准</a>', '<a href="/p.html#time">收费标准</a>'),
        ("TXT008", "<p>${article.content}</p>", ""),
        ("TXT005", "<p>本办法自2月30日起施行。</p>", "<p>本办法自3月1日起施行。</p>"),
    ],
)  # fmt: skip
def test_other_faults_of_a_page(tmp_path: Path, rule: str, wrong: str, right: str) -> None:
    there = html('<h2 id="time">办理时间</h2><p>每个工作日办理，请带齐有关材料。</p>')
    with PortalServer({"/": html('<a href="/a.html">甲</a>'), "/p.html": there}) as site:
        site.routes["/a.html"] = html(f"<h1>甲</h1>{TEXT}{wrong}")
        town = Town.of(site, tmp_path)
        finding = only(town.scan(), rule)
        assert town.recheck_one(finding).answer is Answer.STILL
        town.change({"/a.html": Reply(500)})
        assert town.recheck_one(finding).answer is Answer.UNKNOWN
        town.change({"/a.html": html(f"<h1>甲</h1>{TEXT}{right}")})
        said = town.recheck_one(finding)
        assert said.answer is Answer.GONE, said.note
        assert rule not in {f.rule for f in town.scan()}

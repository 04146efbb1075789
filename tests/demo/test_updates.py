"""Rules of which one fault is all a site or column can have: variants of the sample portal that fire and that do not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from checks.engine import judge
from checks.finding import Finding, Outcome
from checks.rule import catalogue
from tests.demo.reading import TODAY, scan_of
from xunjian.demo.layout import Item, Reply, listing, page

Paths = dict[str, Reply]
Change = Callable[[Paths], None]
TITLES = (
    "关于做好防汛工作的通知",
    "关于做好供热工作的通知",
    "关于调整公交线路的通知",
    "关于做好清雪工作的通知",
)


def column(path: str, name: str, newest: int, step: int = 3) -> Change:
    """A column anew, with its newest item so many days ago."""
    days = [TODAY - timedelta(newest + step * number) for number in range(len(TITLES))]
    items = [
        Item(title, f"{path}v{n}.html", day) for n, (title, day) in enumerate(zip(TITLES, days, strict=True))
    ]
    return lambda paths: paths.update({path: listing(name, path, items)})


def home(newest: int, *, step: int = 3, navigation: bool = False) -> Change:
    """A home page with a list whose newest item is so many days old, or one that only leads to the columns."""
    days = [TODAY - timedelta(newest + step * number) for number in range(len(TITLES))]
    told = enumerate(zip(TITLES, days, strict=True))
    rows = "".join(
        f'<li><a href="/v/{n}.html">{title}</a><span>{day}</span></li>' for n, (title, day) in told
    )
    content = "" if navigation else f'<div class="block"><h3>要闻</h3><ul class="list">{rows}</ul></div>'
    return put("/", page("首页", content + '<p><a href="/ywdt/">要闻动态</a></p>'))


def put(path: str, reply: Reply) -> Change:
    return lambda paths: paths.update({path: reply})


def found(code: str, *changes: Change) -> list[Finding]:
    def all_of_them(paths: Paths) -> None:
        for change in changes:
            change(paths)

    findings = judge(scan_of(all_of_them), [catalogue()[code]]).findings
    return [finding for finding in findings if finding.outcome in {Outcome.FAIL, Outcome.REVIEW}]


def blank(content: str) -> Reply:
    return page("便民服务", f"<h2>便民服务</h2>{content}", column="规划计划", path="/ghjh/")


FIRES: list[tuple[str, Change]] = [
    ("UPD001", home(15)),
    ("UPD001", home(400, step=90)),
    ("UPD001", home(11)),  # a warning
    ("UPD002", column("/ywdt/", "要闻动态", 15)),
    ("UPD002", column("/ywdt/", "要闻动态", 300)),
    ("UPD002", column("/ywdt/", "要闻动态", 20, 0)),
    ("UPD003", column("/tzgg/", "通知公告", 190)),
    ("UPD003", column("/tzgg/", "通知公告", 900, 40)),
    ("UPD003", column("/tzgg/", "通知公告", 200, 0)),
    ("UPD004", column("/czxx/", "财政信息", 370)),
    ("UPD004", column("/czxx/", "财政信息", 1500, 100)),
    ("UPD004", column("/czxx/", "财政信息", 400, 0)),
    ("UPD005", put("/ghjh/", blank("<ul></ul>"))),
    ("UPD005", put("/ghjh/", blank("<p>暂无内容</p>"))),
    ("UPD005", put("/ghjh/", blank('<div class="list"><img src="/static/banner.png" alt="栏目图"></div>'))),
    ("UPD006", column("/ywdt/", "要闻动态", 10)),
    ("UPD006", column("/tzgg/", "通知公告", 180)),
    ("UPD006", column("/czxx/", "财政信息", 360)),
]
SILENT: list[tuple[str, Change]] = [
    ("UPD001", home(0)),
    ("UPD001", home(9, step=200)),
    ("UPD001", home(0, navigation=True)),
    ("UPD002", column("/bmdt/", "部门动态", 14)),
    ("UPD002", column("/bmdt/", "部门动态", 0)),
    ("UPD002", column("/bmdt/", "部门动态", 2, 200)),
    ("UPD003", column("/zcwj/", "政策文件", 170)),
    ("UPD003", column("/zcwj/", "政策文件", 15)),
    ("UPD003", column("/zcwj/", "政策文件", 100, 300)),
    ("UPD004", column("/ghjh/", "规划计划", 350)),
    ("UPD004", column("/ghjh/", "规划计划", 20)),
    ("UPD004", column("/ghjh/", "规划计划", 300, 200)),
    ("UPD005", column("/mszl/", "民生专栏", 5)),
    ("UPD005", put("/mszl/", page("民生专栏", "<h2>民生专栏</h2><p>" + "低保标准按季度调整，由各街道受理。" * 20 + "</p>"))),
    ("UPD005", put("/mszl/", page("民生专栏", '<h2>民生专栏</h2><a href="/files/guide.pdf">民生政策汇编</a>'))),
    ("UPD006", column("/ywdt/", "要闻动态", 3)),
    ("UPD006", column("/ywdt/", "要闻动态", 30)),
    ("UPD006", column("/tzgg/", "通知公告", 60)),
]  # fmt: skip
PLANTED = {
    "UPD002": "/bmdt/",
    "UPD003": "/zcwj/",
    "UPD004": "/ghjh/",
    "UPD005": "/mszl/",
}  # of the portal as it is


@pytest.mark.parametrize(("code", "change"), FIRES)
def test_a_variant_at_fault_is_found(code: str, change: Change) -> None:
    own = [finding for finding in found(code, change) if not finding.url.endswith(PLANTED.get(code, "-"))]
    assert len(own) == 1


@pytest.mark.parametrize(("code", "change"), SILENT)
def test_a_look_alike_is_left_alone(code: str, change: Change) -> None:
    assert found(code, change) == []


def test_each_has_three_of_both() -> None:
    for shown in (FIRES, SILENT):
        for code in (f"UPD00{number}" for number in range(1, 7)):
            assert sum(fired == code for fired, _ in shown) >= 3

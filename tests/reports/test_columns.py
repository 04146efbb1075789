"""The columns of a report stand as the freshness rules see them."""

from __future__ import annotations

from datetime import date

from checks.engine import judge
from reports import build
from reports.model import ColumnLine
from tests.rules.examples import examples

LINE = '<li><a href="{u}{n}.html">关于做好第{n}项重点工作的通知</a><span>{d}</span></li>'


def listing(folder: str, *days: str) -> str:
    made = (LINE.format(u=folder, n=n, d=day) for n, day in enumerate(days, 1))
    return "<ul>" + "".join(made) + "</ul>"


def columns(*lines: str) -> dict[str, ColumnLine]:
    body = "\n".join(lines)
    scan = examples(f"```site now=2026-11-24\n{body}\n```")[0].scan()
    return {column.name: column for column in build(scan, judge(scan)).columns}


def test_limit_and_due_date_are_those_of_the_rule() -> None:
    found = columns(
        "column 工作动态 /gzdt/ news",
        "column 重点工作 /zdgz/ other 30",
        "column 应急管理 /yjgl/ other",
        "/ 200 <a href='/gzdt/'>工作动态</a><a href='/zdgz/'>重点工作</a><a href='/yjgl/'>应急管理</a>",
        f"/gzdt/ 200 {listing('/gzdt/', '2026-11-13', '2027-03-01', '2026-10-01')}",
        f"/zdgz/ 200 {listing('/zdgz/', '2026-11-01', '2026-10-30', '2026-10-01')}",
        f"/yjgl/ 200 {listing('/yjgl/', '2020-11-01', '2020-10-30', '2020-10-01')}",
    )
    told = {name: (c.newest, c.limit, c.due, c.state) for name, c in found.items()}
    assert told["工作动态"] == (date(2026, 11, 13), "14 天", date(2026, 11, 27), "即将到期")
    assert told["重点工作"] == (date(2026, 11, 1), "30 天", date(2026, 12, 1), "即将到期")
    assert told["应急管理"] == (date(2020, 11, 1), "1 年", date(2021, 11, 1), "超期")


def test_parts_stand_for_the_whole_and_days_to_come_for_nothing() -> None:
    found = columns(
        "+ [[columns]]",
        '+ name = "公示"',
        '+ url = "http://www.t.gov.cn/gs/"',
        '+ kind = "notice"',
        "/ 200 <div class='nav'><a href='/'>首页</a><a href='/xw/'>新闻动态</a></div>",
        f"/xw/ 200 <a href='/xw/bmdt/'>部门动态</a>{listing('/xw/', *['2026-11-20'] * 5)}",
        f"/xw/bmdt/ 200 <div class='dqwz'>当前位置：<a href='/'>首页</a> &gt; <a href='/xw/'>新闻动态</a> &gt; "
        f"<a href='/xw/bmdt/'>部门动态</a></div>{listing('/xw/bmdt/', *['2026-11-20'] * 5)}",
        f"/gs/ 200 {listing('/gs/', '2027-11-13', '2027-03-01', '2027-10-01')}",
    )
    whole, future = found["新闻动态"], found["公示"]
    assert (whole.due, whole.state) == (None, "看下级栏目")
    assert (future.newest, future.due, future.state) == (None, None, "无法判断")

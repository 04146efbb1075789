"""Letters read from the forms portals show them in."""

from __future__ import annotations

from datetime import date

import pytest

from checks.interaction.letter import Seen, put_together
from checks.interaction.letter_list import letters_in
from checks.interaction.letter_page import letter_on
from checks.interaction.wording import State, masked
from checks.pieces import grouped, tree_of
from crawler.extract import read_page

BASE = "http://www.t.gov.cn/xx/"
Row = tuple[str, str | None, str | None, str]  # end of its address or title, asked, answered, state


def _listed(markup: str) -> list[Row]:
    return [
        (
            seen.url.removeprefix(BASE) or seen.title,
            seen.asked and f"{seen.asked:%m-%d}",
            seen.answered and f"{seen.answered:%m-%d}",
            seen.state.value,
        )
        for seen in letters_in(tree_of(markup), BASE)
    ]


LISTS: dict[str, tuple[str, list[Row]]] = {
    "thead": (
        "<table><thead><tr><th>来信主题</th><th>状态</th><th>时间</th><th>受理单位</th></tr></thead><tbody>"
        "<tr><td><a href='1.html'>路口信号灯时间太短</a></td><td>处理中</td><td>2026-05-01</td><td>交警大队</td></tr>"
        "<tr><td><a href='2.html'>小区电梯经常停运</a></td><td>已处理</td><td>2026-05-02</td><td>住建局</td></tr></tbody></table>",
        [("1.html", "05-01", None, "open"), ("2.html", None, None, "done")],
    ),
    "table without th, empty answer": (
        "<table><tr><td>信件编号</td><td>标题</td><td>来信日期</td><td>答复日期</td></tr>"
        "<tr><td>A1</td><td><a href='1.html'>路口信号灯时间太短</a></td><td>2026/5/1</td><td></td></tr>"
        "<tr><td>A2</td><td><a href='2.html'>小区电梯经常停运</a></td><td>2026/5/2</td><td>2026/5/9</td></tr></table>",
        [("1.html", "05-01", None, ""), ("2.html", "05-02", "05-09", "")],
    ),
    "state before the title": (
        "<ul><li><i>[已回复]</i><a href='1.html'>路口信号灯时间太短</a><em>2026-05-01</em></li>"
        "<li><i>[未回复]</i><a href='2.html'>小区电梯经常停运</a><em>2026-05-02</em></li></ul>",
        [("1.html", None, None, "done"), ("2.html", "05-02", None, "open")],
    ),
    "labels in one line, no link": (
        "<ul><li><p>路口信号灯时间太短</p><p>[提交时间：2026-05-01]回复人：交警大队[回复时间：2026-05-08]</p></li>"
        "<li><p>小区电梯经常停运</p><p>[提交时间：2026-05-02]回复人：[回复时间：]</p></li></ul>",
        [("路口信号灯时间太短", "05-01", "05-08", ""), ("小区电梯经常停运", "05-02", None, "")],
    ),
    "cards of divs": (
        "<div><div class=c><a href='1.html'><h4>路口信号灯时间太短</h4></a><span>留言时间：2026年5月1日</span>"
        "<span>处理状态：待办理</span></div><div class=c><a href='2.html'><h4>小区电梯经常停运</h4></a>"
        "<span>留言时间：2026年5月2日</span><span>处理状态：办结</span></div></div>",
        [("1.html", "05-01", None, "open"), ("2.html", "05-02", None, "done")],
    ),
    "heading apart from its list": (
        "<div class=h><span>信件标题</span><span>写信时间</span><span>办理情况</span></div><div class=b><ul>"
        "<li><span><a href='1.html' title='路口信号灯时间太短'>路口信号灯时…</a></span><span>2026-05-01</span><span>已受理</span></li>"
        "</ul></div>",
        [("1.html", "05-01", None, "open")],
    ),
    "news": (
        "<ul><li><a href='1.html'>区领导到信访大厅接访</a><span>2026-05-01</span></li>"
        "<li><a href='2.html'>全区热线办理工作会议召开</a><span>2026-05-02</span></li></ul>",
        [],
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_lists(name: str) -> None:
    markup, rows = LISTS[name]
    assert _listed(markup) == rows


FOOT = "<div class=footer><p>主办单位：某区人民政府办公室 网站标识码：2301990001</p></div>"
PAGES = {
    "table": (
        "<table><tr><td>来信标题</td><td>停水</td><td>来信时间</td><td>2026-05-01 08:00</td></tr>"
        "<tr><td>办理状态</td><td>已办结</td><td>答复时间</td><td>2026-05-06</td></tr><tr><td>答复内容</td><td>已修复。</td></tr></table>",
        (date(2026, 5, 6), State.DONE, True),
    ),
    "empty to the end": (
        f"<table><tr><td>来信时间</td><td>2026-05-01</td></tr><tr><td>来信内容</td><td>停水</td></tr>"
        f"<tr><td>回复单位</td><td></td></tr><tr><td>回复内容</td><td></td></tr></table>{FOOT}",
        (None, State.UNSAID, False),
    ),
    "spans without colons": (
        "<p><span>留言时间</span><span>2026-05-01</span></p><p><span>回复时间</span><span>2026-05-09</span></p>"
        "<div><h4>回复内容</h4><div>请到窗口办理。</div></div>",
        (date(2026, 5, 9), State.UNSAID, True),
    ),
    "colons in tags of their own": (
        "<dl><dt><b>写信时间</b>：</dt><dd>2026年5月1日</dd><dt><b>回复日期</b>：</dt><dd>2026年5月3日</dd></dl>",
        (date(2026, 5, 3), State.UNSAID, False),
    ),
    "says that it waits": (
        "<p>咨询时间：2026-05-01 咨询内容：如何办理</p><p>答复意见：尚未答复</p>",
        (None, State.OPEN, False),
    ),
    "words spaced": (
        "<p>来信时间：2026-05-01</p><p>回 复：您好，已经处理。</p>",
        (None, State.UNSAID, True),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str) -> None:
    markup, said = PAGES[name]
    seen = letter_on(read_page(BASE + "1.html", markup.encode()), grouped(tree_of(markup).body))
    assert seen is not None
    assert seen.asked == date(2026, 5, 1)
    assert (seen.answered, seen.state, seen.replied) == said


@pytest.mark.parametrize(
    "markup",
    [
        "<p>发布时间：2026-05-01</p><p>会议要求做好来信回复工作。</p>",
        "<p>来信时间：2026-05-01</p><p>来信时间：2026-05-02</p><p>回复时间：2026-05-03</p>",
        "<p>申请时间：2026-05-01 办理结果：通过</p>",
    ],
)
def test_no_letter(markup: str) -> None:
    assert letter_on(read_page(BASE, markup.encode()), grouped(tree_of(markup).body)) is None


def test_two_sights_of_one_letter() -> None:
    listed = Seen(BASE + "1.html", "停水", date(2026, 5, 1), state=State.OPEN, list=BASE)
    own = Seen(BASE + "1.html", "停水", date(2026, 5, 1), answered=date(2026, 5, 6), replied=True)
    (letter,) = put_together([listed, own])
    assert (letter.is_answered, letter.answered, letter.state) == (True, date(2026, 5, 6), State.OPEN)


def test_a_title_is_shown_without_names_and_numbers() -> None:
    assert masked("反映张伟民先生拖欠工资13800138000") == "反映张某先生拖欠工资13****"
    assert len(masked("关于" + "很" * 40)) == 21

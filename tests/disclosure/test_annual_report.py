"""The three tables of an annual report: a sound one passes in every markup, and no changed digit slips through."""

from __future__ import annotations

from itertools import product

import pytest

from checks.disclosure.arithmetic import carried_over, slips
from checks.disclosure.form import read_form
from checks.disclosure.prose import figures, headings, years
from checks.engine import judge
from checks.rule import catalogue
from tests.disclosure.layouts import KINDS, LAYOUTS, Layout, kinds_across
from tests.disclosure.report import MARKUPS, RESULTS, SOUND, Markup, bare, official, word
from tests.rules.examples import examples

SECTIONS = (
    "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
)  # fmt: skip


@pytest.mark.parametrize("markup", MARKUPS)
def test_a_sound_report_passes(markup: Markup) -> None:
    filled = read_form(markup(SOUND))
    assert filled.requests is not None
    assert len(filled.requests.rows) == 25
    assert not filled.requests.odd
    assert {kind: len(cells) for kind, cells in filled.cases.items()} == {
        "行政复议": 5, "未经复议直接起诉": 5, "复议后起诉": 5,
    }  # fmt: skip
    assert list(slips(filled)) == []


@pytest.mark.parametrize(("markup", "amounts"), [(official, (1, 5)), *((m, (1,)) for m in MARKUPS[1:])])
def test_every_changed_digit_is_caught(markup: Markup, amounts: tuple[int, ...]) -> None:
    missed = [
        (at, by)
        for at in range(SOUND.digits())
        for by in amounts
        if len(list(slips(read_form(markup(SOUND.changed(at, by)))))) != 1
    ]
    assert not missed


def test_the_figure_at_fault_is_named_with_what_would_fit() -> None:
    (slip,) = slips(read_form(word(SOUND.changed(0, 1))))
    right = SOUND.requests[0][0]
    assert slip.place == "表三 一、本年新收政府信息公开申请数量 自然人"
    assert f"改为 {right}" in slip.mend
    assert str(right + 1000) in slip.told


def test_two_wrong_figures_are_told_by_what_does_not_add_up() -> None:
    twice = SOUND.changed(0, 1).changed(40, 1)
    found = list(slips(read_form(official(twice))))
    assert len(found) > 1
    assert all("相差" in slip.mend for slip in found)


def test_carried_over_from_the_year_before() -> None:
    now, before = read_form(bare(SOUND)).requests, read_form(word(SOUND)).requests
    assert now is not None
    assert before is not None
    (slip,) = carried_over(now, before)
    assert "「自然人」本年写 34、上年报告写 1029" in slip.told
    assert "「科研机构」" not in slip.told


def test_unreadable_negative_and_empty() -> None:
    markup = official(SOUND)
    places = [s.place for s in slips(read_form(markup.replace("<td>412</td>", "<td>412.5</td>")))]
    assert "表三 （一）予以公开 自然人" in places
    assert [
        s.told for s in slips(read_form(markup.replace("<td>57</td>", "<td>-57</td>"))) if "负数" in s.told
    ]
    (slip,) = slips(read_form(markup.replace("<td>65</td>", "<td></td>")))
    assert (slip.place, "空着" in slip.told) == ("表三 （二）部分公开 总计", True)
    (slip,) = slips(
        read_form(markup.replace("<td>65</td>", "<td></td>").replace("<td>458</td>", "<td></td>"))
    )
    assert (slip.place, slip.minor) == ("表三 总计未填", True)


def test_table_4_with_a_label_before_the_figures() -> None:
    labelled = official(SOUND).replace("<tr><td>15</td>", "<tr><td>件数</td><td>15</td>")
    labelled = labelled.replace(
        '<tr><td colspan="5">行政复议', '<tr><td rowspan="3"></td><td colspan="5">行政复议'
    )
    filled = read_form(labelled)
    assert [cell.count for cell in filled.cases["复议后起诉"].values()] == list(SOUND.cases[10:])
    assert list(slips(filled)) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_table_4_in_other_layouts(layout: Layout) -> None:
    """A sound one is read whole; each digit changed is told once, at its kind of case."""
    filled = read_form(layout(SOUND.cases))
    read = {
        (kind, result): cell.count for kind, cells in filled.cases.items() for result, cell in cells.items()
    }
    assert read == dict(zip(product(KINDS, RESULTS), SOUND.cases, strict=True))
    assert list(slips(filled)) == []
    first = SOUND.digits() - sum(len(str(n)) for n in SOUND.cases)
    for at in range(first, SOUND.digits()):
        for by in (1, 4, 9):
            assert len(list(slips(read_form(layout(SOUND.changed(at, by).cases))))) == 1


def test_a_table_after_table_4_lends_it_no_figure() -> None:
    short = kinds_across(SOUND.cases).replace("<tr><td>总计</td><td>24</td><td>19</td><td>4</td></tr>", "")
    other = "<table><tr><td>项目</td><td>2024年</td><td>2025年</td></tr><tr><td>总计</td><td>9</td><td>8</td></tr></table>"
    assert {len(cells) for cells in read_form(short + other).cases.values()} == {4}


def test_rows_the_form_does_not_have_make_it_doubtful() -> None:
    own = "".join(f"<td>{n}</td>" for n in (1, 0, 0, 0, 0, 0, 1))
    markup = official(SOUND.changed(0, 1)).replace(
        '<tr><td colspan="2">（七）总计', f'<tr><td>小计</td>{own}</tr><tr><td colspan="2">（七）总计'
    )
    assert [slip.sure for slip in slips(read_form(markup))] == [False]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2025年，共收到政府信息公开申请9件。", "收到申请 9"),
        ("全年新收政府信息公开申请 2，259 件。", ""),
        ("其中通过网上平台新收政府信息公开申请9件。", ""),
        ("较上年新收申请9件有所增加。", ""),
        ("结转下年度继续办理12件。", "结转下年度 12"),
        ("不予公开9件，无法提供458件。", "不予公开 9"),
        ("因本机关不掌握等原因无法提供9件。", ""),
        ("因政府信息公开被申请行政复议24件，行政诉讼23件。", ""),
        ("因政府信息公开被申请行政复议25件。", "行政复议 25"),
    ],
)  # fmt: skip
def test_figures_of_the_text(text: str, told: str) -> None:
    found = [slip.told for slip in figures(text, read_form(official(SOUND)))]
    assert [told in each for each in found] == ([True] if told else [])


def test_headings_and_years() -> None:
    whole = "\n".join(SECTIONS)
    assert list(headings(whole)) == []
    assert [slip.told for slip in headings(whole.replace(SECTIONS[5], ""))] == [
        "缺少章节：「六、其他需要报告的事项」"
    ]
    turned = "\n".join((SECTIONS[0], SECTIONS[2], SECTIONS[1], *SECTIONS[3:]))
    assert ["次序" in slip.told for slip in headings(turned)] == [True]
    assert list(headings("报告全文见附件。")) == []
    assert list(years("数据的统计期限自2025年1月1日起，至2025年12月31日止。", 2025)) == []
    assert len(list(years("数据统计期限为2024年1月1日至12月31日。", 2025))) == 1


def test_a_site_is_told_the_report_the_figure_and_the_year_before() -> None:
    pages = "\n".join(
        f"/{year}.html 200 <title>示范区人民政府{year}年政府信息公开工作年度报告</title>{bare(SOUND)}"
        for year in (2025, 2024)
    )
    scan = examples(f"```site fail=1\n{pages}\n```")[0].scan()
    (finding,) = judge(scan, [catalogue()["DIS002"]]).findings
    assert finding.url.endswith("/2025.html")
    assert "上年结转" in finding.text

"""Whole pages of annual reports, from the markup of a content management system to the finding."""

from __future__ import annotations

import pytest

from checks.engine import judge
from checks.finding import Finding
from checks.rule import catalogue
from tests.disclosure.pages import PAGES, Frame, trs, word_torn
from tests.disclosure.report import SOUND, Markup
from tests.rules.examples import examples


def judged(html: str) -> tuple[Finding, ...]:
    scan = examples(f"```site fail=1\n/a.html 200 {html}\n```")[0].scan()
    return tuple(judge(scan, [catalogue()["DIS002"]]).findings)


@pytest.mark.parametrize(("frame", "markup"), PAGES)
def test_each_changed_figure_of_a_page_is_told_once(frame: Frame, markup: Markup) -> None:
    assert judged(frame(markup(SOUND))) == ()
    told = [len(judged(frame(markup(SOUND.changed(at, 3))))) for at in range(0, SOUND.digits(), 5)]
    assert set(told) == {1}


def test_a_wrong_total_is_not_told_again_because_of_the_text() -> None:
    at = len("".join(str(n) for n in SOUND.requests[0][:-1]))  # first digit of the total of 新收
    (finding,) = judged(trs(word_torn(SOUND.changed(at, 3))))
    assert "一格写的是 5259" in finding.message
    assert "改为 2259" in finding.suggestion


def test_a_text_that_differs_from_sound_tables_is_told() -> None:
    html = trs(word_torn(SOUND))
    (finding,) = judged(html.replace("新收政府信息公开申请2259件", "新收政府信息公开申请2295件"))
    assert "文字写新收申请 2295，表格中是 2259" in finding.message


@pytest.mark.parametrize(
    "shown",
    [
        '<p><img src="/W020260320.png" alt="表三"></p><p><img src="/W020260321.png"></p>',
        '<p>附件：<a href="/P020260320.docx">年度报告附表.docx</a></p>',
        '<iframe src="/pdfjs/viewer.html?file=/P020260320.pdf"></iframe>',
    ],
)
def test_tables_that_are_pictures_or_files_are_said_to_be_unread(shown: str) -> None:
    (finding,) = judged(trs(shown))
    assert finding.outcome == "unknown"
    assert "图片或附件" in finding.message

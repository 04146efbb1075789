"""The letter and 整改通知.docx."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from checks import Occurrence, Severity
from reports.cases import UnitList
from reports.ledger import correction
from reports.notice import letter, subject, write_notice
from reports.notice.document import LISTED
from tests.reports.cases import full_list, line, unit_list
from tests.reports.samples import HOME, finding

GRAVE = finding("UPD002", "栏目超过两周未更新", severity=Severity.VETO, name="动态要闻栏目超过两周未更新")


def text_of(listed: UnitList, folder: Path) -> str:
    return "\n".join(
        paragraph.text for paragraph in docx.Document(str(write_notice(listed, folder))).paragraphs
    )


def test_subject_and_letter_count_what_is_to_do() -> None:
    listed = unit_list(
        line(1, fresh=False, due=date(2026, 11, 23)),
        line(2, GRAVE, due=date(2026, 12, 9)),
        line(3, waits=True, due=date(2026, 1, 1)),
    )
    assert subject(listed) == "整改通知：区交通运输局有 2 个网站问题待整改（新增 1，单项否决 1，超期 1）"
    told = letter(listed).splitlines()
    assert told[0] == "区交通运输局："
    assert told[2].startswith(
        "截至2026年11月24日，你单位负责的网页有 2 个问题需要整改，其中新增 1 个、单项否决类 1 个、已超期 1 个。另有 1 个"
    )
    assert told[5] == "1.【单项否决】栏目超过两周未更新（编号 2）"
    assert "2.【扣分】页面打不开（编号 1）" in told
    assert "   时限：2026年11月23日，已超期" in told
    assert told[-2:] == ["示范区人民政府办公室", "2026年11月24日"]


def test_letter_stays_short() -> None:
    told = letter(full_list())
    assert told.count("页面：") == 5
    assert "其余 41 个见附件。" in told


def test_crawled_text_begins_no_line_of_its_own() -> None:
    bad = finding(message="打不开\n怎么办：\r\n请打开附件", text="甲\n乙", suggestion="丙\n丁")
    bad = replace(bad, occurrences=(Occurrence(HOME, "正文\n第 1 段"),))
    told = letter(unit_list(line(1, bad))).splitlines()
    assert told.count("怎么办：") == 1
    assert "1.【扣分】打不开 怎么办： 请打开附件（编号 1）" in told
    assert told[told.index("   原文：甲 乙") + 1] == "   改法：丙 丁"


def test_what_is_wrong_where_it_leads_and_what_to_do_are_told_apart() -> None:
    dead = finding(
        message="打不开", text="附件：登记表", target=f"{HOME}gone.doc", suggestion="请改正，或撤下链接"
    )
    typo = finding(message="错别字", text="作了全面布署。", suggestion="「布署」→「部署」")
    told = letter(unit_list(line(1, dead), line(2, typo)))
    assert f"   原文：附件：登记表\n   网址：{HOME}gone.doc\n   改法：请改正，或撤下链接\n" in told
    assert "   原文：作了全面布署。\n   改法：「布署」→「部署」\n" in told
    assert correction(dead) == f"附件：登记表 → 请改正，或撤下链接\n网址：{HOME}gone.doc"
    assert correction(typo) == "作了全面布署。\n「布署」→「部署」"


def test_quiet_list_says_no_zeros() -> None:
    listed = unit_list(line(1, fresh=False))
    assert subject(listed) == "整改通知：区交通运输局有 1 个网站问题待整改"
    assert "0 个" not in letter(listed)


def test_paper_has_the_official_form(tmp_path: Path) -> None:
    document = docx.Document(str(write_notice(full_list(), tmp_path)))
    page = document.sections[0]
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round((margin or 0) / Mm(1)) for margin in margins] == [37, 35, 28, 26]
    assert (round((page.page_width or 0) / Mm(1)), round((page.page_height or 0) / Mm(1))) == (210, 297)
    title, _, addressee, body = document.paragraphs[:4]
    for paragraph, font, size in (
        (title, "方正小标宋简体", 22),
        (addressee, "仿宋_GB2312", 16),
        (body, "仿宋_GB2312", 16),
    ):
        run = paragraph.runs[0]
        assert run.font.size == Pt(size)
        assert run._element.rPr is not None
        assert run._element.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert title.text == "关于整改示范区人民政府门户网站问题的通知"
    assert body.paragraph_format.first_line_indent == Pt(32)
    texts = [paragraph.text for paragraph in document.paragraphs]
    at = texts.index("附件：1. 问题清单")
    assert texts[at + 1] == "2. 整改台账（电子表格，随本通知发送）"
    assert texts[at + 4 : at + 8] == ["示范区人民政府办公室", "2026年11月24日", "附件1", "问题清单"]
    footers = (page.footer.paragraphs[0], page.even_page_footer.paragraphs[0])
    assert [footer.text for footer in footers] == ["— PAGE —"] * 2 or [footer.text for footer in footers] == [
        "—  —"
    ] * 2


def test_paper_lists_every_problem_with_page_place_and_correction(tmp_path: Path) -> None:
    typo = finding(
        "TXT001", "“按排”应为“安排”", text="按排", suggestion="安排", url=HOME + "a.html",
        occurrences=(Occurrence(HOME + "a.html", "正文第 3 段"), Occurrence(HOME + "b.html", "标题")),
    )  # fmt: skip
    listed = unit_list(line(7, typo, due=date(2026, 11, 20)), line(8, waits=True))
    (table,) = docx.Document(str(write_notice(listed, tmp_path))).tables
    assert [cell.text for cell in table.rows[1].cells] == [
        "7", "【扣分】“按排”应为“安排”", f"{HOME}a.html\n正文第 3 段（共 2 处）", "按排 → 安排", "2026-11-20\n已超期",
    ]  # fmt: skip
    assert len(table.rows) == 2


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (("某区人民政府",), "关于整改某区人民政府网站问题的通知"),
        (("某区政务网",), "关于整改某区政务网问题的通知"),
        (("甲网站", "乙网站"), "关于整改政府网站问题的通知"),
    ],
)
def test_title(names: tuple[str, ...], title: str, tmp_path: Path) -> None:
    listed = unit_list(*(line(n, site=name) for n, name in enumerate(names)))
    assert text_of(listed, tmp_path).splitlines()[0] == title


def test_single_veto_is_asked_for_at_once(tmp_path: Path) -> None:
    assert "单项否决类问题须立即整改" in text_of(unit_list(line(1, GRAVE)), tmp_path)
    assert "单项否决" not in text_of(unit_list(line(1)), tmp_path)


def test_many_problems_and_hostile_text_keep_the_paper_whole(tmp_path: Path) -> None:
    bad = finding(message="<w:p>\x00\x0b" + "长" * 5000, text="\ud800]]>", name="\x01<&>", fingerprint="ab")
    listed = unit_list(*(line(n, bad) for n in range(LISTED + 3)), unit="甲\x00<乙>", office="\x1f办")
    document = docx.Document(str(write_notice(listed, tmp_path)))
    assert len(document.tables[0].rows) == LISTED + 1
    assert document.paragraphs[-1].text == "另有 3 个问题见《整改台账》。"
    assert document.paragraphs[2].text == "甲<乙>："

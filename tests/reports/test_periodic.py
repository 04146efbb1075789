"""Monthly report as HTML, docx and PDF; 自查检查表; tables for other programs."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from selectolax.lexbor import LexborHTMLParser

from checks import Outcome, Severity
from portal.errors import OutputError
from reports import export
from reports.export import write_table
from reports.pdf import converter, write_pdf
from reports.periodic import (
    Flow,
    OpenCase,
    PeriodReport,
    SiteWatch,
    Tally,
    tally,
    write_period_page,
    write_period_paper,
)
from reports.periodic.model import Step
from reports.periodic.page import HEIGHT, WIDTH, group_bars
from reports.selfcheck import NONE_FOUND, NOT_CHECKED, self_check_rows, write_self_check
from tests.reports.samples import HOME, NOW, empty, finding, sample
from tests.reports.test_workbook import NASTY

HOSTILE = "<script>alert(1)</script>"
MONTHS = tuple(Tally(f"2026-{m:02}", m, 2 * m, m, 1) for m in range(6, 12))


def period_report(name: str = "区教育局", **changes: object) -> PeriodReport:
    made = PeriodReport(
        "2026年11月网站巡查月报", "示范区人民政府办公室", NOW, date(2026, 11, 1), date(2026, 11, 30),
        (SiteWatch(name, HOME, 29, 1, 3184, 696, 4),), Tally("合计", 11, 22, 11, 1, 3), MONTHS,
        (Tally(name, 11, 22, 11, 1, 3),), (Tally("LNK002 内部链接打不开", 11, 22, 11, 1, 3),),
        (OpenCase(7, name, "LNK002", Severity.VETO, name, HOME, date(2026, 11, 20), True),),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def test_page_tells_the_figures_and_draws_every_month(tmp_path: Path) -> None:
    page = LexborHTMLParser(
        write_period_page(period_report(), tmp_path / "a.html").read_text(encoding="utf-8")
    )
    tiles = [node.text() for node in page.css(".tile")]
    assert tiles == [
        "11期初未办结", "22本期新增", "11本期销号", "1误报或豁免", "21期末未办结", "34.4%整改率", "3超期", "1未办结单项否决",
    ]  # fmt: skip
    assert len(page.css("svg.chart rect")) == 18
    assert [node.text() for node in page.css("td.late")] == ["3", "3", "2026-11-20"]


def test_page_runs_no_script_and_loads_nothing(tmp_path: Path) -> None:
    text = write_period_page(period_report(HOSTILE), tmp_path / "a.html").read_text(encoding="utf-8")
    page = LexborHTMLParser(text)
    assert not page.css("script, img, link, iframe, [onerror]")
    style = re.search(r"<style>(.*?)</style>", text, re.S)
    assert style is not None
    assert base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode() in text
    assert "http" not in style[1]


def test_bars_stay_within_the_chart() -> None:
    for months in (MONTHS, (Tally("一", 0, 0, 0, 0),), tuple(Tally(str(n), 0, n, 0, 0) for n in range(12))):
        for bar in (bar for group in group_bars(months) for bar in group.bars):
            assert 0 <= bar.x <= bar.x + bar.width <= WIDTH
            assert 0 <= bar.y <= bar.y + bar.height <= HEIGHT
    assert group_bars(()) == ()


def test_paper_tells_the_same(tmp_path: Path) -> None:
    document = docx.Document(str(write_period_paper(period_report("甲\x00<&>"), tmp_path / "a.docx")))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "期初未办结问题 11 个，本期新增 22 个，销号 11 个" in text
    months, units, rules, cases = document.tables
    assert [cell.text for cell in months.rows[6].cells] == ["2026-11", "22", "11", "21", "▇" * 16]
    assert units.rows[1].cells[0].text == "甲<&>"
    assert cases.rows[1].cells[3].text == "2026-11-20\n已超期"
    assert len(rules.rows) == 2


def test_empty_report(tmp_path: Path) -> None:
    none = Tally("2026-11", 0, 0, 0, 0)
    nothing = period_report(sites=(), total=none, months=(none,), units=(), rules=(), open_cases=())
    assert "没有未办结的问题" in write_period_page(nothing, tmp_path / "a.html").read_text(encoding="utf-8")
    assert docx.Document(str(write_period_paper(nothing, tmp_path / "a.docx"))).paragraphs


def test_tally_counts_by_day() -> None:
    days = {
        "2026-10-31": Step.OPENED, "2026-11-01": Step.OPENED, "2026-11-30": Step.CLOSED, "2026-12-01": Step.SET_ASIDE,
    }  # fmt: skip
    flows = [Flow(date.fromisoformat(day), step, "", "") for day, step in days.items()]
    assert tally("", flows, date(2026, 11, 1), date(2026, 11, 30)) == Tally("", 1, 1, 1, 0)
    assert tally("", flows, date(2026, 12, 1), date(2026, 12, 31)).after == 0


@pytest.mark.skipif(converter() is None, reason="LibreOffice is not installed")
def test_pdf_is_made_where_libreoffice_is(tmp_path: Path) -> None:
    made = write_pdf(write_period_paper(period_report(), tmp_path / "月报.docx"))
    assert made == tmp_path / "月报.pdf"
    assert made.read_bytes().startswith(b"%PDF-")


def test_without_libreoffice_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OutputError, match="没有找到 LibreOffice"):
        write_pdf(tmp_path / "月报.docx")
    failing = tmp_path / "soffice"
    failing.write_text("#!/bin/sh\nexit 1\n")
    failing.chmod(0o755)
    with pytest.raises(OutputError, match=r"没能把 月报\.docx 转成 PDF"):
        write_pdf(tmp_path / "月报.docx")


def test_self_check_says_what_was_not_looked_at(tmp_path: Path) -> None:
    rows = {name: state for _, name, _, state in self_check_rows(sample())}
    assert rows["站点无法访问"].startswith(NOT_CHECKED)
    assert rows["动态要闻、通知公告、政策文件类栏目不更新"].startswith("触发否决：6 个（限值 5）")
    assert rows["首页不更新"] == NONE_FOUND
    assert "首页不更新（UPD001）" not in rows  # it stands in a row of the sheet
    assert rows["错别字（TXT001）"].startswith("发现 6 个，如：“按排”应为“安排”")
    assert rows["错别字（TXT001）"].endswith("；疑似待核 2 个")
    assert rows["链接无法判断（LNK007）"] == "无法判断 11 个"
    assert rows["互动回应差"].startswith(NOT_CHECKED)
    (table,) = docx.Document(str(write_self_check(sample(), "信息科", tmp_path))).tables
    assert len(table.rows) == 1 + len(tuple(self_check_rows(sample())))


def test_unverified_limits_are_marked() -> None:
    limits = {name: limit for _, name, limit, _ in self_check_rows(sample())}
    assert limits["其他栏目长期不更新"] == "达到 10 个即单项否决（未核验）"
    assert limits["首页不更新"] == "有此情形即单项否决"


def test_a_rule_that_broke_is_not_called_clean() -> None:
    broken = empty(findings=(finding("TXT001", outcome=Outcome.ERROR),))
    assert ("错别字（TXT001）", "无法判断 1 个") in [
        (name, state) for _, name, _, state in self_check_rows(broken)
    ]


@pytest.mark.parametrize("text", NASTY)
def test_no_cell_of_a_table_is_a_formula(text: str, tmp_path: Path) -> None:
    content = write_table(("甲", "乙"), [(text, 3)], tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert content.splitlines()[1].lstrip('"').startswith("'")
    assert write_table(("甲", "乙"), [(text, 3)], tmp_path / "a.xlsx").stat().st_size


def test_a_sheet_that_is_too_small_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "ROWS_MAX", 2)
    with pytest.raises(OutputError, match="请改用 CSV"):
        write_table(("甲",), [("1",)] * 3, tmp_path / "a.xlsx")
    assert not list(tmp_path.iterdir())

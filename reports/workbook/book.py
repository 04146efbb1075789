"""The workbook as a whole: six sheets, readable on screen and on A4 paper."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from checks import Outcome
from reports.files import replacing
from reports.ledger import rows
from reports.model import Report
from reports.workbook.guide import write_guide
from reports.workbook.places import write_places
from reports.workbook.scores import write_scores
from reports.workbook.sheet import Styles, write_ledger

FILE = "整改台账.xlsx"
LARGE = 5_000  # findings from which rows go straight to disk


def write_workbook(report: Report, folder: Path) -> Path:
    """Sheets 整改台账, 疑似待核, 无法判断, 出现位置, 评分表, 说明. 序号 runs through the first three."""
    path = folder / FILE
    failed, doubted = report.of(Outcome.FAIL), report.of(Outcome.REVIEW)
    options = {"constant_memory": len(report.findings) > LARGE, "strings_to_urls": False}
    with replacing(path) as draft, xlsxwriter.Workbook(str(draft), options) as book:
        _describe(book, report)
        styles = Styles.of(book)
        second = 1 + len(failed)
        write_ledger(book, "整改台账", rows(report, failed), styles, report)
        write_ledger(book, "疑似待核", rows(report, doubted, second), styles, report)
        write_ledger(book, "无法判断", rows(report, report.undecided, second + len(doubted)), styles, report)
        ordered = (*failed, *doubted, *report.undecided)
        unlisted = write_places(book, ordered, styles)
        if report.sheet:
            write_scores(book, report, styles)
        write_guide(book, report, styles, unlisted)
    return path


def _describe(book: xlsxwriter.Workbook, report: Report) -> None:
    book.set_size(2400, 1400)
    book.set_properties(
        {
            "title": f"整改台账 {report.title}"[:255],
            "author": "巡检 xunjian",
            "created": report.reference_time.replace(tzinfo=None),
        }
    )

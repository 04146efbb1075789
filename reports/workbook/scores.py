"""Sheet 评分表: the rows of the regime's form with their counts, as the report has them."""

from __future__ import annotations

from xlsxwriter import Workbook

from checks.sheet import Line
from reports import scoring
from reports.ledger import cell
from reports.model import Report
from reports.workbook.sheet import Styles, height

NAME = "评分表"
HEADINGS = ("部分", "类别", "指标", "原文", "结果", "数量/限值", "疑似", "无法判断", "扣分", "说明", "规则")
WIDTHS = (14, 12, 24, 40, 9, 10, 7, 9, 10, 40, 20)


def write_scores(book: Workbook, report: Report, styles: Styles) -> None:
    sheet = book.add_worksheet(NAME)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, HEADINGS[column], styles.header)
    for at, line in enumerate(report.sheet, 1):
        texts = _cells(line)
        sheet.set_row(at, height(texts, WIDTHS))
        for column, text in enumerate(texts):
            sheet.write_string(at, column, cell(text), styles.cell)
    sheet.write_string(len(report.sheet) + 2, 0, scoring.score_note(report.sheet))
    sheet.freeze_panes(1, 3)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _cells(line: Line) -> tuple[str, ...]:
    return (
        scoring.PART[line.part],
        line.group,
        line.name,
        scoring.wording(line),
        scoring.state(line),
        scoring.counts(line),
        str(line.doubtful or ""),
        str(line.unknown or ""),
        scoring.points(line),
        line.note,
        " ".join(line.rules),
    )

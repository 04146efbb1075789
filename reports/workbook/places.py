"""Sheet 出现位置: every place of every finding, keyed by 序号 and fingerprint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from xlsxwriter import Workbook

from checks import Finding, Occurrence
from reports.ledger import cell
from reports.wording import OUTCOME
from reports.workbook.sheet import Styles

NAME = "出现位置"
HEADINGS = ("序号", "结论", "指标编号", "问题类型", "所在页面", "位置", "指纹")
WIDTHS = (7, 10, 10, 22, 70, 40, 18)
PLACES_MAX = 200_000  # rows; a workbook with more opens too slowly


def write_places(book: Workbook, findings: tuple[Finding, ...], styles: Styles) -> int:
    """Returns how many places are not listed."""
    sheet = book.add_worksheet(NAME)
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, styles.header)
    sheet.freeze_panes(1, 1)
    written = 0
    for written, (number, finding, place) in enumerate(islice(_places(findings), PLACES_MAX), 1):
        values = (
            OUTCOME[finding.outcome],
            finding.rule,
            finding.name,
            place.url,
            place.locator,
            finding.fingerprint,
        )
        sheet.write_number(written, 0, number, styles.centred)
        for column, value in enumerate(values, 1):
            sheet.write_string(written, column, cell(value), styles.cell)
    sheet.autofilter(0, 0, max(written, 1), len(HEADINGS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sum(finding.count for finding in findings) - written


def _places(findings: Iterable[Finding]) -> Iterator[tuple[int, Finding, Occurrence]]:
    for number, finding in enumerate(findings, 1):
        for place in finding.occurrences:
            yield number, finding, place

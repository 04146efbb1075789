"""One sheet of the ledger: header, rows, drop-downs, colours, print setup."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from checks import Severity
from reports.ledger import FINGERPRINT, HEADINGS, REVIEWS, STATES, Row
from reports.model import Report

WIDTHS = (
    5,
    8,
    11,
    8,
    10,
    9,
    29,
    25,
    30,
    22,
    9,
    9.5,
    10.5,
    9,
    7,
    10.5,
    8,
    9,
    8,
    11,
)  # characters, per heading
FILLED_IN = {"责任单位", "责任人", "整改情况", "整改时间", "复核结果"}
LINKED = {HEADINGS.index("所在页面"), HEADINGS.index("父页面")}
SEVERITY = HEADINGS.index("严重程度")
STATE = HEADINGS.index("整改情况")
MENDED = HEADINGS.index("整改时间")
REVIEW = HEADINGS.index("复核结果")
LAST = len(HEADINGS)  # the hidden fingerprint column
URL_MAX = 2_079  # characters Excel takes in a hyperlink
LINKS_MAX = 65_530  # hyperlinks Excel takes in a sheet
LINE, TALLEST = 14.0, 216.0  # points; Excel takes rows up to 409
SPARE = 500  # empty rows below that keep their drop-downs
FONT = {
    "font_name": "宋体",
    "font_size": 10,
    "valign": "top",
    "text_wrap": True,
    "border": 1,
    "border_color": "#BFC5CC",
}
COLOURS: Mapping[Severity, tuple[str, str]] = {
    Severity.VETO: ("#C92A2A", "#FFFFFF"),
    Severity.ERROR: ("#FFD8A8", "#7A3E00"),
    Severity.WARNING: ("#FFF3BF", "#5C4700"),
    Severity.INFO: ("#E9ECEF", "#343A40"),
}


@dataclass(frozen=True, slots=True)
class Styles:
    cell: Format
    link: Format
    centred: Format
    header: Format
    header_fill: Format
    title: Format
    severity: Mapping[Severity, Format]

    @classmethod
    def of(cls, book: Workbook) -> Styles:
        head = {**FONT, "bold": True, "valign": "vcenter", "align": "center", "font_color": "#FFFFFF"}
        return cls(
            cell=book.add_format(FONT),
            link=book.add_format({**FONT, "font_color": "#1864AB", "underline": 1}),
            centred=book.add_format({**FONT, "align": "center"}),
            header=book.add_format({**head, "bg_color": "#1F3A5F"}),
            header_fill=book.add_format({**head, "bg_color": "#2B7A4B"}),
            title=book.add_format({"font_name": "宋体", "font_size": 16, "bold": True, "valign": "vcenter"}),
            severity={
                severity: book.add_format(
                    {**FONT, "align": "center", "bold": True, "bg_color": fill, "font_color": ink}
                )
                for severity, (fill, ink) in COLOURS.items()
            },
        )


def write_ledger(book: Workbook, name: str, lines: Iterable[Row], styles: Styles, report: Report) -> None:
    sheet = book.add_worksheet(name)
    _set_up(sheet, name, styles, report)
    links = Links(sheet, styles)
    last = 0
    for last, row in enumerate(lines, 1):
        sheet.set_row(last, height(row.cells, WIDTHS))
        _write_row(sheet, last, row, styles, links)
    sheet.autofilter(0, 0, max(last, 1), LAST)
    _drop_downs(book, sheet, last + SPARE)


def _write_row(sheet: Worksheet, at: int, row: Row, styles: Styles, links: Links) -> None:
    sheet.write_number(at, 0, row.number, styles.centred)
    for column, text in enumerate(row.cells[1:], 1):
        if column == SEVERITY:
            sheet.write_string(at, column, text, styles.severity[row.finding.severity])
        elif column in LINKED:
            links.write(at, column, text)
        else:
            sheet.write_string(at, column, text, styles.cell)
    sheet.write_string(at, LAST, row.finding.fingerprint, styles.cell)


class Links:
    """Writes addresses as hyperlinks as long as the sheet takes them, else as text."""

    def __init__(self, sheet: Worksheet, styles: Styles) -> None:
        self._sheet = sheet
        self._styles = styles
        self._left = LINKS_MAX

    def write(self, row: int, column: int, url: str) -> None:
        if self._left and linkable(url):
            self._left -= 1
            self._sheet.write_url(row, column, url, self._styles.link, url)
        else:
            self._sheet.write_string(row, column, url, self._styles.cell)


def linkable(url: str) -> bool:
    """Whether Excel opens the address as it is: a web address, printable ASCII, not too long."""
    odd = set(' "<>\\^`{|}#')
    plain = url.isascii() and url.isprintable() and not odd & set(url)
    return url.startswith(("http://", "https://")) and plain and len(url) <= URL_MAX


def height(cells: Iterable[str], widths: Iterable[float]) -> float:
    """Points a row needs so that its fullest cell is read whole, up to a third of a page."""
    lines = max((_lines(text, width) for text, width in zip(cells, widths, strict=False)), default=1)
    return min(TALLEST, max(2, lines) * LINE + 3)


def _lines(text: str, width: float) -> int:
    return sum(max(1, math.ceil(_wide(part[:4000]) / (width - 0.8))) for part in text.split("\n"))


def _wide(text: str) -> float:
    """Width in digits; a Chinese character takes about two."""
    return sum(1.0 if character < "\u2e80" else 1.95 for character in text)


def _set_up(sheet: Worksheet, name: str, styles: Styles, report: Report) -> None:
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, styles.header_fill if heading in FILLED_IN else styles.header)
    sheet.set_column(LAST, LAST, 18, None, {"hidden": True})
    sheet.write_string(0, LAST, FINGERPRINT, styles.header)
    sheet.freeze_panes(1, 1)
    on_paper(sheet, name, report)


def on_paper(sheet: Worksheet, name: str, report: Report) -> None:
    """A4 landscape, one page wide, header row repeated."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.3, right=0.3, top=0.6, bottom=0.5)
    title = report.title.replace("&", "&&")[:100]
    sheet.set_header(f"&L{title}&C&14&B{name}&R检查时间 {report.today}")
    sheet.set_footer("&L巡检 xunjian&R第 &P 页，共 &N 页")


def _drop_downs(book: Workbook, sheet: Worksheet, last: int) -> None:
    sheet.data_validation(1, STATE, last, STATE, choice(STATES))
    sheet.data_validation(1, REVIEW, last, REVIEW, choice(REVIEWS))
    for text, fill in (
        ("已整改", "#D3F9D8"),
        ("整改中", "#FFF3BF"),
        ("误报", "#E9ECEF"),
        ("申请豁免", "#E9ECEF"),
    ):
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{text}"',
            "format": book.add_format({"bg_color": fill}),
        }
        sheet.conditional_format(1, STATE, last, STATE, rule)


def choice(options: tuple[str, ...]) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": list(options),
        "error_title": "请从列表中选择",
        "error_message": "可选：" + "、".join(options),
    }

"""整改台账.xlsx of one unit: facts locked, 整改情况 and 说明 open; what comes back is read by `returned`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.cases import CaseLine, UnitList
from reports.files import replacing
from reports.ledger import FINGERPRINT, cell, correction
from reports.wording import SEVERITY, basis, china
from reports.workbook.book import FILE
from reports.workbook.sheet import FONT, Links, Styles, choice, height

NAME = "整改台账"
NUMBER, STATUS, REMARK, HOME, REVISION = "编号", "整改情况", "说明", "网站地址", "版本"
COLUMNS = (
    (NUMBER, 7.0),
    ("网站", 11),
    ("严重程度", 9),
    ("问题类型", 11),
    ("问题描述", 28),
    ("原文→改法", 22),
    ("所在页面", 28),
    ("位置", 11),
    ("栏目", 9),
    ("发现日期", 10.5),
    ("整改时限", 10.5),
    ("当前状态", 8.5),
    (STATUS, 12),
    (REMARK, 24),
    ("依据", 12),
)
HIDDEN = (FINGERPRINT, HOME, REVISION)
HEADINGS = tuple(heading for heading, _ in COLUMNS)
WIDTHS = tuple(width for _, width in COLUMNS)
TODO, MENDING, MENDED, CANNOT = STATUSES = ("未开始", "整改中", "已整改", "无法整改·说明")
FILLED_IN = {STATUS, REMARK}
HEADER = 2  # row of the headings; title and how-to above
REMARK_MAX = 500  # characters
HOW = (
    "请只填写绿色两列：“整改情况”从下拉列表选择，“说明”自由填写（选“无法整改·说明”时必填）。"
    "填好后保存，作为附件回复整改通知邮件即可。其余各列已锁定，请勿修改；不要增删列。"
)


def write_unit_workbook(listed: UnitList, folder: Path) -> Path:
    path = folder / FILE
    with replacing(path) as draft, xlsxwriter.Workbook(str(draft), {"strings_to_urls": False}) as book:
        book.set_properties({"title": f"{NAME} {listed.unit}"[:255], "author": "巡检 xunjian"})
        sheet = book.add_worksheet(NAME)
        _set_up(book, sheet, listed)
        _write(book, sheet, listed.ordered, listed)
    return path


@dataclass(frozen=True, slots=True)
class _Open:
    """Formats of the two columns a unit fills in."""

    cell: Format

    @classmethod
    def of(cls, book: Workbook) -> _Open:
        return cls(book.add_format({**FONT, "locked": False, "bg_color": "#EBFBEE"}))


def _set_up(book: Workbook, sheet: Worksheet, listed: UnitList) -> None:
    styles, last = Styles.of(book), len(HEADINGS) - 1
    note = book.add_format({"font_name": "宋体", "font_size": 10, "text_wrap": True, "valign": "vcenter"})
    sheet.merge_range(0, 0, 0, last, cell(f"{listed.unit}网站问题整改台账（{listed.today}）"), styles.title)
    sheet.merge_range(1, 0, 1, last, HOW, note)
    sheet.set_row(0, 28)
    sheet.set_row(1, 30)
    sheet.set_row(HEADER, 20)
    for column, (heading, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        style = styles.header_fill if heading in FILLED_IN else styles.header
        sheet.write_string(HEADER, column, heading, style)
    for column, heading in enumerate(HIDDEN, len(COLUMNS)):
        sheet.set_column(column, column, 18, None, {"hidden": True})
        sheet.write_string(HEADER, column, heading, styles.header)
    sheet.freeze_panes(HEADER + 1, 1)
    _on_paper(sheet, listed)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})


def _write(book: Workbook, sheet: Worksheet, lines: Iterable[CaseLine], listed: UnitList) -> None:
    styles, filled, at = Styles.of(book), _Open.of(book), HEADER
    links = Links(sheet, styles)
    late = book.add_format({**FONT, "align": "center", "bold": True, "font_color": "#C92A2A"})
    for at, line in enumerate(lines, HEADER + 1):
        texts = tuple(map(cell, _values(line)))
        sheet.set_row(at, height(texts, WIDTHS))
        sheet.write_number(at, 0, line.number, styles.centred)
        for column, text in enumerate(texts[1:], 1):
            heading = HEADINGS[column]
            if heading == "所在页面":
                links.write(at, column, text)
            elif heading == "严重程度":
                sheet.write_string(at, column, text, styles.severity[line.finding.severity])
            elif heading in FILLED_IN:
                sheet.write_string(at, column, text, filled.cell)
            else:
                overdue = heading == "整改时限" and listed.is_overdue(line)
                sheet.write_string(at, column, text, late if overdue else styles.cell)
        for column, text in enumerate(
            (line.finding.fingerprint, line.home, str(line.revision)), len(COLUMNS)
        ):
            sheet.write_string(at, column, cell(text), styles.cell)
    sheet.autofilter(HEADER, 0, max(at, HEADER + 1), len(HEADINGS) - 1)
    _checks(sheet, max(at, HEADER + 1))


def _values(line: CaseLine) -> tuple[str, ...]:
    finding = line.finding
    place = next((o.locator for o in finding.occurrences if o.locator), "")
    many = f"共 {finding.count} 处" if finding.count > 1 else ""
    return (
        str(line.number),
        line.site,
        SEVERITY[finding.severity],
        finding.name,
        finding.message,
        correction(finding),
        finding.url,
        "\n".join(filter(None, (place, many))),
        finding.column,
        line.found.isoformat(),
        line.due.isoformat() if line.due else "",
        line.state,
        line.status,
        line.remark,
        basis(finding.basis, finding.verified),
    )


def _checks(sheet: Worksheet, last: int) -> None:
    status, remark = HEADINGS.index(STATUS), HEADINGS.index(REMARK)
    sheet.data_validation(HEADER + 1, status, last, status, choice(STATUSES))
    length = {
        "validate": "length",
        "criteria": "<=",
        "value": REMARK_MAX,
        "error_title": "说明太长",
        "error_message": f"请写在 {REMARK_MAX} 字以内。",
    }
    sheet.data_validation(HEADER + 1, remark, last, remark, length)


def _on_paper(sheet: Worksheet, listed: UnitList) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER)
    sheet.set_margins(left=0.3, right=0.3, top=0.6, bottom=0.5)
    office = listed.office.replace("&", "&&")[:60]
    sheet.set_footer(f"&L{office} {china(listed.at)}&R第 &P 页，共 &N 页")

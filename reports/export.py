"""Tables for other programs: one writer for .xlsx and .csv, row by row, no cell a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

from portal.errors import OutputError
from reports.files import replacing
from reports.ledger import cell

ROWS_MAX = 1_048_575  # of a sheet, the heading left out


def write_table(
    headings: Sequence[str], rows: Iterable[Sequence[str | int]], path: Path, name: str = "数据"
) -> Path:
    """`path` ends in .xlsx or .csv (UTF-8 with BOM, CRLF). Raises OutputError, also where a sheet is too small."""
    write = _write_csv if path.suffix.lower() == ".csv" else _write_xlsx
    with replacing(path) as draft:
        write(headings, rows, draft, name)
    return path


def _write_csv(headings: Sequence[str], rows: Iterable[Sequence[str | int]], path: Path, _: str) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, lineterminator="\r\n")
        table.writerow(headings)
        for row in rows:
            table.writerow([value if isinstance(value, int) else cell(value) for value in row])


def _write_xlsx(headings: Sequence[str], rows: Iterable[Sequence[str | int]], path: Path, name: str) -> None:
    options = {"constant_memory": True, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet(name)
        head = book.add_format({"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "border": 1})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(headings) - 1, 16)
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, head)
        last = 0
        for last, row in enumerate(rows, 1):
            if last > ROWS_MAX:
                raise OutputError(f"数据超过 {ROWS_MAX} 行，一张表放不下；请改用 CSV 导出，或缩小范围")
            for column, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(last, column, value)
                else:
                    sheet.write_string(last, column, cell(value))
        sheet.autofilter(0, 0, max(last, 1), len(headings) - 1)

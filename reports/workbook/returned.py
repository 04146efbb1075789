"""Reads a unit's workbook that came back. The file is hostile until shown otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from portal.errors import WorkbookError
from portal.spreadsheet import opened_book
from reports.ledger import FINGERPRINT, uncell
from reports.masking import clean
from reports.workbook.unit import HOME, NAME, NUMBER, REMARK, REVISION, STATUS

ROWS_MAX, COLUMNS_MAX, HEADER_WITHIN = 20_000, 60, 20
NEEDED = (NUMBER, STATUS, REMARK, FINGERPRINT, HOME, REVISION)


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row as filled in. at: its row number in the sheet · number, revision: 0 where it holds none."""

    at: int
    number: int
    fingerprint: str
    home: str
    revision: int
    status: str
    remark: str


def read_returned(content: bytes) -> tuple[ReturnedRow, ...]:
    """Every row of the ledger sheet that holds anything. Raises WorkbookError, saying what to do."""
    with opened_book(content) as book:
        if NAME not in book.sheetnames:
            raise WorkbookError(
                f"没有名为“{NAME}”的工作表；请用我们发出的《整改台账》填写，不要改工作表的名字"
            )
        rows = book[NAME].iter_rows(max_row=ROWS_MAX + 1, max_col=COLUMNS_MAX, values_only=True)
        return tuple(_read(enumerate(rows, 1)))


def _read(rows: Iterator[tuple[int, tuple[Any, ...]]]) -> Iterator[ReturnedRow]:
    columns = _columns(rows)
    for at, values in rows:
        if at > ROWS_MAX:
            raise WorkbookError(f"表格超过 {ROWS_MAX} 行，没有读取；请检查是否交错了文件")
        cells = {
            heading: _text(values[column]) for heading, column in columns.items() if column < len(values)
        }
        if any(cells.get(heading) for heading in NEEDED):
            yield _row(at, cells)


def _columns(rows: Iterator[tuple[int, tuple[Any, ...]]]) -> Mapping[str, int]:
    """Where each heading stands: columns may have been moved."""
    for _, values in islice(rows, HEADER_WITHIN):
        headings = [_text(value) for value in values]
        if NUMBER in headings and STATUS in headings:
            if missing := [heading for heading in NEEDED if heading not in headings]:
                raise WorkbookError(
                    f"缺少列：{'、'.join(missing)}；请在我们发出的《整改台账》上填写，不要删列"
                )
            return {heading: headings.index(heading) for heading in NEEDED}
    raise WorkbookError(f"没有找到表头（{NUMBER}、{STATUS}……）；请在我们发出的《整改台账》上填写，不要删表头")


def _row(at: int, cells: Mapping[str, str]) -> ReturnedRow:
    return ReturnedRow(
        at=at,
        number=_whole(cells.get(NUMBER, "")),
        fingerprint=cells.get(FINGERPRINT, ""),
        home=cells.get(HOME, ""),
        revision=_whole(cells.get(REVISION, "")),
        status=cells.get(STATUS, ""),
        remark=clean(cells.get(REMARK, "")),
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return uncell(str(value).strip()).strip()


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0

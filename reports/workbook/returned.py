"""Reads a unit's workbook that came back. The file is hostile until shown otherwise."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from portal.errors import WorkbookError
from reports.ledger import FINGERPRINT, uncell
from reports.masking import clean
from reports.workbook.unit import HOME, NAME, NUMBER, REMARK, REVISION, STATUS

PACKED_MAX, UNPACKED_MAX, PARTS_MAX = 10_000_000, 60_000_000, 500
CHUNK = 1_000_000  # bytes unpacked at a time
ROWS_MAX, COLUMNS_MAX, HEADER_WITHIN = 20_000, 60, 20
NEEDED = (NUMBER, STATUS, REMARK, FINGERPRINT, HOME, REVISION)
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # .xls, .et, or any Office file with a password
ENTITIES = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T|E\x00?N\x00?T\x00?I)", re.I)


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
    inspected = _inspected(content)
    try:
        book = load_workbook(inspected, read_only=True, data_only=True, keep_links=False)
    except BROKEN as error:
        raise WorkbookError(NOT_A_WORKBOOK) from error
    try:
        if NAME not in book.sheetnames:
            raise WorkbookError(
                f"没有名为“{NAME}”的工作表；请用我们发出的《整改台账》填写，不要改工作表的名字"
            )
        rows = book[NAME].iter_rows(max_row=ROWS_MAX + 1, max_col=COLUMNS_MAX, values_only=True)
        return tuple(_read(enumerate(rows, 1)))
    except BROKEN as error:
        raise WorkbookError(NOT_A_WORKBOOK) from error
    finally:
        book.close()


NOT_A_WORKBOOK = "打不开：不是完整的 .xlsx 表格；请用 WPS 或 Excel 打开后另存为 .xlsx 再交"
BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,
    OSError,
    EOFError,
    NotImplementedError,
    OverflowError,
    RecursionError,
)  # fmt: skip - what openpyxl, zipfile, zlib and the XML parsers (ParseError is a SyntaxError) raise on damage


def _inspected(content: bytes) -> io.BytesIO:
    """The same parts, each seen to be small and free of entities, in an archive that has nothing left to unpack."""
    if len(content) > PACKED_MAX:
        raise WorkbookError(
            f"文件超过 {PACKED_MAX // 1_000_000} MB，没有读取；整改台账不会这么大，请检查是否交错"
        )
    if content.startswith(OLD_OFFICE):
        raise WorkbookError("文件加了密码，或是旧版 .xls、.et；请去掉密码，另存为 .xlsx 再交")
    made = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(made, "w") as plain:
            parts = packed.infolist()
            if len(parts) > PARTS_MAX or sum(part.file_size for part in parts) > UNPACKED_MAX:
                raise WorkbookError("文件解开后太大，没有读取；请用我们发出的《整改台账》填写，不要插入图片")
            for part in parts:
                plain.writestr(part.filename, _part(packed, part))
    except (*BROKEN, zipfile.LargeZipFile, zlib.error, RuntimeError) as error:  # RuntimeError: a password
        raise WorkbookError(NOT_A_WORKBOOK) from error
    return made


def _part(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Unpacks no more than the part claims to hold: a false claim ends in a wrong checksum, not in full memory."""
    with packed.open(part) as file:
        content = b"".join(iter(lambda: file.read(CHUNK), b""))
    if part.filename.endswith((".xml", ".rels")) and ENTITIES.search(content):
        raise WorkbookError("文件里有表格不该有的内容（XML 实体定义），为安全起见没有读取")
    return content


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

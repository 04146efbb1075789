"""Opens an .xlsx somebody handed in. The file is hostile until shown otherwise."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from portal.errors import WorkbookError

PACKED_MAX, UNPACKED_MAX, PARTS_MAX = 10_000_000, 60_000_000, 500
CHUNK = 1_000_000  # bytes unpacked at a time
PACKED = b"PK\x03\x04"  # begins every .xlsx
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # .xls, .et, or any Office file with a password
ENTITIES = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T|E\x00?N\x00?T\x00?I)", re.I)
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


@contextmanager
def opened_book(content: bytes) -> Iterator[Workbook]:
    """For reading only. Raises WorkbookError, saying what to do, where it turns out damaged later on too."""
    inspected = _inspected(content)
    try:
        book = load_workbook(inspected, read_only=True, data_only=True, keep_links=False)
    except BROKEN as error:
        raise WorkbookError(NOT_A_WORKBOOK) from error
    try:
        yield book
    except BROKEN as error:
        raise WorkbookError(NOT_A_WORKBOOK) from error
    finally:
        book.close()


def _inspected(content: bytes) -> io.BytesIO:
    """The same parts, each seen to be small and free of entities, in an archive that has nothing left to unpack."""
    if len(content) > PACKED_MAX:
        raise WorkbookError(f"文件超过 {PACKED_MAX // 1_000_000} MB，没有读取；请检查是否交错了文件")
    if content.startswith(OLD_OFFICE):
        raise WorkbookError("文件加了密码，或是旧版 .xls、.et；请去掉密码，另存为 .xlsx 再交")
    made = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(made, "w") as plain:
            parts = packed.infolist()
            if len(parts) > PARTS_MAX or sum(part.file_size for part in parts) > UNPACKED_MAX:
                raise WorkbookError("文件解开后太大，没有读取；请去掉图片和多余的工作表再交")
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

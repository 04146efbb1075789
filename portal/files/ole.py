"""The container of old Office files (OLE compound file): is it whole, and what does it hold? Their text is not read."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from portal.attachment import Reading
from portal.files.bounds import TRUNCATED, FileError

_HEADER = 512
_ORDER = 0xFFFE  # of bytes, as every file says
_ENTRY = 128  # bytes of an entry of the directory
_LAST = 0xFFFFFFFA  # sector numbers from here on are marks
_IN_HEADER = 109  # sectors of the allocation table named in the header
_MOST_ENTRIES = 4096
_KINDS = {"WordDocument": "doc", "Workbook": "xls", "Book": "xls", "PowerPoint Document": "ppt"}
_LOCKED = "EncryptedPackage"  # .docx and .xlsx with a password are kept so


def ole_kind(body: bytes) -> str:
    """doc, xls, ppt or ole. Raises FileError for one with a password, or broken."""
    names = set(_names(body))
    if _LOCKED in names:
        raise FileError(Reading.LOCKED)
    return next((kind for name, kind in _KINDS.items() if name in names), "ole")


def _names(body: bytes) -> Iterator[str]:
    order, shift = struct.unpack_from("<HH", body.ljust(_HEADER, b"\0"), 28)
    if order != _ORDER or shift not in {9, 12}:
        raise FileError(Reading.FAILED)
    if len(body) < _HEADER:
        raise FileError(Reading.DAMAGED, TRUNCATED)
    size, directory = 1 << shift, struct.unpack_from("<I", body, 48)[0]
    table = _table(body, size)
    sector, seen = directory, 0
    while sector < _LAST and seen * size < _MOST_ENTRIES * _ENTRY:
        yield from _entries(_sector(body, sector, size))
        sector = table[sector] if sector < len(table) else _LAST
        seen += 1


def _table(body: bytes, size: int) -> tuple[int, ...]:
    """The allocation table, as far as the header names its sectors: enough for 7 MB."""
    named = struct.unpack_from(f"<{_IN_HEADER}I", body, 76)
    parts = [_sector(body, each, size) for each in named if each < _LAST]
    joined = b"".join(parts)
    return struct.unpack(f"<{len(joined) // 4}I", joined)


def _sector(body: bytes, number: int, size: int) -> bytes:
    """Raises FileError where the file ends before it; the last one may be short."""
    start = (number + 1) * size
    if start >= len(body):
        raise FileError(Reading.DAMAGED, TRUNCATED)
    return body[start : start + size].ljust(size, b"\0")


def _entries(sector: bytes) -> Iterator[str]:
    for at in range(0, len(sector), _ENTRY):
        length = struct.unpack_from("<H", sector, at + 64)[0]
        if 2 < length <= 64:
            yield sector[at : at + length - 2].decode("utf-16-le", "replace")

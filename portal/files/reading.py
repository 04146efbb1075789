"""One file, read as its bytes say, within bounds."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator

from msgspec import Struct

from portal.attachment import Line, Reading
from portal.files.bounds import DAMAGED, OTHER_KIND, FileError, bounded
from portal.files.kinds import extension, kind_of, packed_kind
from portal.files.ofd import ofd_lines
from portal.files.ole import ole_kind
from portal.files.pdf import pdf_lines
from portal.files.sheet import sheet_lines
from portal.files.word import word_lines
from portal.files.zips import opened

_PACKED: dict[str, Callable[[zipfile.ZipFile], Iterator[Line]]] = {
    "docx": word_lines,
    "xlsx": sheet_lines,
    "ofd": ofd_lines,
}
_NEVER_PDF = frozenset({"zip", "ole", "rtf", "rar", "7z", "image"})
_MARKED = frozenset({"pdf", "docx", "xlsx", "ofd", "zip"})  # kinds of which every file has its mark
_TEXT_SIGNS = bytes({7, 8, 9, 10, 12, 13, 27} | set(range(32, 256)))


class Read(Struct, frozen=True):
    """Fields as in `portal.attachment.Attachment`."""

    reading: Reading
    kind: str = ""
    lines: tuple[Line, ...] = ()
    fault: str = ""


def read(body: bytes, name: str) -> Read:
    """`name`: what the file is called. A name is held against what the bytes are only where no program would open them."""
    kind = kind_of(body)
    if extension(name) == "pdf" and kind in _NEVER_PDF:
        return Read(Reading.DAMAGED, kind, fault=OTHER_KIND)
    if not kind and extension(name) in _MARKED and body.translate(None, _TEXT_SIGNS):
        return Read(Reading.DAMAGED, fault=DAMAGED)
    try:
        if kind == "zip":
            with opened(body) as packed:
                kind = packed_kind(packed)
                return _lines(kind, _PACKED[kind](packed)) if kind in _PACKED else Read(Reading.UNREAD, kind)
        if kind == "ole":
            return Read(Reading.UNREAD, ole_kind(body))
        return _lines(kind, pdf_lines(body)) if kind == "pdf" else Read(Reading.UNREAD, kind)
    except FileError as error:
        return Read(error.reading, kind, fault=error.fault)


def _lines(kind: str, lines: Iterator[Line]) -> Read:
    kept, more = bounded(lines)
    if not kept:
        return Read(Reading.PARTLY if more else Reading.TEXTLESS, kind)
    return Read(Reading.PARTLY if more else Reading.READ, kind, kept)

"""Cells of an .xlsx as its reader sees them, hidden sheets and rows too: whoever has the file has them."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from lxml import etree

from portal.attachment import Line, Reading
from portal.files.bounds import CELL_LONGEST, DAMAGED, FileError
from portal.files.zips import elements, part, tree

_BOOK = "xl/workbook.xml"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_GROUPED = frozenset({3, 4, *range(37, 45)})  # built-in formats with thousands apart
EXACT = 15  # digits a number of Excel holds; longer ones are shown as 2.3E+17
MOST_STRINGS = 2_000_000


def sheet_lines(packed: zipfile.ZipFile) -> Iterator[Line]:
    book = part(packed, _BOOK)
    if not book:
        raise FileError(Reading.DAMAGED, DAMAGED)
    strings, grouped = _strings(packed), _grouped(packed)
    for place, path in _sheets(packed, tree(book)):
        yield from _rows(part(packed, path), place, strings, grouped)


def _sheets(packed: zipfile.ZipFile, book: etree._Element) -> Iterator[tuple[str, str]]:
    """How a person finds each sheet, and its part."""
    targets = {each.get("Id"): each.get("Target") or "" for each in _related(packed)}
    for sheet in book.iter("{*}sheet"):
        target = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION), "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        kind = "隐藏工作表" if sheet.get("state", "visible") != "visible" else "工作表"
        if path.startswith("xl/worksheets/"):
            yield f"{kind}“{(sheet.get('name') or '')[:31]}”", path


def _related(packed: zipfile.ZipFile) -> Iterator[etree._Element]:
    if relations := part(packed, "xl/_rels/workbook.xml.rels"):
        yield from tree(relations).iter("{*}Relationship")


def _strings(packed: zipfile.ZipFile) -> list[str]:
    """Texts that cells share; what is spoken above Chinese or Japanese signs (rPh) is not part of them."""
    data = part(packed, "xl/sharedStrings.xml")
    found: list[str] = []
    for item in elements(data, "{*}si") if data else ():
        found.append(_rich(item))
        if len(found) > MOST_STRINGS:
            raise FileError(Reading.FAILED)
    return found


def _rich(item: etree._Element) -> str:
    texts = (
        node.text or "" for node in item.iter("{*}t") if next(node.iterancestors("{*}rPh"), None) is None
    )
    return " ".join("".join(texts).split())[:CELL_LONGEST]


def _grouped(packed: zipfile.ZipFile) -> frozenset[int]:
    """Styles of cells that set thousands apart: such a number is an amount."""
    data = part(packed, "xl/styles.xml")
    if not data:
        return frozenset()
    styles = tree(data)
    own = {
        each.get("numFmtId")
        for each in styles.iter("{*}numFmt")
        if re.search(r"[#0],[#0]", each.get("formatCode") or "")
    }
    formats = [each.get("numFmtId", "") for cells in styles.iter("{*}cellXfs") for each in cells]
    return frozenset(
        at for at, each in enumerate(formats) if each in own or (each.isdigit() and int(each) in _GROUPED)
    )


def _rows(data: bytes, sheet: str, strings: list[str], grouped: frozenset[int]) -> Iterator[Line]:
    count = 0
    for row in elements(data, "{*}row") if data else ():
        number = row.get("r") or ""
        count = int(number) if number.isdigit() else count + 1
        told = [
            (text, f"{(cell.get('r') or '').rstrip('0123456789')}列")
            for cell in row.iter("{*}c")
            if (text := _shown(cell, strings, grouped))
        ]
        texts, columns = tuple(text for text, _ in told), tuple(column for _, column in told)
        yield Line(f"{sheet}第{count}行", texts, sheet, columns)


def _shown(cell: etree._Element, strings: list[str], grouped: frozenset[int]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _rich(cell)
    value = next((node.text or "" for node in cell.iterchildren("{*}v")), "").strip()
    if kind == "s":
        return strings[int(value)] if value.isdigit() and int(value) < len(strings) else ""
    if kind == "n":
        style = cell.get("s", "0")
        return _number(value, apart=style.isdigit() and int(style) in grouped)
    return "" if kind in {"b", "e"} else " ".join(value.split())[:CELL_LONGEST]


def _number(value: str, *, apart: bool) -> str:
    if value.isdigit() and not apart:
        return value if len(value) <= EXACT else f"{float(value):.5E}"
    try:
        number = Decimal(value)
    except InvalidOperation:
        return ""
    if not number.is_finite() or number.adjusted() >= EXACT or number.adjusted() < -EXACT:
        return f"{number:.5E}" if number.is_finite() else ""
    return f"{number:,f}" if apart else f"{number:f}"

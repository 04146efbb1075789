"""Text of a .docx: paragraphs, rows of tables, headers, footers, notes. Tracked insertions count, deletions do not."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from portal.attachment import Line, Reading
from portal.files.bounds import DAMAGED, FileError
from portal.files.zips import part, tree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_PARAGRAPH, _ROW, _TABLE, _TEXT = _W + "p", _W + "tr", _W + "tbl", _W + "t"
_CELL = _W + "tc"
_TAB, _BREAK = _W + "tab", _W + "br"
_SECOND_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BODY = "word/document.xml"
_BESIDE = re.compile(r"word/(header|footer|footnotes|endnotes|comments)\d*\.xml")
_NAMES = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}


def word_lines(packed: zipfile.ZipFile) -> Iterator[Line]:
    body = part(packed, _BODY)
    if not body:
        raise FileError(Reading.DAMAGED, DAMAGED)
    yield from _lines(_root(body))
    for name in sorted(packed.namelist()):
        if match := _BESIDE.fullmatch(name):
            for line in _lines(_root(part(packed, name))):
                yield Line(_NAMES[match[1]], line.cells)


def _root(data: bytes) -> etree._Element:
    return tree(data.replace(_STRICT, _W[1:-1].encode()))


def _lines(root: etree._Element) -> Iterator[Line]:
    tables: dict[etree._Element, int] = {}
    rows: dict[etree._Element, int] = {}
    paragraphs = 0
    for node in root.iter(_PARAGRAPH, _ROW):
        if _is_inside(node, _ROW, _SECOND_COPY):
            continue  # told with the row around it
        if node.tag == _PARAGRAPH:
            paragraphs += 1
            if text := _text(node):
                yield Line(f"第{paragraphs}段", (text,))
            continue
        table = next(node.iterancestors(_TABLE), root)
        number = tables.setdefault(table, len(tables) + 1)
        rows[table] = rows.get(table, 0) + 1
        yield _row(node, f"表{number}", rows[table])


def _row(row: etree._Element, table: str, number: int) -> Line:
    """A cell of several paragraphs has a text for each."""
    cells = [cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row]
    told = [
        (text, f"第{at}列")
        for at, cell in enumerate(cells, 1)
        for text in map(_text, cell.iter(_PARAGRAPH))
        if text
    ]
    return Line(
        f"{table}第{number}行", tuple(text for text, _ in told), table, tuple(column for _, column in told)
    )


def _is_inside(node: etree._Element, *tags: str) -> bool:
    return next(node.iterancestors(*tags), None) is not None


def _text(paragraph: etree._Element) -> str:
    """Of a paragraph without the paragraphs of text boxes anchored in it."""
    pieces = []
    for node in paragraph.iter(_TEXT, _TAB, _BREAK):
        if next(node.iterancestors(_PARAGRAPH)) is paragraph and not _is_inside(node, _SECOND_COPY):
            pieces.append((node.text or "") if node.tag == _TEXT else " ")
    return " ".join("".join(pieces).split())

"""Lists set like a table without one: rows of <li>, <div> or <dl> whose cells are elements of their own, lines of <pre>."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.privacy.tables import MOST_COLUMNS, MOST_ROWS, Row

_HOLDERS = "body, td, ul, ol, dl, div, section, article, form"
_UNSEEN = frozenset({"script", "style", "br", "hr", "-comment"})
_CELL = 80  # characters
_NODES = 60  # of a cell
_WRAPPERS = 6  # elements around the cells of a row
_COLUMNS = re.compile(r"\s{2,}|\t|　")
_PAIR = frozenset({"dt", "dd"})


def listings(html: str) -> Iterator[list[Row]]:
    """Rows next to each other with as many cells each; one cell may be an element or hold elements."""
    for holder in LexborHTMLParser(html).css(_HOLDERS):
        rows = (
            _pairs(holder)
            if holder.tag == "dl"
            else [_cells(child) for child in _children(holder)[:MOST_ROWS]]
        )
        yield from _runs(rows)
    for block in LexborHTMLParser(html).css("pre") if "<pre" in html.lower() else ():
        lines = (block.text() or "").splitlines()[:MOST_ROWS]
        yield from _runs([[*filter(None, _COLUMNS.split(line.strip()))] for line in lines])


def _runs(rows: list[Row]) -> Iterator[list[Row]]:
    """Stretches of two and more rows of the same width."""
    run: list[Row] = []
    for row in [*rows, []]:
        if run and len(row) != len(run[0]):
            if len(run) > 1:
                yield run
            run = []
        if len(row) > 1:
            run.append(row)


def _pairs(holder: LexborNode) -> list[Row]:
    """dt and dd: a label and its value."""
    children = [child for child in _children(holder) if child.tag in _PAIR]
    return [
        [_text(one), _text(other)]
        for one, other in pairwise(children)
        if (one.tag, other.tag) == ("dt", "dd")
    ]


def _cells(node: LexborNode) -> Row:
    """Texts of a row's cells; none where it has text of its own beside them, or a cell is too long."""
    for _ in range(_WRAPPERS):
        if len(inner := _children(node)) != 1 or _own_text(node):
            break
        node = inner[0]
    texts = [_text(child) for child in inner[:MOST_COLUMNS]]
    whole = len(texts) > 1 and not _own_text(node) and all(len(text) <= _CELL for text in texts)
    return texts if whole else []


def _children(node: LexborNode) -> list[LexborNode]:
    return [child for child in node.iter() if child.tag not in _UNSEEN]


def _own_text(node: LexborNode) -> str:
    return (node.text(deep=False) or "").strip(" \t\r\n\u3000\xa0|、，,;；")


def _text(node: LexborNode) -> str:
    """What a cell says; of one that says more than a cell does, only the beginning."""
    parts: list[str] = []
    length = 0
    for count, inner in enumerate(node.traverse(include_text=True)):
        if inner.tag == "-text" and (text := inner.text_content):
            parts.append(text)
            length += len(text)
        if count > _NODES or length > _CELL * 4:
            break
    return " ".join(" ".join(parts).split()).rstrip("：: ")

"""Tables of a page as grids: spans expanded, layout tables set aside, figures read whatever their spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from selectolax.lexbor import LexborHTMLParser, LexborNode

_WIDEST = 60  # columns; a span beyond that is a slip of the pen
_TALLEST = 400  # rows of a span
_PARTS = frozenset({"thead", "tbody", "tfoot"})
_UNSEEN = frozenset({"script", "style", "sup", "-comment"})  # sup: the mark of a note, not a digit
_NONE = frozenset({"", "/", "\\", "-", "--", "—", "——", "－", "–", "―", "_", "无", "空", "〇", "○", "零"})
_FIGURE = re.compile(r"(-?)(\d[\d,]*(?:\.\d+)?)(?:件|条|宗|份|个|元|万元|项|次)?[*注]*")
_UNWANTED = re.compile(
    r"[\s\u200b\ufeff²³¹¼-¾\u2070-\u2079\u2080-\u2089\u2150-\u215f\u2189\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf]+"
)
_SIGNS = str.maketrans("−﹣﹐、ＯＯ", "--,,00")


@dataclass(frozen=True, slots=True)
class Cell:
    """text: without white space, full-width signs made half-width · spans: columns it covers."""

    text: str
    spans: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """own: cells written in this row · grid: text at every column, spanned cells of rows above included."""

    own: tuple[Cell, ...]
    grid: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a cell: the value (None: not readable), whether the cell shows none, and its text."""

    value: Decimal | None
    blank: bool
    text: str

    @property
    def count(self) -> int | None:
        """A number of things; None where the cell holds none, or part of one."""
        return None if self.value is None or self.value != int(self.value) else int(self.value)


def squeezed(text: str) -> str:
    """Without white space, zero-width signs and ①②; full-width letters, digits and brackets made half-width."""
    plain = _UNWANTED.sub("", text)
    if not plain.isascii():
        plain = _UNWANTED.sub("", unicodedata.normalize("NFKC", plain))
    return plain


def figure(text: str) -> Figure:
    """A cell's number: thousands separators, full-width digits, units and marks of notes are no matter."""
    plain = squeezed(text).translate(_SIGNS)
    if plain in _NONE:
        return Figure(Decimal(0), True, text)
    match = _FIGURE.fullmatch(plain)
    try:
        value = Decimal(match[1] + match[2].replace(",", "")) if match else None
    except InvalidOperation:
        value = None
    return Figure(value, False, text)


def is_figure(text: str) -> bool:
    return figure(text).value is not None


def tables(markup: str) -> Iterator[tuple[Row, ...]]:
    """Every table with its own rows, in page order; what stands in a table inside a cell is that table's."""
    if "<table" not in markup and "<TABLE" not in markup:
        return
    for table in LexborHTMLParser(markup).css("table"):
        if rows := tuple(_expand([list(_cells(row)) for row in _rows(table)])):
            yield rows


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in _PARTS:
            yield from (row for row in child.iter() if row.tag == "tr")


def _cells(row: LexborNode) -> Iterator[tuple[str, int, int]]:
    """Text, columns and rows of each cell."""
    for cell in row.iter():
        if cell.tag in {"td", "th"}:
            yield (
                squeezed("".join(_text(cell))),
                _span(cell, "colspan", _WIDEST),
                _span(cell, "rowspan", _TALLEST),
            )


def _text(node: LexborNode) -> Iterator[str]:
    child = node.first_child
    while child is not None:
        if child.tag == "-text":
            yield child.text_content or ""
        elif child.tag != "table" and child.tag not in _UNSEEN:
            yield from _text(child)
        child = child.next


def _span(cell: LexborNode, name: str, most: int) -> int:
    digits = re.match(r"\s*(\d{1,4})", cell.attributes.get(name) or "")
    return min(max(int(digits[1]), 1), most) if digits else 1


def _expand(rows: list[list[tuple[str, int, int]]]) -> Iterator[Row]:
    hanging: dict[int, tuple[str, int]] = {}  # column → text and rows still covered
    for cells in rows:
        grid: dict[int, str] = {column: text for column, (text, _) in hanging.items()}
        hanging = {column: (text, left - 1) for column, (text, left) in hanging.items() if left > 1}
        column = 0
        for text, wide, tall in cells:
            while column in grid:
                column += 1
            for at in range(column, column + wide):
                grid[at] = text
                if tall > 1:
                    hanging[at] = (text, tall - 1)
            column += wide
        width = max(grid, default=-1) + 1
        yield Row(
            tuple(Cell(text, wide) for text, wide, _ in cells), tuple(grid.get(at, "") for at in range(width))
        )

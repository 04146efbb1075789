"""Tables of a page's markup as rows of cells, spans filled in; what blocks of text do not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST_ROWS, MOST_COLUMNS = 5_000, 60

_APART = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")  # Word cuts words into spans
Row = list[str]


def tables(html: str) -> Iterator[list[Row]]:
    """Innermost tables; a cell over several columns or rows stands in each of them."""
    for table in LexborHTMLParser(html).css("table"):
        if len(table.css("table")) == 1:
            yield _rows(table)


def _rows(table: LexborNode) -> list[Row]:
    rows: list[Row] = []
    below: dict[int, tuple[int, str]] = {}  # column → rows still to fill, text
    for tr in table.css("tr")[:MOST_ROWS]:
        row: Row = []
        for cell in (node for node in tr.iter() if node.tag in {"td", "th"}):
            _fill(row, below)
            text, wide, high = (
                _APART.sub("", " ".join(cell.text(separator=" ").split())).rstrip("：: "),
                _span(cell, "colspan"),
                _span(cell, "rowspan"),
            )
            for _ in range(min(wide, MOST_COLUMNS - len(row))):
                if high > 1:
                    below[len(row)] = (high - 1, text)
                row.append(text)
        _fill(row, below)
        rows.append(row)
    return rows


def _fill(row: Row, below: dict[int, tuple[int, str]]) -> None:
    """Cells that reach down from rows above, as far as the row has come."""
    while len(row) in below:
        at = len(row)
        left, text = below.pop(at)
        row.append(text)
        if left > 1:
            below[at] = (left - 1, text)


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or ""
    return max(1, min(int(value), MOST_ROWS)) if value.isascii() and value.isdigit() else 1

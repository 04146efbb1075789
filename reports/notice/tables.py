"""A table of an official paper: 五号, heading row on every page, no row torn in two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row

from reports.ledger import plain
from reports.notice.official import BODY, HEAD, WUHAO, set_font


def add_table(
    document: Document, headings: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]
) -> Table:
    """`widths` in mm, 156 fill the page."""
    table: Table = document.add_table(1, len(headings), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        _write(cell, heading, HEAD)
    _mark(table.rows[0], "w:tblHeader")
    for texts in rows:
        row = table.add_row()  # type: ignore[no-untyped-call] # python-docx left it without
        _mark(row, "w:cantSplit")
        for cell, text in zip(row.cells, texts, strict=True):
            _write(cell, text, BODY)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def _write(cell: _Cell, text: str, font: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    set_font(paragraph.add_run(plain(text)), font, WUHAO)


def _mark(row: _Row, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)

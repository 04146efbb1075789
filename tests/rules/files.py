"""Files of an example, made for real and read by the real reader."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from io import BytesIO

import docx
import openpyxl

from portal.attachment import Attachment
from portal.files import name_of, read


def read_file(url: str, rows: str) -> Attachment:
    """Rows parted by " | ", cells by ", "; a .docx has rows of one cell as paragraphs."""
    cells = [row.split(", ") for row in rows.split(" | ")]
    name = name_of(url)
    body = _document(cells) if name.endswith(".docx") else _workbook(cells)
    told = read(body, name)
    digest = hashlib.sha256(body).hexdigest()
    return Attachment(url, told.reading, told.kind, name, told.lines, told.fault, digest, len(body))


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    book, sink = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(sink)
    return sink.getvalue()


def _document(rows: Sequence[Sequence[str]]) -> bytes:
    document, sink = docx.Document(), BytesIO()
    for row in rows:
        if len(row) == 1:
            document.add_paragraph(row[0])
        else:
            for cell, text in zip(document.add_table(1, len(row)).rows[0].cells, row, strict=True):
                cell.text = text
    document.save(sink)
    return sink.getvalue()

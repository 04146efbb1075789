"""Documents as offices make them, and as attackers do, written by code."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

import docx
import openpyxl

Rows = Sequence[Sequence[object]]
LIST: Rows = (
    ("困难群众救助公示名单",),
    ("序号", "姓名", "身份证号", "联系电话"),
    (1, "张三", "230102199001011230", 13904510001),
    (2, "李四", "230103********323", "139****0002"),
)
_OFD = {
    "OFD.xml": "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016'><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml"
    "</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
    "Doc_0/Document.xml": "<ofd:Document xmlns:ofd='http://www.ofdspec.org/2016'><ofd:Pages>"
    "<ofd:Page ID='1' BaseLoc='Pages/Page_0/Content.xml'/></ofd:Pages></ofd:Document>",
}


def workbook(rows: Rows = LIST, hidden: Rows = ()) -> bytes:
    book, sink = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    sheet.title = "名单"
    for row in rows:
        sheet.append(row)
    if hidden:
        other = book.create_sheet("底稿")
        other.sheet_state = "hidden"
        for row in hidden:
            other.append(row)
    book.save(sink)
    return sink.getvalue()


def amounts(number: int, form: str) -> bytes:
    """A sheet with one number and its format."""
    book, sink = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = number
    book.active["A1"].number_format = form
    book.save(sink)
    return sink.getvalue()


def document(paragraphs: Sequence[str] = ("公示",), rows: Rows = (), header: str = "") -> bytes:
    made, sink = docx.Document(), io.BytesIO()
    for text in paragraphs:
        made.add_paragraph(text)
    if rows:
        table = made.add_table(len(rows), len(rows[0]))
        for line, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, row, strict=True):
                cell.text = str(text)
    if header:
        made.sections[0].header.paragraphs[0].text = header
    made.save(sink)
    return sink.getvalue()


def ofd(lines: Sequence[str]) -> bytes:
    objects = "".join(
        f"<ofd:TextObject Boundary='20 {10 + 8 * at} 100 5'><ofd:TextCode>{text}</ofd:TextCode></ofd:TextObject>"
        for at, text in enumerate(lines)
    )
    page = (
        f"<ofd:Page xmlns:ofd='http://www.ofdspec.org/2016'><ofd:Content>{objects}</ofd:Content></ofd:Page>"
    )
    return packed({**_OFD, "Doc_0/Pages/Page_0/Content.xml": page})


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return sink.getvalue()


def with_part(body: bytes, name: str, content: bytes) -> bytes:
    """A packed file with one part replaced."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    return packed({**parts, name: content})


def pdf(lines: Sequence[str]) -> bytes:
    """One page, Latin letters and digits only."""
    text = "".join(f"1 0 0 1 50 {750 - 20 * at} Tm ({line}) Tj\n" for at, line in enumerate(lines))
    content = f"BT /F1 12 Tf\n{text}ET".encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + table
    return bytes(out) + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


def compound(*names: str) -> bytes:
    """An OLE file whose directory holds these streams: what Word 97 and encrypted .docx files are kept in."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = b"".join(_entry(name) for name in ("Root Entry", *names))
    return bytes(header) + table + directory.ljust(512, b"\0") + b"\0" * 2048


def _entry(name: str) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return text.ljust(64, b"\0") + struct.pack("<H", len(text)) + b"\0" * 62

"""Files of the site: what is read of each kind, and that none does harm."""

from __future__ import annotations

import asyncio
import io

import pytest
from pypdf import PdfReader, PdfWriter

from crawler import filereader
from crawler.filereader import FileReader
from portal.attachment import Line, Reading
from portal.files import name_of, read
from tests.portal import documents as made

ID = "230102199001011230"
TRACKED = (
    b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
    b"<w:p><w:ins><w:r><w:t>A</w:t></w:r></w:ins><w:del><w:r><w:delText>B</w:delText></w:r></w:del></w:p>"
    b"</w:body></w:document>"
)


def lines_of(body: bytes, name: str) -> list[tuple[str, tuple[str, ...]]]:
    found = read(body, name)
    assert found.reading is Reading.READ, found
    return [(line.place, line.cells) for line in found.lines]


def test_sheets_are_read_with_row_and_sheet() -> None:
    found = lines_of(made.workbook(hidden=[["王五", ID]]), "名单.xlsx")
    assert found[2] == ("工作表“名单”第3行", ("1", "张三", ID, "13904510001"))
    assert found[-1] == ("隐藏工作表“底稿”第1行", ("王五", ID))


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (13904510001, "General", "13904510001"),
        (13904510001, "#,##0.00", "13,904,510,001"),
        (230102199001011230, "0", "2.30102E+17"),
    ],
)
def test_numbers_are_what_a_reader_sees(number: int, form: str, shown: str) -> None:
    assert lines_of(made.amounts(number, form), "a.xlsx") == [("工作表“Sheet”第1行", (shown,))]


def test_documents_are_read_with_paragraph_and_row() -> None:
    rows = [["姓名", "身份证号"], ["张三", ID]]
    assert lines_of(made.document(["关于公示的通知", "特此通知。"], rows, "内部"), "a.docx") == [
        ("第1段", ("关于公示的通知",)),
        ("第2段", ("特此通知。",)),
        ("表1第1行", ("姓名", "身份证号")),
        ("表1第2行", ("张三", ID)),
        ("页眉", ("内部",)),
    ]


def test_tracked_deletions_are_not_read() -> None:
    assert lines_of(made.packed({"word/document.xml": TRACKED}), "a.docx") == [("第1段", ("A",))]


def test_pdf_and_ofd_are_read_with_their_page() -> None:
    assert lines_of(made.pdf(["Notice of 2026", f"1 Zhang {ID}"]), "a.pdf") == [
        ("第1页", ("Notice of 2026",)),
        ("第1页", ("1", "Zhang", ID)),
    ]
    assert lines_of(made.ofd(["关于公示的通知", f"张三 {ID}"]), "a.ofd") == [
        ("第1页", ("关于公示的通知",)),
        ("第1页", (f"张三 {ID}",)),
    ]


def locked() -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(made.pdf([ID]))))
    writer.encrypt("secret")
    sink = io.BytesIO()
    writer.write(sink)
    return sink.getvalue()


@pytest.mark.parametrize(
    ("body", "name", "reading", "fault"),
    [
        (made.workbook()[:-2000], "a.xlsx", Reading.DAMAGED, "truncated"),
        (made.document()[:9000], "a.docx", Reading.DAMAGED, "truncated"),
        (made.pdf([ID])[:300], "a.pdf", Reading.DAMAGED, "truncated"),
        (made.compound("WordDocument")[:900], "a.doc", Reading.DAMAGED, "truncated"),
        (made.document(), "a.pdf", Reading.DAMAGED, "other-kind"),
        (bytes(range(256)) * 9, "a.docx", Reading.DAMAGED, "damaged"),
        (bytes(range(256)) * 9, "a.doc", Reading.UNREAD, ""),
        (made.compound("EncryptedPackage"), "a.docx", Reading.LOCKED, ""),
        (locked(), "a.pdf", Reading.LOCKED, ""),
        (made.compound("WordDocument"), "a.docx", Reading.UNREAD, ""),
        (made.compound("Workbook"), "a.xls", Reading.UNREAD, ""),
        (made.pdf([]), "a.pdf", Reading.TEXTLESS, ""),
        (made.packed({"a.txt": "a"}), "a.zip", Reading.UNREAD, ""),
        (b"Rar!\x1a\x07\x00" + bytes(90), "a.rar", Reading.UNREAD, ""),
        (b"<html xmlns:o='urn:schemas-microsoft-com:office:office'><table></table>", "a.xls", Reading.UNREAD, ""),
        (b"%PDF-1.4 " + b"x" * 3000, "a.pdf", Reading.FAILED, ""),
        (b"PK\x03\x04nothing", "a.docx", Reading.FAILED, ""),
    ],
)  # fmt: skip
def test_what_became_of_a_file(body: bytes, name: str, reading: Reading, fault: str) -> None:
    found = read(body, name)
    assert (found.reading, found.fault, found.lines) == (reading, fault, ())


def test_one_broken_byte_in_a_packed_part_is_damage() -> None:
    body = bytearray(made.workbook())
    at = body.index(b"xl/worksheets/sheet1.xml") + 60
    body[at : at + 20] = b"\xff" * 20
    assert read(bytes(body), "a.xlsx").reading in {Reading.DAMAGED, Reading.FAILED}


HOSTILE = {
    "zeros": made.packed({"word/document.xml": bytes(50_000_000)}),
    "nested": made.with_part(made.document(), "word/document.xml", b"<a>" * 500_000),
    "entities": made.with_part(
        made.workbook(),
        "xl/sharedStrings.xml",
        b"<!DOCTYPE s [<!ENTITY a 'aaaaaaaaaa'>"
        + b"".join(b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 30) for n in range(9))
        + b"]><sst><si><t>&j;</t></si></sst>",
    ),
    "outside": made.with_part(
        made.document(), "word/document.xml", b"<!DOCTYPE s [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><s>&a;</s>"
    ),
    "pages": made.pdf(["a"]).replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"),
    "length": made.pdf(["a"]).replace(b"/Length ", b"/Length 99999"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_told_as_not_read(name: str) -> None:
    async def look() -> tuple[Reading, Reading]:
        reader = FileReader(most=1)
        try:
            hostile = await reader.read(HOSTILE[name], "a")
            return hostile.reading, (await reader.read(made.workbook(), "a.xlsx")).reading
        finally:
            await reader.close()

    hostile, after = asyncio.run(look())
    assert hostile in {Reading.FAILED, Reading.TEXTLESS} or name == "length"
    assert after is Reading.READ


def test_a_reader_that_dies_or_hangs_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    async def look() -> list[Reading]:
        reader, found = FileReader(most=1), []
        for module, seconds in (("this", 40.0), ("portal.files.child", 0.0), ("portal.files.child", 40.0)):
            monkeypatch.setattr(filereader, "_MODULE", module)
            monkeypatch.setattr(filereader, "SECONDS", seconds)
            found.append((await reader.read(made.workbook(), "a.xlsx")).reading)
        await reader.close()
        return found

    assert asyncio.run(look()) == [Reading.FAILED, Reading.FAILED, Reading.READ]


def test_long_files_are_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.files.bounds.MOST_CELLS", 4)
    found = read(made.document(["甲", "乙", "丙", "丁", "戊"]), "a.docx")
    assert found.reading is Reading.PARTLY
    assert found.lines[-1] == Line("第4段", ("丁",))


@pytest.mark.parametrize(
    ("url", "disposition", "name"),
    [
        ("http://a.example/f/%E5%90%8D%E5%8D%95.xlsx?v=1", "", "名单.xlsx"),
        ("http://a.example/download.jsp?id=1", "attachment; filename=list.docx", "list.docx"),
        ("http://a.example/d", "attachment; filename*=UTF-8''%E5%90%8D%E5%8D%95.pdf", "名单.pdf"),
        ("http://a.example/d", 'attachment; filename="%E5%90%8D%E5%8D%95.pdf"', "名单.pdf"),
        ("http://a.example/d", 'attachment; filename="' + "名单.pdf".encode("gbk").decode("latin-1") + '"', "名单.pdf"),
        ("http://a.example/d", 'attachment; filename="' + "名单.pdf".encode().decode("latin-1") + '"', "名单.pdf"),
    ],
)  # fmt: skip
def test_names(url: str, disposition: str, name: str) -> None:
    assert name_of(url, disposition) == name

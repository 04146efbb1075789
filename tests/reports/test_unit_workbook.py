"""整改台账.xlsx of one unit as a spreadsheet opens it, and hostile files that claim to be one."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from portal.errors import WorkbookError
from reports.cases import UnitList
from reports.ledger import FINGERPRINT
from reports.workbook import ReturnedRow, read_returned, returned, write_unit_workbook
from reports.workbook.unit import HEADER, HEADINGS, HIDDEN, REMARK, STATUS, STATUSES
from tests.reports.cases import full_list, line, unit_list
from tests.reports.samples import HOME, finding
from tests.reports.test_workbook import NASTY

FIRST = HEADER + 2  # the first row of cases, as openpyxl counts
OPEN = {STATUS, REMARK}


def sheet_of(listed: UnitList, folder: Path) -> Worksheet:
    return load_workbook(write_unit_workbook(listed, folder))["整改台账"]


def bytes_of(listed: UnitList, folder: Path) -> bytes:
    return write_unit_workbook(listed, folder).read_bytes()


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_only_status_and_remark_can_be_changed(tmp_path: Path) -> None:
    sheet = sheet_of(full_list(), tmp_path)
    assert sheet.protection.sheet
    assert not sheet.protection.password
    for row in sheet.iter_rows(min_row=FIRST):
        unlocked = {(*HEADINGS, *HIDDEN)[c.column - 1] for c in row if not c.protection.locked}
        assert unlocked == OPEN
    hidden = [(d.min, d.max) for d in sheet.column_dimensions.values() if d.hidden]
    assert hidden == [(len(HEADINGS) + 1, len(HEADINGS) + len(HIDDEN))]


def test_status_is_chosen_from_a_list(tmp_path: Path) -> None:
    listed = full_list()
    checks = {
        str(v.sqref).split(":")[0]: v for v in sheet_of(listed, tmp_path).data_validations.dataValidation
    }
    status = checks[f"M{FIRST}"]
    assert (status.type, status.formula1) == ("list", f'"{",".join(STATUSES)}"')
    assert str(status.sqref) == f"M{FIRST}:M{FIRST + len(listed.lines) - 1}"
    assert checks[f"N{FIRST}"].type == "textLength"


def test_a_row_tells_all_of_a_case(tmp_path: Path) -> None:
    shown = line(42, due=date(2026, 11, 20), state="整改中", status="整改中", remark="正在改", fresh=False)
    (row,) = sheet_of(unit_list(shown), tmp_path).iter_rows(min_row=FIRST, values_only=True)
    cells = dict(zip((*HEADINGS, *HIDDEN), row, strict=True))
    assert (cells["编号"], cells["发现日期"], cells["整改时限"]) == (42, "2026-11-24", "2026-11-20")
    assert (cells["当前状态"], cells[STATUS], cells[REMARK]) == ("整改中", "整改中", "正在改")
    assert (cells[FINGERPRINT], cells["网站地址"], cells["版本"]) == (shown.finding.fingerprint, HOME, "420")


@pytest.mark.parametrize("text", NASTY)
def test_no_cell_is_a_formula_and_remarks_come_back_as_they_were(text: str, tmp_path: Path) -> None:
    bad = finding("TXT001", text, text=text, suggestion=text, column=text, name=text, basis=text)
    listed = unit_list(line(1, bad, site=text, state=text, remark=text), unit=text, office=text)
    values = [c for row in sheet_of(listed, tmp_path).iter_rows() for c in row if c.value is not None]
    assert {c.data_type for c in values} <= {"s", "n"}
    (row,) = read_returned(bytes_of(listed, tmp_path))
    assert row.remark == text.strip()


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    listed = full_list()
    rows = read_returned(bytes_of(listed, tmp_path))
    assert [r.at for r in rows] == list(range(FIRST, FIRST + len(listed.lines)))
    assert rows[0] == ReturnedRow(
        FIRST, listed.ordered[0].number, listed.ordered[0].finding.fingerprint, HOME,
        listed.ordered[0].revision, "未开始", "",
    )  # fmt: skip
    assert {(r.number, r.status, r.remark) for r in rows} == {
        (n.number, n.status, n.remark) for n in listed.lines
    }


def test_columns_may_be_moved_and_empty_rows_left(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "整改台账"
    sheet.append([])
    sheet.append([STATUS, "编号", "版本", "网站地址", "别的", REMARK, FINGERPRINT])
    sheet.append([None, None, None, None, "合计"])
    sheet.append(["已整改 ", 12.0, "7", HOME, "", None, "ab"])
    assert read_returned(saved(book)) == (ReturnedRow(4, 12, "ab", HOME, 7, "已整改", ""),)


def headed(*headings: str, title: str = "整改台账") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    sheet.append(list(headings))
    return saved(book)


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            new.writestr(each.filename, part if each.filename == name else old.read(each))
    return out.getvalue()


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "不是完整的 .xlsx"),
        (b"PK\x03\x04" + b"\x00" * 100, "不是完整的 .xlsx"),
        (packed(hello=b"<a/>"), "不是完整的 .xlsx"),
        (packed(big=b"\x00" * 60_000_001), "解开后太大"),
        (packed(**{f"p{n}": b"" for n in range(501)}), "解开后太大"),
        (packed(xl__workbook=BOMB), "XML 实体定义"),
        (packed(xl__workbook=BOMB.decode().encode("utf-16")), "XML 实体定义"),
        (b"x" * 10_000_001, "超过 10 MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "加了密码，或是旧版 .xls"),
        (headed("编号", STATUS, title="Sheet1"), "没有名为“整改台账”的工作表"),
        (headed("编号", STATUS, REMARK), "缺少列：指纹、网站地址、版本"),
        (headed("序号", "整改"), "没有找到表头"),
    ],
)
def test_files_that_are_not_ours_are_refused_in_words(content: bytes, why: str) -> None:
    with pytest.raises(WorkbookError, match=why):
        read_returned(content)


PARTS = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml")


@pytest.mark.parametrize("part", [b"", b"<worksheet>", b"not xml", BOMB.replace(b"<!", b"< !")])
@pytest.mark.parametrize("name", PARTS)
def test_damaged_parts_are_refused(name: str, part: bytes, tmp_path: Path) -> None:
    content = with_part(bytes_of(unit_list(line(1)), tmp_path), name, part)
    with pytest.raises(WorkbookError, match="不是完整的"):
        read_returned(content)


@pytest.mark.filterwarnings("ignore:Workbook contains no")  # openpyxl warns of what is missing
@pytest.mark.parametrize(
    ("name", "why"),
    [*zip(PARTS, ("没有找到表头", "不是完整的", "没有名为“整改台账”的工作表", ""), strict=True)],
)
def test_empty_parts_are_refused_where_anything_would_be_read_from_them(
    name: str, why: str, tmp_path: Path
) -> None:
    whole = bytes_of(unit_list(line(1)), tmp_path)
    content = with_part(whole, name, b"<a/>")
    if not why:  # how it looks
        assert read_returned(content) == read_returned(whole)
        return
    with pytest.raises(WorkbookError, match=why):
        read_returned(content)


def test_cut_files_raise_nothing_but_our_own_error(tmp_path: Path) -> None:
    content = bytes_of(unit_list(line(1)), tmp_path)
    for end in range(0, len(content), 97):
        with pytest.raises(WorkbookError):
            read_returned(content[:end])


def test_flipped_bytes_are_refused_or_change_nothing(tmp_path: Path) -> None:
    content = bytes_of(unit_list(line(1)), tmp_path)
    told, refused = read_returned(content), 0
    for at in range(0, len(content), 61):
        damaged = bytearray(content)
        damaged[at] ^= 0xFF
        try:
            assert read_returned(bytes(damaged)) == told
        except WorkbookError:
            refused += 1
    assert refused > 100  # of 131; the others lie in a date or a flag of the ZIP


def test_a_part_that_holds_more_than_it_claims_is_refused() -> None:
    """Declared as 5 bytes with their checksum, unpacks to 300 million."""
    honest = packed(big=b"\x00" * 300_000_000)
    claim = struct.pack("<III", zlib.crc32(b"\x00" * 5), len(honest), 5)
    with zipfile.ZipFile(io.BytesIO(honest)) as file:
        part = file.infolist()[0]
    true = struct.pack("<III", part.CRC, part.compress_size, part.file_size)
    lying = honest.replace(true, claim[:4] + true[4:8] + claim[8:])
    tracemalloc.start()
    with pytest.raises(WorkbookError):
        read_returned(lying)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_a_row_far_below_is_not_walked_to(tmp_path: Path) -> None:
    far = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>编号</t></is></c></row></sheetData></worksheet>'
    ).encode()
    with pytest.raises(WorkbookError, match="没有找到表头"):
        read_returned(with_part(bytes_of(unit_list(line(1)), tmp_path), "xl/worksheets/sheet1.xml", far))


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(returned, "ROWS_MAX", 20)
    with pytest.raises(WorkbookError, match="超过 20 行"):
        read_returned(bytes_of(full_list(), tmp_path))

"""Files an office writes in: what is read, what is told instead."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from checks.language.remark import Remark
from checks.proofreader import Correction
from portal.errors import XunjianError
from xunjian.manuscript import NOBODYS, Line, Manuscript, judged, marked_page, pieces, read_manuscript

DAY = date(2026, 11, 24)


def test_lines_of_a_text_end_at_line_ends_only(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("第一行\u2028仍是\r\n\n第三行\n".encode("gb18030"))
    assert read_manuscript(str(path)).lines == ("第一行\u2028仍是", "", "第三行")


def test_word_document_with_table_header_box_and_tracked_changes(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    paragraph = document.add_paragraph("会议")
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>删去</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>添上</w:t></w:r></w:ins>"))
    box = parse_xml(f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r>")
    inner = next(box.iter(qn("w:p")))
    inner.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>文本框</w:t></w:r>"))
    paragraph._p.append(box)
    document.add_table(1, 2).cell(0, 1).text = "单元格"
    path = tmp_path / "稿.docx"
    document.save(str(path))
    manuscript = read_manuscript(str(path))
    assert manuscript.unit == "段"
    assert manuscript.lines == ("会议添上", "文本框", "单元格", "页眉")


def test_html_is_known_by_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "页面"
    path.write_text("<!DOCTYPE html><title>题</title><p>甲<b>乙</b></p><script>丙</script>")
    assert "甲乙" in read_manuscript(str(path)).lines
    assert not any("丙" in line for line in read_manuscript(str(path)).lines)


def _zipped(name: str, body: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "另存为 .docx"),
        (b"%PDF-1.4", "另存为 .docx"),
        (b"PK\x03\x04 cut", "不是完整的 Word 文档"),
        (_zipped("a.txt", b"no document"), "不是完整的 Word 文档"),
        (_zipped("word/document.xml", b"\0" * 310_000_000), "太大"),
        (b"\0\1\2\3 program", "不是文本文件"),
    ],
)
def test_other_files_get_one_clear_line(tmp_path: Path, body: bytes, words: str) -> None:
    path = tmp_path / "稿"
    path.write_bytes(body)
    with pytest.raises(XunjianError, match=words):
        read_manuscript(str(path))


def test_marked_page_escapes_and_marks() -> None:
    fixes = [
        Correction(1, 3, "布署", "部署", 0.99, True, "词典"),
        Correction(4, 5, "的", "", 0.9, False, "模型"),
    ]
    lines = judged(Manuscript(("<布署>的", "无误")), [fixes, []], NOBODYS, DAY)
    page = marked_page("<稿>", lines, "行")
    assert "&lt;稿&gt;" in page
    assert "<del>布署</del><ins>部署</ins>" in page
    assert "<del>的</del><ins>（删去）</ins>" in page
    assert "问题 1 处；疑似 1 处" in page
    assert "<td>第1行</td><td>布署</td><td>TXT001 错别字</td>" in page


def test_marks_may_overlap() -> None:
    overlapping = Line("甲乙丙丁", remarks=(_remark("TXT001", 0, 3, "戊"), _remark("TXT004", 1, 4, None)))
    assert [(p.text, len(p.remarks), p.instead) for p in pieces(overlapping)] == [
        ("甲", 1, []),
        ("乙丙", 2, ["戊"]),
        ("丁", 1, []),
    ]


def _remark(rule: str, start: int, end: int, right: str | None) -> Remark:
    return Remark(rule, start, end, "问题", "建议", right=right)

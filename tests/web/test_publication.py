"""发布前审核: what is handed in comes back marked, and nothing stays."""

from __future__ import annotations

import io

import docx
import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import Client

from checks.proofreading import make_proofreader
from tests.web.manuscripts import LINE, PROFILE
from tests.web.seeding import Office
from xunjian.manuscript import LONGEST
from xunjian.store.models import Act

WRONG = {fix.wrong for fix in make_proofreader("xunjian").check_batch([LINE])[0]}


@pytest.fixture
def clerk(office: Office, client: Client) -> Client:
    client.force_login(office.clerk)
    return client


def word(*lines: str) -> bytes:
    document, packed = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(packed)
    return packed.getvalue()


def test_pasted_text_comes_back_marked(clerk: Client) -> None:
    before = Act.objects.count()
    page = clerk.post("/publication/", {"text": LINE}).content.decode()
    assert WRONG
    for wrong in WRONG:
        assert f">{wrong}</mark>" in page
    assert "第 1 行" in page
    assert Act.objects.count() == before


@pytest.mark.parametrize(
    ("name", "body", "unit"),
    [
        ("通知.docx", word("第一段没有错。", LINE), "段"),
        ("通知.txt", f"第一行没有错。\n{LINE}".encode("gb18030"), "行"),
        (
            "通知.html",
            f"<!doctype html><meta charset=utf-8><p>第一段没有错。</p><p>{LINE}</p>".encode(),
            "段",
        ),
    ],
)
def test_files_come_back_marked(name: str, body: bytes, unit: str, clerk: Client) -> None:
    answer = clerk.post("/publication/", {"file": SimpleUploadedFile(name, body)})
    page = answer.content.decode()
    assert all(f">{wrong}</mark>" in page for wrong in WRONG)
    assert f"第 2 {unit}" in page
    assert answer.context["checked"].name == name


def test_the_marked_page_is_saved(clerk: Client) -> None:
    answer = clerk.post("/publication/page/", {"text": LINE, "name": "通知.docx"})
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "<title>发布前检查：通知.docx</title>" in answer.content.decode()
    assert all(f"<del>{wrong}</del>" in answer.content.decode() for wrong in WRONG)


def test_the_site_and_the_day_are_asked_for(clerk: Client, office: Office) -> None:
    office.site.profile = PROFILE
    office.site.save()
    text = "区长沈家豪主持召开会议。依据南政办发〔27〕9号文件。"
    given = {"text": text, "site": office.site.pk, "at": "2028-01-02"}
    for address in ("/publication/", "/publication/page/"):
        page = clerk.post(address, given).content.decode()
        assert "「沈家豪」应为「沈家毫」" in page
        assert "〔2027〕9号" in page
    page = clerk.post("/publication/", {"text": text}).content.decode()
    assert "沈家毫" not in page


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "没有读到文字"),
        ({"text": "字" * (LONGEST + 1)}, f"一次最多检查 {LONGEST} 个字"),
        ({"file": SimpleUploadedFile("通知.doc", b"\xd0\xcf\x11\xe0" + b"0" * 99)}, "请先另存为 .docx"),
        ({"file": SimpleUploadedFile("通知.docx", b"PK\x03\x04broken")}, "这不是完整的 Word 文档"),
        ({"file": SimpleUploadedFile("大.txt", b"a" * 10_000_001)}, "不能超过 10 MB"),
        ({"file": SimpleUploadedFile("空.txt", b"")}, "没有读到文字"),
        ({"file": SimpleUploadedFile("a.txt", b"a"), "text": "甲"}, "文字和文件只能选一样"),
    ],
)
def test_what_cannot_be_checked_says_what_to_do(given: dict[str, object], told: str, clerk: Client) -> None:
    assert told in clerk.post("/publication/", given).content.decode()


def test_what_is_handed_in_is_text_and_never_markup(clerk: Client) -> None:
    hostile = "</textarea><script>alert(1)</script>" + LINE
    for address in ("/publication/", "/publication/page/"):
        page = clerk.post(address, {"text": hostile, "name": "<script>"}).content.decode()
        assert "<script>alert" not in page
        assert "<script>：" not in page


def test_the_first_empty_line_of_a_text_is_kept(clerk: Client) -> None:
    page = clerk.post("/publication/", {"text": f"\n{LINE}"}).content.decode()
    assert "第 2 行" in page


def test_a_large_file_never_touches_the_disk(clerk: Client) -> None:
    body = f"<!doctype html><meta charset=utf-8><!--{'x' * 5_000_000}--><p>{LINE}</p>".encode()
    answer = clerk.post("/publication/", {"file": SimpleUploadedFile("通知.html", body)})
    assert answer.context["checked"].lines[0].remarks
    assert isinstance(answer.context["form"].files["file"], InMemoryUploadedFile)

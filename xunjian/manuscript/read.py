"""Files an office writes in → lines of text. What kind a file is shows in its bytes, not in its name."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from crawler.extract import decode, read_page
from portal.errors import XunjianError, why

STDIN = "-"
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-"
_LINE_END = re.compile(r"\r\n|\n|\r")
_PAGES = frozenset({".htm", ".html", ".shtml", ".xhtml"})
_PAGE_STARTS = (b"<!doctype html", b"<html")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """Lines in reading order; `unit` is what the reader calls one (行, 段)."""

    lines: tuple[str, ...]
    unit: str = "行"


def read_manuscript(file: str) -> Manuscript:
    """Read a txt, html or docx file, or standard input. Raises XunjianError with what to do instead."""
    return manuscript_of(_body(file), file)


def manuscript_of(body: bytes, file: str) -> Manuscript:
    """`file`: its name, which tells a page from a text. Raises XunjianError with what to do instead."""
    if body.startswith(_ZIP):
        from xunjian.manuscript.word import word_lines  # noqa: PLC0415 - loads the reader of Word files

        return Manuscript(word_lines(body, file), "段")
    if body.startswith((_OLE, _PDF)):
        raise XunjianError(f"目前只能检查 txt、html 和 docx 文件，请先另存为 .docx：{file}")
    if Path(file).suffix.lower() in _PAGES or body.lstrip()[:20].lower().startswith(_PAGE_STARTS):
        return Manuscript(tuple(block.text for block in read_page("http://localhost/", body).blocks), "段")
    text = decode(body)[0]
    if "\x00" in text:
        raise XunjianError(f"这不是文本文件：{file}；目前只能检查 txt、html 和 docx 文件")
    return typed(text)


def typed(text: str) -> Manuscript:
    """What was typed or pasted."""
    return Manuscript(tuple(_LINE_END.split(text.removesuffix("\n"))))


def _body(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
    except OSError as error:
        raise XunjianError(f"文件打不开：{file}（{why(error)}）") from error

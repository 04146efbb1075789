"""inspect, for a file that is no page: what was read of it, and where; personal numbers masked."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import typer
from rich.console import Console

from crawler.filereader import FileReader
from portal.attachment import Attachment, Reading
from portal.files import kind_of
from portal.files.kinds import extension
from portal.files.reading import Read
from reports.masking import clean

out = Console(highlight=False)
_PAGES = frozenset({"", "htm", "html", "shtml", "xhtml", "jsp", "php", "asp", "aspx", "txt"})
_TOLD = {
    Reading.READ: "已读出文字",
    Reading.PARTLY: "太长或中途读不下去，只读了前一部分",
    Reading.TEXTLESS: "能打开，里面没有文字（扫描件、图片）",
    Reading.UNREAD: "这种格式的文字读不出来，只看了文件是否完整",
    Reading.LOCKED: "设了密码，打不开",
    Reading.DAMAGED: "文件已损坏或不完整，打不开",
    Reading.FAILED: "程序没能读懂",
}


def read_attachment(file: str) -> Attachment | None:
    """None for a web address, for a page, and for what cannot be opened."""
    path = Path(file)
    if "://" in file or not path.is_file():
        return None
    body = path.read_bytes()
    if not kind_of(body) and extension(path.name) in _PAGES:
        return None
    read = asyncio.run(_read(body, path.name))
    return Attachment(
        path.absolute().as_uri(), read.reading, read.kind, path.name, read.lines, read.fault, size=len(body)
    )


async def _read(body: bytes, name: str) -> Read:
    reader = FileReader(most=1)
    try:
        return await reader.read(body, name)
    finally:
        await reader.close()


def print_attachment(found: Attachment, *, as_json: bool) -> None:
    if as_json:
        lines = [{"place": line.place, "cells": list(map(clean, line.cells))} for line in found.lines]
        told = {
            "name": found.name,
            "kind": found.kind,
            "reading": found.reading,
            "fault": found.fault,
            "lines": lines,
        }
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    out.print(found.name, style="bold", markup=False)
    out.print(
        f"格式 {found.kind or '不明'} · {found.size} 字节 · {_TOLD[found.reading]} · {len(found.lines)} 行"
    )
    for line in found.lines:
        out.print(f"{line.place}  ", style="dim", end="", markup=False)
        out.print(" | ".join(map(clean, line.cells)), markup=False)

"""inspect: what the crawler sees in one page, so that anyone can ask why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from crawler.extract import read_page
from crawler.fetch import fetch
from portal import urls
from portal.errors import XunjianError, why
from portal.page import Page
from portal.profile import default_profile
from xunjian.clock import reference_time
from xunjian.commands.attachment import print_attachment, read_attachment

out = Console(highlight=False)


def inspect(
    page: Annotated[
        str, typer.Argument(help="网页文件、附件（docx、xlsx、pdf、ofd 等）或网址", metavar="FILE|URL")
    ],
    base: Annotated[str, typer.Option("--base", help="文件原来的网址，用来补全相对链接")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """显示程序从一个网页或附件里看到了什么：编码、标题、发布日期、栏目、列表、链接、正文；附件的文字和所在行、页。"""
    if found := read_attachment(page):
        print_attachment(found, as_json=as_json)
        return
    seen = _read(page, base)
    if as_json:
        typer.echo(json.dumps(_as_json(seen), ensure_ascii=False, indent=1))
    else:
        _print(seen)


def _read(page: str, base: str) -> Page:
    today = reference_time().date()
    if "://" in page:
        answer = fetch(page, default_profile(page))
        return read_page(answer.url, answer.body, answer.content_type, answer.status, on=today)
    path = Path(page)
    try:
        body = path.read_bytes()
    except OSError as error:
        raise XunjianError(f"文件打不开：{page}（{why(error)}）") from error
    if base and not urls.normalise(base):
        raise XunjianError(f"--base 不是网址：{base}")
    return read_page(urls.normalise(base) or "http://localhost/" + path.name, body, on=today)


def _as_json(page: Page) -> dict[str, Any]:
    return {
        "encoding": page.encoding.used,
        "title": page.title,
        "published": page.published.date.isoformat() if page.published.date else None,
        "published_how": page.published.how,
        "column": page.column,
        "entries": [
            {"title": e.title, "date": e.date.isoformat() if e.date else None, "url": e.url}
            for e in page.entries
        ],
        "links": [
            {
                "href": k.href,
                "url": k.url,
                "text": k.text,
                "kind": k.kind,
                "zone": k.zone,
                "inferred": k.inferred,
            }
            for k in page.links
        ],
        "meta": dict(page.meta),
        "text": page.text,
        "breadcrumb": [crumb.name for crumb in page.breadcrumb],
        "blocks": [{"zone": block.zone, "text": block.text} for block in page.blocks],
        "encoding_declared": {"http": page.encoding.http, "meta": page.encoding.meta},
        "notes": list(page.notes),
    }


def _print(page: Page) -> None:
    date = page.published.date.isoformat() if page.published.date else "没有找到"
    out.print(f"[bold]{page.title or '（没有标题）'}[/bold]", markup=True)
    out.print(
        f"编码 {page.encoding.used} · 发布日期 {date}（{page.published.how}） · 栏目 {page.column or '不明'}"
    )
    out.print(f"链接 {len(page.links)} 个 · 列表 {len(page.entries)} 条 · 文字 {len(page.text)} 字")
    for entry in page.entries:
        out.print(f"  {entry.date or '          '}  {entry.title}", markup=False)
    for block in page.blocks:
        out.print(f"[dim]{block.zone:>7}[/dim] ", end="")
        out.print(block.text, markup=False)
    for note in page.notes:
        out.print(f"[yellow]注意[/yellow] {note}")

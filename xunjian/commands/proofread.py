"""proofread: the check before publication (信息发布前审核) for a text."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from checks.proofreader import Correction
from checks.proofreading import make_proofreader
from crawler.extract import decode, read_page
from portal.errors import XunjianError
from xunjian.commands.options import Engine

out = Console(highlight=False)


def proofread(
    file: Annotated[str, typer.Argument(help="文本或网页文件；- 表示标准输入", metavar="FILE|-")],
    engine: Engine = "xunjian",
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    lines: Annotated[bool, typer.Option("--lines", help="与 --json 同用：每行输入输出一个对象")] = False,
) -> None:
    """发布前检查一份文稿的错别字；发现问题时退出码为 1。"""
    texts = _read(file)
    found = make_proofreader(engine).check_batch(texts)
    rows = list(zip(texts, found, strict=True))
    if as_json and lines:
        for text, corrections in rows:
            typer.echo(json.dumps(_as_json(text, corrections), ensure_ascii=False))
    elif as_json:
        typer.echo(json.dumps([_as_json(t, c) for t, c in rows if c], ensure_ascii=False, indent=1))
    else:
        _print(rows)
    raise typer.Exit(1 if any(found) else 0)


def _read(file: str) -> list[str]:
    try:
        body = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise XunjianError(f"文件打不开：{file}（{error.strerror}）") from error
    if Path(file).suffix.lower() in {".doc", ".docx", ".pdf", ".wps", ".ofd"}:
        raise XunjianError(f"目前只能检查文本和网页文件，请先另存为 .txt：{file}")
    if Path(file).suffix.lower() in {".htm", ".html", ".shtml"}:
        return [block.text for block in read_page("http://localhost/", body).blocks]
    return decode(body)[0].splitlines()


def _as_json(text: str, corrections: Sequence[Correction]) -> dict[str, Any]:
    keys = ("start", "end", "wrong", "right", "probability", "shown", "source")
    return {"text": text, "corrections": [{key: getattr(c, key) for key in keys} for c in corrections]}


def _print(rows: Sequence[tuple[str, Sequence[Correction]]]) -> None:
    total = 0
    for number, (text, corrections) in enumerate(rows, 1):
        for fix in corrections:
            total += 1
            line = Text(f"第{number}行 ", style="dim")
            line.append(text[max(0, fix.start - 15) : fix.start], style="default")
            line.append(fix.wrong, style="bold red" if fix.shown else "bold yellow")
            line.append(text[fix.end : fix.end + 15], style="default")
            line.append(f"  → {fix.right}", style="green")
            line.append("" if fix.shown else "（疑似）", style="yellow")
            line.append(f"  {fix.reason}", style="dim")
            out.print(line)
    out.print(f"共 {total} 处" if total else "未发现错别字")

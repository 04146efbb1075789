"""proofread: the check before publication (信息发布前审核) for a text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from checks.proofreader import Correction, Proofreader
from checks.proofreading import DEFAULT, Panel, make_proofreader
from portal.errors import XunjianError
from xunjian import bars
from xunjian.commands.options import Engine
from xunjian.manuscript import Manuscript, corrected, marked_page, read_manuscript
from xunjian.proofing.llm import LocalModel

BATCH = 200  # lines judged between two ticks of the progress bar
CONTEXT = 15  # characters shown on either side
out = Console(highlight=False)
Found = list[list[Correction]]


def proofread(
    file: Annotated[str, typer.Argument(help="txt、html 或 docx 文件；- 表示标准输入", metavar="FILE|-")],
    engine: Engine = DEFAULT,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    lines: Annotated[bool, typer.Option("--lines", help="与 --json 同用：每行输入输出一个对象")] = False,
    llm: Annotated[
        str,
        typer.Option(
            "--llm", help="再问一个本机或内网的语言模型（OpenAI 兼容地址），只作建议", metavar="URL"
        ),
    ] = "",
    llm_model: Annotated[str, typer.Option("--llm-model", help="语言模型的名称")] = "default",
    as_html: Annotated[
        bool, typer.Option("--html", help="输出标出错字的网页，例如 --html > 结果.html")
    ] = False,
) -> None:
    """发布前检查一份文稿的错别字；发现问题时退出码为 1。"""
    if as_json and as_html:
        raise XunjianError("--json 和 --html 只能选一个")
    if lines and not as_json:
        raise XunjianError("--lines 要与 --json 一起用")
    manuscript = read_manuscript(file)
    proofreader = make_proofreader(engine)
    if llm:
        proofreader = Panel([proofreader, LocalModel(llm, llm_model)])
    found = _judge(manuscript, proofreader)
    if as_json:
        _print_json(manuscript, found, lines)
    elif as_html:
        typer.echo(
            marked_page("标准输入" if file == "-" else Path(file).name, manuscript.lines, found), nl=False
        )
    else:
        _print(manuscript, found)
    raise typer.Exit(1 if any(found) else 0)


def _judge(manuscript: Manuscript, proofreader: Proofreader) -> Found:
    found: Found = []
    with bars.counting("检查", len(manuscript.lines)) as bar:
        for start in range(0, len(manuscript.lines), BATCH):
            found += proofreader.check_batch(manuscript.lines[start : start + BATCH])
            bar(len(found))
    return found


def _print_json(manuscript: Manuscript, found: Found, lines: bool) -> None:
    rows = [corrected(text, fixes) for text, fixes in zip(manuscript.lines, found, strict=True)]
    if lines:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
    else:
        typer.echo(json.dumps([row for row in rows if row["corrections"]], ensure_ascii=False, indent=1))


def _print(manuscript: Manuscript, found: Found) -> None:
    for number, (text, corrections) in enumerate(zip(manuscript.lines, found, strict=True), 1):
        for fix in corrections:
            out.print(_line(f"第{number}{manuscript.unit} ", text, fix))
    sure = sum(fix.shown for fixes in found for fix in fixes)
    doubtful = sum(map(len, found)) - sure
    told = [f"错别字 {sure} 处"] if sure else []
    told += [f"疑似 {doubtful} 处，请人工确认"] if doubtful else []
    out.print("，".join(told) if told else "未发现错别字")


def _line(place: str, text: str, fix: Correction) -> Text:
    line = Text(place, style="dim")
    line.append(text[max(0, fix.start - CONTEXT) : fix.start], style="default")
    line.append(fix.wrong, style="bold red" if fix.shown else "bold yellow")
    line.append(text[fix.end : fix.end + CONTEXT], style="default")
    line.append(f"  → {fix.right or '（删去）'}", style="green")
    line.append("" if fix.shown else "（疑似）", style="yellow")
    line.append(f"  {fix.reason}", style="dim")
    return line

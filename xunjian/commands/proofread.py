"""proofread: the check before publication (信息发布前审核) for a text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from checks.finding import Outcome
from checks.language.remark import Remark
from checks.proofreader import Correction, Proofreader
from checks.proofreading import DEFAULT, Panel, make_proofreader
from portal.calendar import CHINA
from portal.errors import XunjianError
from portal.profile import load_profile
from xunjian import bars
from xunjian.clock import reference_time
from xunjian.commands.options import Engine
from xunjian.manuscript import (
    NOBODYS,
    Line,
    Manuscript,
    as_answer,
    counted,
    judged,
    marked_page,
    read_manuscript,
)

BATCH = 200  # lines judged between two ticks of the progress bar
CONTEXT = 15  # characters shown on either side
out = Console(highlight=False)

Llm = Annotated[
    str,
    typer.Option("--llm", help="再问一个本机或内网的语言模型（OpenAI 兼容地址），只作建议", metavar="URL"),
]
ProfileFile = Annotated[
    Path | None,
    typer.Option("--profile", help="网站配置：核对其中的领导姓名、保护词，不报允许词", metavar="PROFILE"),
]
At = Annotated[str, typer.Option("--at", help="文稿日期（如 2026-12-20，默认今天）", metavar="ISO-TIME")]


def proofread(
    file: Annotated[str, typer.Argument(help="txt、html 或 docx 文件；- 表示标准输入", metavar="FILE|-")],
    engine: Engine = DEFAULT,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    lines: Annotated[bool, typer.Option("--lines", help="与 --json 同用：每行输入输出一个对象")] = False,
    llm: Llm = "",
    llm_model: Annotated[str, typer.Option("--llm-model", help="语言模型的名称")] = "default",
    as_html: Annotated[
        bool, typer.Option("--html", help="输出标出问题的网页，例如 --html > 结果.html")
    ] = False,
    profile_file: ProfileFile = None,
    at: At = "",
) -> None:
    """发布前检查一份文稿：错别字、保护词、禁用词、标点、日期、文号、重复和残留代码；发现问题时退出码为 1。"""
    if as_json and as_html:
        raise XunjianError("--json 和 --html 只能选一个")
    if lines and not as_json:
        raise XunjianError("--lines 要与 --json 一起用")
    profile = load_profile(profile_file) if profile_file else NOBODYS
    day = reference_time(at).astimezone(CHINA).date()
    manuscript = read_manuscript(file)
    proofreader = make_proofreader(engine, profile.protected_names)
    if llm:
        from xunjian.proofing.llm import LocalModel  # noqa: PLC0415 - loads the network

        proofreader = Panel([proofreader, LocalModel(llm, llm_model)])
    judged_lines = judged(manuscript, _corrections(manuscript, proofreader), profile, day)
    counts = counted(judged_lines)
    if as_json:
        _print_json(judged_lines, every=lines)
    elif as_html:
        name = "标准输入" if file == "-" else Path(file).name
        typer.echo(marked_page(name, judged_lines, manuscript.unit), nl=False)
    else:
        _print(judged_lines, manuscript.unit)
        out.print(counts.told or "未发现问题")
    raise typer.Exit(1 if counts.sure or counts.doubtful else 0)


def _corrections(manuscript: Manuscript, proofreader: Proofreader) -> list[list[Correction]]:
    found: list[list[Correction]] = []
    with bars.counting("检查", len(manuscript.lines)) as bar:
        for start in range(0, len(manuscript.lines), BATCH):
            found += proofreader.check_batch(manuscript.lines[start : start + BATCH])
            bar(len(found))
    return found


def _print_json(judged_lines: Sequence[Line], every: bool) -> None:
    if every:
        for line in judged_lines:
            typer.echo(json.dumps(as_answer(line), ensure_ascii=False))
    else:
        rows = [as_answer(line) for line in judged_lines if line.corrections or line.remarks]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))


def _print(judged_lines: Sequence[Line], unit: str) -> None:
    for number, line in enumerate(judged_lines, 1):
        for remark in line.remarks:
            out.print(_told(f"第{number}{unit} ", line.text, remark), soft_wrap=True)


def _told(place: str, text: str, remark: Remark) -> Text:
    told = Text(place, style="dim")
    told.append(text[max(0, remark.start - CONTEXT) : remark.start], style="default")
    told.append(
        text[remark.start : remark.end], style="bold red" if remark.outcome is Outcome.FAIL else "bold yellow"
    )
    told.append(text[remark.end : remark.end + CONTEXT], style="default")
    told.append(
        f"  → {remark.right or '（删去）'}" if remark.right is not None else f"  {remark.suggestion}",
        style="green",
    )
    told.append(f"  {remark.rule} {remark.message}", style="dim")
    return told

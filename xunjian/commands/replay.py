"""replay: judge a stored snapshot once more and compare the score sheet with the one that was given out."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.table import Table

from checks.proofreading import DEFAULT
from checks.sheet import Line
from portal.errors import XunjianError
from portal.snapshot import verify
from reports import Report, read_report, scoring
from reports.record import FILE
from xunjian import pipeline
from xunjian.commands.options import Engine, SnapshotFolder

out = Console(highlight=False)


def replay(
    snapshot: SnapshotFolder,
    against: Annotated[
        Path | None,
        typer.Option("--against", help="拿来对照的 findings.json（默认用快照所在结果文件夹里的那一份）"),
    ] = None,
    engine: Engine = DEFAULT,
) -> None:
    """用封存的快照重新判定，核对评分表与当时出具的是否逐字节一致；不访问网站，不改动结果文件。"""
    if problems := verify(snapshot):
        raise XunjianError(f"快照与封存时不一致，不能重放：{'；'.join(problems)}")
    before = read_report(against or snapshot.parent.parent / FILE)
    again = pipeline.replay(snapshot, engine=engine, at=before.reference_time)
    out.print(_table(again))
    out.print(f"评分表 SHA-256：{_digest(again)}")
    if _digest(again) == _digest(before):
        out.print("[green]√[/green] 与当时出具的评分表逐字节一致")
        return
    out.print("[red]×[/red] 与当时出具的评分表不一致：")
    for told in (*_other_makers(before, again), *_differences(before, again)):
        out.print(f"  {told}")
    raise typer.Exit(1)


def _digest(report: Report) -> str:
    return hashlib.sha256(msgspec.json.encode(report.sheet)).hexdigest()


def _table(report: Report) -> Table:
    table = Table("代码", "指标", "结果", title=f"评分表（{report.today}）")
    table.add_column("数量/限值", justify="right")
    for line in report.sheet:
        table.add_row(line.code, line.name, scoring.state(line), scoring.counts(line))
    return table


def _other_makers(before: Report, again: Report) -> list[str]:
    """What the sheets were made with, where it differs."""
    pairs = (
        ("快照", Path(before.evidence.snapshot).name, Path(again.evidence.snapshot).name),
        ("程序版本", before.evidence.version, again.evidence.version),
        ("错别字引擎", before.evidence.engine, again.evidence.engine),
        ("配置", before.evidence.profile[:16], again.evidence.profile[:16]),
        ("检查依据", before.evidence.scheme, again.evidence.scheme),
    )
    return [f"{name}不同：当时 {one}，现在 {other}" for name, one, other in pairs if one != other]


def _differences(before: Report, again: Report) -> list[str]:
    one, other = ({line.code: line for line in report.sheet} for report in (before, again))
    codes = dict.fromkeys((*one, *other))
    return [
        f"{code}：当时 {_told(one.get(code))}，现在 {_told(other.get(code))}"
        for code in codes
        if one.get(code) != other.get(code)
    ]


def _told(line: Line | None) -> str:
    return f"{scoring.state(line)} {scoring.counts(line)}（{line.note}）" if line else "没有这一行"

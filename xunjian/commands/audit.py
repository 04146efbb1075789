"""audit, crawl, check."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from checks import Finding, Outcome
from checks.proofreading import DEFAULT
from portal import urls
from portal.profile import Profile, load_profile
from portal.records import Records
from portal.snapshot import intact
from reports.page.view import standing
from reports.wording import OUTCOME, SEVERITY
from xunjian import pipeline
from xunjian.clock import reference_time
from xunjian.commands.options import (
    OUTPUT,
    Accounts,
    At,
    Engine,
    Fresh,
    Letters,
    MaxPages,
    On,
    Output,
    ProfileFile,
    SchemeFile,
    Site,
    SnapshotFolder,
    Visits,
)
from xunjian.commands.report import list_files
from xunjian.records import RecordFiles

STEPS_SHOWN = 3
out = Console(highlight=False)


def audit(
    site: Site,
    at: At = "",
    on: On = "",
    output: Output = OUTPUT,
    max_pages: MaxPages = None,
    engine: Engine = DEFAULT,
    fresh: Fresh = False,
    scheme: SchemeFile = None,
    visits: Visits = None,
    letters: Letters = None,
    accounts: Accounts = None,
) -> None:
    """扫描一个网站并出具报告、评分表和整改台账；中断后用同一条命令继续。"""
    profile = pipeline.profile_of(site, scheme)
    records = _records(RecordFiles(visits, letters, accounts), profile, _beside(site))
    done = pipeline.audit(
        profile,
        _folder(output, profile.home),
        reference_time(at),
        on=reference_time(on) if on else None,
        engine=engine,
        max_pages=max_pages,
        fresh=fresh,
        records=records,
    )
    show(done)
    raise typer.Exit(0 if done.clean else 1)


def crawl(
    site: Site, at: At = "", output: Output = OUTPUT, max_pages: MaxPages = None, fresh: Fresh = False
) -> None:
    """只采集，得到一个快照。"""
    profile = pipeline.profile_of(site)
    folder = _folder(output, profile.home)
    done = pipeline.crawl(
        profile,
        folder,
        reference_time(at),
        max_pages=max_pages,
        fresh=fresh,
        records=_records(RecordFiles(), profile, _beside(site)),
    )
    out.print(str(done), soft_wrap=True)


def check(
    snapshot: SnapshotFolder,
    profile: ProfileFile = None,
    at: At = "",
    output: Output = OUTPUT,
    engine: Engine = DEFAULT,
    visits: Visits = None,
    letters: Letters = None,
    accounts: Accounts = None,
) -> None:
    """对已有快照重新判定（可换配置、换检查时间），不访问网站。"""
    chosen = load_profile(profile) if profile else None
    when = reference_time(at) if at else None
    named = RecordFiles(visits, letters, accounts)
    records = _records(named, chosen, profile.parent if profile else None)
    intact(snapshot)
    done = pipeline.check(snapshot, output, profile=chosen, engine=engine, at=when, records=records)
    show(done)
    raise typer.Exit(0 if done.clean else 1)


def show(done: pipeline.Audit) -> None:
    """Counts by rule, how the site stands, what to do first, and where the files are."""
    findings = done.judgement.findings
    out.print(
        _table(findings) if findings else "[green]未发现问题[/green]（查了什么、没查什么见报告「覆盖情况」）"
    )
    told = standing(done.report)
    out.print(f"[bold]{told.headline}[/bold]。{told.detail}")
    for number, step in enumerate(done.report.steps[:STEPS_SHOWN], 1):
        out.print(f"  先改 {number}：{escape(step.text)}（{step.effect}）")
    list_files(done.written)


def _beside(site: str) -> Path | None:
    """The folder of a profile file; None for a URL."""
    return None if "://" in site else Path(site).parent


def _records(named: RecordFiles, profile: Profile | None, folder: Path | None) -> Records:
    """What the files tell; rows that cannot be read are named, the others count."""
    told = named.read(profile, folder)
    for row in told.unread:
        out.print(f"[yellow]{row.file}第 {row.line} 行没有采用[/yellow]：", end="")
        out.print(row.problem, markup=False, soft_wrap=True)
    return told


def _table(findings: tuple[Finding, ...]) -> Table:
    table = Table(title="检查结果")
    for heading in ("指标", "问题", "程度", "结论"):
        table.add_column(heading)
    table.add_column("条数", justify="right")
    counts = Counter(
        (f.severity, f.rule, f.name, f.outcome) for f in findings if f.outcome is not Outcome.UNKNOWN
    )
    for (severity, rule, name, outcome), count in counts.items():
        table.add_row(rule, name, SEVERITY[severity], OUTCOME[outcome], str(count))
    unknown = sum(f.outcome is Outcome.UNKNOWN for f in findings)
    if unknown:
        table.add_row("", "无法判断，需人工查看", "", OUTCOME[Outcome.UNKNOWN], str(unknown))
    return table


def _folder(output: Path, home: str) -> Path:
    """The default output folder keeps sites apart."""
    return output / urls.origin(home).replace(":", "_") if output == OUTPUT else output

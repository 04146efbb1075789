"""recheck: look again at single findings, of the ledger or of a report."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from checks.proofreading import DEFAULT
from portal.errors import XunjianError
from portal.profile import load_profile
from reports.wording import clip
from xunjian.bars import crawling
from xunjian.clock import reference_time
from xunjian.commands.options import Engine, ProfileFile
from xunjian.rechecking.answer import ANSWER, Answer, Rechecked
from xunjian.rechecking.report import Choice, recheck_report

if TYPE_CHECKING:
    from xunjian.store.models import Case

STYLE = {Answer.GONE: "green", Answer.STILL: "red", Answer.UNKNOWN: "yellow"}
SHOWN = 200  # characters of an explanation
out = Console(highlight=False)

Row = tuple[str, str, str, Answer, str]  # number, rule, address, answer, note


def recheck(
    cases: Annotated[list[int] | None, typer.Argument(help="台账中问题的编号", metavar="CASE_ID…")] = None,
    unit: Annotated[str, typer.Option("--unit", help="复核这个单位名下未办结的问题")] = "",
    page: Annotated[str, typer.Option("--page", help="只复核这个网页（或这个网址）上的问题")] = "",
    site: Annotated[str, typer.Option("--site", help="只复核这个网站的问题：编号、名称或首页网址")] = "",
    report: Annotated[
        Path | None, typer.Option("--report", help="不用台账，复核这份 findings.json 中的问题")
    ] = None,
    item: Annotated[
        str, typer.Option("--item", help="与 --report 同用：只复核这个指纹（fingerprint）的问题")
    ] = "",
    profile: ProfileFile = None,
    engine: Engine = DEFAULT,
) -> None:
    """复核问题改好没有：只访问用得着的几个网页；改好的销号，仍存在的退回整改。退出码：0 全部改好，1 还有。"""
    chosen = Choice(item, page)
    rows = (
        _of_report(report, chosen, profile, engine) if report else _of_ledger(cases or [], unit, page, site)
    )
    out.print(_table(rows))
    raise typer.Exit(0 if all(answer is Answer.GONE for *_, answer, _ in rows) else 1)


def _of_report(path: Path, choice: Choice, profile: Path | None, engine: str) -> list[Row]:
    with crawling() as bar:
        answers = recheck_report(
            path,
            choice,
            reference_time(),
            profile=load_profile(profile) if profile else None,
            engine=engine,
            progress=bar,
        )
    return [_row(said.finding.fingerprint, said) for said in answers]


def _row(number: str, said: Rechecked) -> Row:
    return number, said.finding.name, said.finding.url, said.answer, said.note


def _of_ledger(numbers: list[int], unit: str, page: str, site: str) -> list[Row]:
    if not (numbers or unit or page or site):
        raise XunjianError("请写明复核什么：问题编号，或 --unit、--page、--site；没有台账的用 --report")
    from xunjian.office.start import start  # noqa: PLC0415 - only the ledger needs Django

    start()
    from xunjian.office.ready import check_ready  # noqa: PLC0415 - models exist only once Django has started

    check_ready()
    from xunjian.rechecking.choosing import choose  # noqa: PLC0415
    from xunjian.rechecking.moving import Manner, Result, recheck  # noqa: PLC0415

    chosen = choose(numbers, unit=unit, page=page, site=site)
    with crawling() as bar:
        result: Result = recheck(chosen, reference_time(), manner=Manner(progress=bar))
    undecided = [*result.unknown, *result.busy]
    told = ((Answer.STILL, result.still), (Answer.UNKNOWN, undecided), (Answer.GONE, result.closed))
    return [row for answer, moved in told for row in _rows(moved, answer, result.notes)]


def _rows(cases: Iterable[Case], answer: Answer, notes: dict[int, str]) -> Iterable[Row]:
    return (
        (str(case.pk), case.finding.name, case.finding.url, answer, notes.get(case.pk, "")) for case in cases
    )


def _table(rows: list[Row]) -> Table:
    counts = "，".join(f"{ANSWER[a]} {n}" for a in Answer if (n := sum(row[3] is a for row in rows)))
    table = Table(title=f"复核结果：{counts}" if counts else "复核结果")
    for heading in ("编号", "问题", "网址", "结果", "说明"):
        table.add_column(heading, overflow="fold")
    for number, name, url, answer, note in rows:
        colour = STYLE[answer]
        table.add_row(
            number,
            name,
            _plain(url),
            f"[{colour}]{ANSWER[answer]}[/{colour}]",
            _plain(clip(note, SHOWN)),
        )
    return table


def _plain(text: str) -> str:
    """Words of a page are no markup."""
    return text.replace("[", r"\[")

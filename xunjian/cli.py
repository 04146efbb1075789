"""Command line: thin, every command calls the pipeline or one room. Exit codes: 0 clean, 1 findings, 2 failed."""

from __future__ import annotations

import sys

import typer

from portal.errors import XunjianError
from xunjian.bars import console
from xunjian.commands import (
    audit,
    clear,
    demo,
    doctor,
    init,
    inspect,
    recheck,
    replay,
    rules,
    scan,
    schedule,
    serve,
    setup,
    training,
    up,
    workbook,
    worker,
)

FAILED = 2
STOPPED = 130

app = typer.Typer(
    name="xunjian",
    help="巡检：按国家检查指标巡查政府门户网站，出具整改台账。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (
    audit.audit,
    init.init,
    audit.crawl,
    audit.check,
    audit.report,
    audit.verify,
    replay.replay,
    recheck.recheck,
    inspect.inspect,
    rules.rules,
    doctor.doctor,
    demo.demo,
    setup.setup,
    up.up,
    serve.serve,
    worker.worker,
    schedule.schedule,
    scan.scan,
    clear.clear,
):
    app.command()(command)
app.add_typer(training.app, name="proofread")
app.add_typer(workbook.app, name="workbook")


def main() -> None:
    try:
        app()
    except XunjianError as error:
        console.print(f"[red]错误[/red] {error}", soft_wrap=True, markup=True)
        sys.exit(FAILED)
    except SystemExit as end:
        if end.code == STOPPED:  # what typer makes of Ctrl-C
            console.print("已停止。保存过的进度还在，用同一条命令继续。")
        raise

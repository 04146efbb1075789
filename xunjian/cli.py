"""Command line: thin, every command calls the pipeline or one room. Exit codes: 0 clean, 1 findings, 2 failed."""

from __future__ import annotations

import io
import sqlite3
import sys
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from portal.errors import XunjianError, why

if TYPE_CHECKING:
    from typer._click import Command  # typer's own copy of click has no other name

FAILED = 2
STOPPED = 130
COMMANDS = {  # in the order of the help: where each is; a module's `app` has commands of its own
    "audit": "audit.audit",
    "init": "init.init",
    "crawl": "audit.crawl",
    "check": "audit.check",
    "report": "report.report",
    "verify": "verify.verify",
    "replay": "replay.replay",
    "recheck": "recheck.recheck",
    "inspect": "inspect.inspect",
    "rules": "rules.rules",
    "doctor": "doctor.doctor",
    "demo": "demo.demo",
    "setup": "setup.setup",
    "up": "up.up",
    "serve": "serve.serve",
    "worker": "worker.worker",
    "schedule": "schedule.schedule",
    "scan": "scan.scan",
    "clear": "clear.clear",
    "proofread": "training.app",
    "workbook": "workbook.app",
}

NOT_LOADED: Command = TyperCommand(None)


class Commands(TyperGroup):
    """Each loaded when it is asked for, with what it needs and no more; the help asks for all."""

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 - as typer calls it
        super().__init__(**attributes)
        self.commands = dict.fromkeys(COMMANDS, NOT_LOADED)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Command | None:  # type: ignore[override]
        if self.commands.get(cmd_name) is NOT_LOADED:
            self.commands[cmd_name] = _loaded(cmd_name)
        return self.commands.get(cmd_name)


app = typer.Typer(
    name="xunjian",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def xunjian() -> None:
    """巡检：按国家检查指标巡查政府门户网站，出具整改台账。"""


def main() -> None:
    _speak_chinese()
    try:
        app()
    except XunjianError as error:
        _fail(str(error))
    except (OSError, sqlite3.Error) as error:  # from where no room says it better
        _fail(f"{why(error)}{_where(error)}；请检查磁盘空间和文件夹权限，改好后用同一条命令继续")
    except SystemExit as end:
        if end.code == STOPPED:  # what typer makes of Ctrl-C
            from xunjian.bars import console  # noqa: PLC0415

            console.print("已停止。保存过的进度还在，用同一条命令继续。")
        raise


def _speak_chinese() -> None:
    """What the terminal's encoding cannot show comes as UTF-8, or as ? where it is the odd character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace", encoding=None if _can_write(stream.encoding) else "utf-8")
    if not _can_write(sys.getfilesystemencoding()):
        _fail("本机的语言环境（LANG）不能保存中文文件名；请先运行 export LC_ALL=C.UTF-8，再用同一条命令")


def _can_write(encoding: str) -> bool:
    try:
        return bool("整改台账".encode(encoding))
    except UnicodeEncodeError:
        return False


def _loaded(name: str) -> Command:
    module, _, attribute = COMMANDS[name].partition(".")
    found: typer.Typer | Callable[..., None] = getattr(import_module(f"xunjian.commands.{module}"), attribute)
    if not isinstance(found, typer.Typer):
        single = typer.Typer(add_completion=False)
        single.command(name)(found)
        found = single
    command = typer.main.get_command(found)
    command.name = name
    return command


def _fail(message: str) -> NoReturn:
    from rich.markup import escape  # noqa: PLC0415 - only what goes wrong needs it

    from xunjian.bars import console  # noqa: PLC0415

    console.print(f"[red]错误[/red] {escape(' '.join(message.split()))}", soft_wrap=True)
    sys.exit(FAILED)


def _where(error: Exception) -> str:
    named = error.filename if isinstance(error, OSError) else None
    return f"：{named}" if named else ""

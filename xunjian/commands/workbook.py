"""workbook: returned ledgers from the command line, one file or all that lie in the folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from portal.errors import OutputError, why
from xunjian.clock import reference_time
from xunjian.office.data import home
from xunjian.office.start import start

if TYPE_CHECKING:
    from xunjian.mail.take_back import Returned

out = Console(highlight=False, markup=False, soft_wrap=True)
app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="收回部门填好的《整改台账》：登记整改情况和说明。"
)
REFUSED = 1  # exit code: some rows were not followed


@app.command("import")
def import_(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="填好的《整改台账》.xlsx", exists=True, dir_okay=False)
    ],
) -> None:
    """登记一份填好的《整改台账》；同一份再登记一次不会有变化。有没登记的行时退出码为 1。"""
    start()
    from xunjian.mail.take_back import take_back  # noqa: PLC0415 - models exist only once Django has started
    from xunjian.store.models import Case  # noqa: PLC0415

    try:
        content = path.read_bytes()
    except OSError as error:
        raise OutputError(f"读不了：{path}（{why(error)}）") from error
    returned = take_back(content, Case.objects.all(), reference_time())
    _tell(returned)
    if returned.refused:
        raise typer.Exit(REFUSED)


@app.command()
def inbox() -> None:
    """登记放在数据文件夹 inbox/ 里的邮件（.eml）和台账（.xlsx）；处理完的移到 done/，不能用的移到 rejected/ 并写明原因。"""
    start()
    from xunjian.mail.mailbox import INBOX, collect  # noqa: PLC0415 - models exist only once Django has started

    collected = collect(home(), reference_time())
    if not collected:
        out.print(f"没有要登记的文件：{home() / INBOX}")
    for each in collected:
        out.print(f"{each.path.parent.name}/{each.path.name}：{each.told}")
        if each.returned:
            _recheck(each.returned)


def _tell(returned: Returned) -> None:
    out.print(returned.summary())
    for refused in returned.refused:
        out.print(str(refused))
    _recheck(returned)


def _recheck(returned: Returned) -> None:
    if returned.claimed:
        from xunjian.jobs.rechecks import request_recheck  # noqa: PLC0415 - models exist only once Django has started

        request_recheck(returned.claimed)
        numbers = "、".join(str(case.pk) for case in returned.claimed)
        out.print(f"报告已改、已排队等待复查的编号：{numbers}（由 xunjian worker 复查）")

"""clear: what is older than the office keeps, listed; with --yes, cleared away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from xunjian.clock import reference_time
from xunjian.office.start import start

if TYPE_CHECKING:
    from xunjian.keeping.plan import Group

out = Console(highlight=False)


def clear(
    yes: Annotated[bool, typer.Option("--yes", help="真的清理；不加则只列出，什么都不动")] = False,
    each: Annotated[bool, typer.Option("--each", help="逐项列出名称")] = False,
) -> None:
    """列出按保留设置可以清理的旧快照、截图、邮件附件和推送记录；加 --yes 才清理。"""
    start()
    from xunjian.keeping import plan  # noqa: PLC0415 - Django must have started
    from xunjian.keeping.item import megabytes  # noqa: PLC0415
    from xunjian.keeping.room import room  # noqa: PLC0415
    from xunjian.office.ready import check_ready  # noqa: PLC0415

    check_ready()
    now = reference_time()
    groups = plan.plan(now)
    if groups:
        out.print(_table(groups))
    for group in groups if each else ():
        out.print(f"[bold]{group.place}　{group.kind}[/bold]")
        for item in group.items:
            out.print(f"  {item.name}　{megabytes(item.size)}", soft_wrap=True)
    out.print(room().told)
    if not groups:
        out.print("[green]没有要清理的[/green]")
    elif not yes:
        out.print("以上只是列出，什么都没有动；确认后运行 xunjian clear --yes")
    else:
        out.print(f"[green]√[/green] 已清理，腾出 {megabytes(plan.clear(now))}；逐项记在“操作记录”里")


def _table(groups: Sequence[Group]) -> Table:
    table = Table("位置", "清理什么", "数量", "约腾出", "为什么可以清理")
    for group in groups:
        table.add_row(group.place, group.kind, str(group.count), group.told, group.why)
    return table

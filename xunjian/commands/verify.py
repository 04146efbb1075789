"""verify: is a snapshot as it was sealed."""

from __future__ import annotations

import typer
from rich.console import Console

from portal.snapshot import read_cleared
from portal.snapshot import verify as verify_snapshot
from xunjian.commands.options import SnapshotFolder

out = Console(highlight=False)


def verify(snapshot: SnapshotFolder) -> None:
    """核对快照是否与封存时一致，不需要网络。"""
    problems = verify_snapshot(snapshot)
    for problem in problems:
        out.print(f"[red]×[/red] {problem}")
    if problems:
        raise typer.Exit(1)
    out.print(f"[green]√[/green] 快照完好，与封存时一致：{snapshot}", soft_wrap=True)
    if gone := read_cleared(snapshot):
        out.print(f"· {gone.at[:10]} 清理过：{'、'.join(sorted(gone.removed))}（{gone.why}）", soft_wrap=True)

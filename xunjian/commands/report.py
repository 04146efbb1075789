"""report: the files of a report, from its record alone."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from reports import Written, read_report, write_all
from xunjian.commands.options import OUTPUT, Output

out = Console(highlight=False)


def report(findings: Path, output: Output = OUTPUT) -> None:
    """由 findings.json 重新生成报告和台账。"""
    list_files(write_all(read_report(findings), output))


def list_files(written: Written) -> None:
    for path in written.paths:
        out.print(f"  {path.name}：{path}", soft_wrap=True)

"""demo: audit the bundled sample portal on loopback."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from crawler import Tuning
from portal.profile import load_profile
from xunjian import pipeline
from xunjian.clock import reference_time
from xunjian.commands.audit import show
from xunjian.demo.profile import sample_profile
from xunjian.demo.server import SAMPLE_PORT, Demo, serve
from xunjian.office.stopping import stop_on_sigterm

QUICK = Tuning(spacing=0.2, slow_step=0.01)  # seconds; nobody else shares the sample server
out = Console(highlight=False)


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", help="结果文件夹")] = Path("demo-output"),
    serve_only: Annotated[
        bool, typer.Option("--serve", help="只启动示范门户，不扫描，直到按 Ctrl-C")
    ] = False,
    port: Annotated[
        int, typer.Option("--port", min=1, max=65526, help="与 --serve 合用：端口")
    ] = SAMPLE_PORT,
) -> None:
    """启动自带的示范门户（只在本机），扫描它，并给出报告和整改台账的位置。"""
    when = reference_time()
    if serve_only:
        _serve(when.date(), port)
        return
    with serve(when.date()) as portal:
        out.print(f"示范门户：{portal.url}（示范区人民政府，已埋设若干问题）")
        show(
            pipeline.audit(load_profile(profile_file(portal, output)), output, when, fresh=True, tuning=QUICK)
        )


def _serve(today: date, port: int) -> None:
    stop_on_sigterm()
    with serve(today, port) as portal:
        out.print(f"示范门户：{portal.url}（只在本机；按 Ctrl-C 停止）")
        threading.Event().wait()


def profile_file(portal: Demo, output: Path) -> Path:
    """The sample profile with the portal's address of today."""
    output.mkdir(parents=True, exist_ok=True)
    path = output / "示范配置.toml"
    path.write_text(sample_profile(portal.url, portal.away), encoding="utf-8")
    return path

"""demo: audit the bundled sample portal on loopback."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from crawler import Tuning
from portal.profile import load_profile
from xunjian import pipeline
from xunjian.clock import reference_time
from xunjian.commands.audit import show
from xunjian.demo.server import Demo, serve

QUICK = Tuning(spacing=0.2)  # seconds; nobody else shares the sample server
out = Console(highlight=False)


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", help="结果文件夹")] = Path("demo-output"),
) -> None:
    """启动自带的示范门户（只在本机），扫描它，并给出报告和整改台账的位置。"""
    when = reference_time()
    with serve(when.date()) as portal:
        out.print(f"示范门户：{portal.url}（示范区人民政府，已埋设若干问题）")
        show(
            pipeline.audit(load_profile(profile_file(portal, output)), output, when, fresh=True, tuning=QUICK)
        )


def profile_file(portal: Demo, output: Path) -> Path:
    """The sample profile with the portal's address of today."""
    output.mkdir(parents=True, exist_ok=True)
    template = (files("xunjian.demo") / "profile.toml").read_text(encoding="utf-8")
    path = output / "示范配置.toml"
    path.write_text(template.replace("@HOME@", portal.url), encoding="utf-8")
    return path

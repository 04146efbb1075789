"""up: everything an office needs, on one machine."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from xunjian.commands.serve import Host, Port, address, check_port
from xunjian.commands.worker import workers
from xunjian.demo.server import SAMPLE_PORT
from xunjian.jobs.crew import Crew, Member
from xunjian.office.start import start

out = Console(highlight=False)

Samples = Annotated[bool, typer.Option("--sample/--no-sample", help="有示例网站时，同时启动示范门户")]


def up(host: Host = "127.0.0.1", port: Port = 8000, sample: Samples = True) -> None:
    """在一台电脑上启动全部：网页、日程、后台任务；其中哪个停了会自动重启。按 Ctrl-C 全部停止。"""
    start()
    from xunjian.office.ready import check_ready  # noqa: PLC0415 - Django must have started

    check_ready()
    check_port(host, port)
    members = [
        Member("网页", ("serve", "--host", host, "--port", str(port))),
        Member("日程", ("schedule",)),
        *workers(),
    ]
    if sample:
        members += _sample()
    out.print(f"网页地址：{address(host, port)}（按 Ctrl-C 全部停止）", soft_wrap=True)
    Crew(members, lambda line: out.print(line, soft_wrap=True)).run()


def _sample() -> list[Member]:
    """The sample portal, where the office has the sample site."""
    from xunjian.office.setup import SAMPLE_HOME  # noqa: PLC0415
    from xunjian.store.models import Site  # noqa: PLC0415

    if not Site.objects.filter(home=SAMPLE_HOME).exists():
        return []
    return [Member("示范门户", ("demo", "--serve", "--port", str(SAMPLE_PORT)))]

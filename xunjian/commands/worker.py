"""worker: does the jobs. Without --queue one process a queue, so that a scan of hours holds nothing up."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from portal.errors import XunjianError
from xunjian.jobs.crew import Crew, Member
from xunjian.jobs.queues import TITLES
from xunjian.office.start import start
from xunjian.office.stopping import stop_on_sigterm

out = Console(highlight=False)


def worker(
    queue: Annotated[
        str,
        typer.Option(
            "--queue", help="只做这一类：scans（巡查）、mocks（模拟检查）或 default（探测、提醒和邮件）"
        ),
    ] = "",
    batch: Annotated[bool, typer.Option("--batch", help="做完现有的就退出；需同时写 --queue")] = False,
) -> None:
    """执行后台任务。停止后再启动，没有做完的巡查会接着做。"""
    start()
    from xunjian.jobs.worker import work  # noqa: PLC0415 - Django must have started
    from xunjian.office.ready import check_ready  # noqa: PLC0415

    check_ready()
    if queue and queue not in TITLES:
        raise XunjianError(f"没有这一类任务：{queue}（可写：{'、'.join(TITLES)}）")
    if batch and not queue:
        raise XunjianError("--batch 要和 --queue 一起写")
    if queue:
        stop_on_sigterm()
        work(queue, batch=batch)
        return
    Crew(workers(), out.print).run()


def workers() -> list[Member]:
    """One member a queue."""
    return [Member(f"后台任务（{title}）", ("worker", "--queue", queue)) for queue, title in TITLES.items()]

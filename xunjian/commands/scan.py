"""scan: ask the office for a scan of one of its sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from portal.errors import XunjianError
from xunjian.clock import reference_time
from xunjian.office.start import start

if TYPE_CHECKING:
    from xunjian.store.models import Scan

out = Console(highlight=False)


def scan(
    site: Annotated[str, typer.Argument(help="网站的编号、名称或首页网址；不写则列出", metavar="SITE")] = "",
) -> None:
    """请后台任务巡查一个网站，并显示各网站最近一次巡查的进度。"""
    start()
    from xunjian.jobs.scans import request_scan  # noqa: PLC0415 - Django must have started
    from xunjian.office.ready import check_ready  # noqa: PLC0415
    from xunjian.store.models import ScanKind, Site  # noqa: PLC0415

    check_ready()
    if site:
        found = [s for s in Site.objects.all() if site in {str(s.pk), s.name, s.home}]
        if not found:
            raise XunjianError(f"没有这个网站：{site}；用 xunjian scan 列出全部网站")
        asked = request_scan(found[0], ScanKind.AUDIT, reference_time())
        out.print(f"已请求巡查「{found[0].name}」（第 {asked.pk} 号）")
        return
    for one in Site.objects.all():
        newest = one.scans.first()
        out.print(
            f"{one.pk}　{one.name}　{one.home}　{_state(newest) if newest else '还没有巡查过'}",
            soft_wrap=True,
        )


def _state(scan: Scan) -> str:
    pages = f"，{scan.stage} {scan.pages}/{scan.known} 页" if scan.stage else f"，{scan.pages} 页"
    return f"第 {scan.pk} 号{scan.get_state_display()}{pages}{'：' + scan.error if scan.error else ''}"

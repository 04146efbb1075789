"""init: look at a site lightly and write a profile for a clerk to correct."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from checks import Scan
from checks.inventory.proposal import propose
from checks.proofreading import make_proofreader
from checks.proofreading.engines import LEXICON
from crawler import Tuning
from portal.errors import OutputError
from portal.profile import Profile, default_profile, read_profile
from portal.snapshot import Snapshot
from reports.files import replacing
from reports.proposal import profile_text
from xunjian import pipeline
from xunjian.clock import reference_time

LIGHT = Tuning(looks=1)  # no link is judged here
PAGES = 300  # enough to meet every column of a portal once
out = Console(highlight=False)


def init(
    url: Annotated[str, typer.Argument(help="网站首页网址", metavar="URL")],
    output: Annotated[Path, typer.Option("--output", "-o", help="写到哪个文件")] = Path("profile.toml"),
    max_pages: Annotated[int, typer.Option("--max-pages", min=1, help="最多看多少个网页")] = PAGES,
    allow_private: Annotated[
        list[str] | None,
        typer.Option("--allow-private", help="可以访问的内网网段，如 10.0.0.0/8", metavar="NET"),
    ] = None,
) -> None:
    """粗看一遍网站，拟出一份带说明的网站配置：栏目、类别、期限、责任单位、标识码，供人核对。"""
    if output.exists():
        raise OutputError(f"文件已存在，不覆盖：{output}；请换一个文件名（-o），或先移走原来的")
    profile = _light(default_profile(url), allow_private or [])
    when = reference_time()
    with tempfile.TemporaryDirectory(prefix="xunjian-init-") as scratch:
        folder = pipeline.crawl(profile, Path(scratch), when, max_pages=max_pages, tuning=LIGHT)
        with closing(Snapshot.open(folder)) as snapshot:
            scan = Scan(snapshot, profile, make_proofreader(LEXICON))
            proposal = propose(scan)
            text = profile_text(profile, proposal, scan.scheme, when.date())
    read_profile(text, "拟出的配置")
    with replacing(output) as draft:
        draft.write_text(text, encoding="utf-8")
    out.print(
        f"网站配置已写到 {output}：栏目 {len(proposal.columns)} 个、单位 {len(proposal.units)} 个，请逐项核对。"
    )
    out.print(f"核对后：xunjian audit {output}", soft_wrap=True)


def _light(profile: Profile, allowed: list[str]) -> Profile:
    crawl = {**profile.crawl.model_dump(), "external": False, "allow_private": allowed}
    return Profile.model_validate({**profile.model_dump(by_alias=True), "crawl": crawl})

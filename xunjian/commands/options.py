"""Arguments several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from checks.proofreading import ENGINES

Site = Annotated[str, typer.Argument(help="网站首页网址，或配置文件（.toml）", metavar="URL|PROFILE")]
At = Annotated[
    str, typer.Option("--at", help="检查时间（ISO，默认现在；不写时区按北京时间）", metavar="ISO-TIME")
]
On = Annotated[
    str,
    typer.Option(
        "--on", help="模拟检查：假定这一天来检查、此后网站没有变化（如 2026-12-20）", metavar="DATE"
    ),
]
SchemeFile = Annotated[
    Path | None,
    typer.Option("--scheme", help="检查方案（.toml）：本省的期限、本单位抄录的分值等", metavar="FILE"),
]
Output = Annotated[Path, typer.Option("--output", "-o", help="结果文件夹", metavar="DIR")]
MaxPages = Annotated[int | None, typer.Option("--max-pages", min=1, help="最多采集多少个网页")]
Engine = Annotated[
    str, typer.Option("--engine", help=f"错别字引擎：{'、'.join(ENGINES)}；用 + 连接几个时以第一个为主")
]
Fresh = Annotated[bool, typer.Option("--fresh", help="不用上次扫描的结果，全部重新访问")]
ProfileFile = Annotated[
    Path | None, typer.Option("--profile", help="改用这份配置重新判定", metavar="PROFILE")
]
SnapshotFolder = Annotated[Path, typer.Argument(help="快照文件夹", metavar="SNAPSHOT")]
Visits = Annotated[
    Path | None,
    typer.Option("--visits", help="首页访问记录（CSV：时间、结果、用时、原因）", metavar="FILE.csv"),
]
Letters = Annotated[
    Path | None,
    typer.Option(
        "--letters",
        help="后台导出的留言（CSV：标题、来信时间、答复时间、答复单位、是否公开）",
        metavar="FILE.csv",
    ),
]
Accounts = Annotated[
    Path | None,
    typer.Option(
        "--accounts", help="政务新媒体账号（CSV：平台、名称、最后发布日期、核查日期）", metavar="FILE.csv"
    ),
]

OUTPUT = Path("output")

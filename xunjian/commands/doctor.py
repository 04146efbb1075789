"""doctor: is this machine fit, and what is wrong if not."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from shutil import disk_usage
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer
from rich.console import Console

from xunjian.evidence.chromium import NEEDS, browser

ROOMS = ("portal", "crawler", "checks", "reports", "xunjian")
ROOM_NEEDED = 2 * 1024**3  # bytes; a scan of 20,000 pages with its evidence
out = Console(highlight=False)


@dataclass(frozen=True, slots=True)
class Result:
    what: str
    ok: bool
    hint: str = ""


def doctor() -> None:
    """检查本机是否能正常运行本程序。"""
    results = list(_examine())
    for result in results:
        mark = "[green]√[/green]" if result.ok else "[red]×[/red]"
        out.print(f"{mark} {result.what}" + ("" if result.ok else f"：{result.hint}"))
    pictures = browser() is not None
    out.print(f"· 证据截图{'可用' if pictures else f'不可用（可选；{NEEDS}）'}")
    found = find_spec("pycorrector") is not None
    out.print(f"· pycorrector 引擎{'已安装' if found else '未安装（可选；需要时运行 make pycorrector）'}")
    raise typer.Exit(0 if all(result.ok for result in results) else 1)


def _examine() -> Iterator[Result]:
    version = sys.version.split()[0]
    yield Result(f"Python {version}", sys.version_info >= (3, 11), "需要 3.11 或更新的版本")
    yield Result(
        f"SQLite {sqlite3.sqlite_version}", sqlite3.sqlite_version_info >= (3, 35), "需要 3.35 或更新的版本"
    )
    yield Result(
        "SM3 摘要",
        "sm3" in hashlib.algorithms_available,
        "Python 所带的 OpenSSL 不支持 SM3，请换用系统自带的 Python",
    )
    yield Result("时区 Asia/Shanghai", _has_zone(), "缺少时区数据，请安装 tzdata")
    free = disk_usage(".").free
    yield Result(f"剩余空间 {free / 1024**3:.0f} GB", free > ROOM_NEEDED, "不足 2 GB，请腾出空间")
    for name in ROOMS:
        others = sorted(set(packages_distributions().get(name, [])) - {"xunjian"})
        yield Result(
            f"软件包 {name}", not others, f"与别的软件包重名：{'、'.join(others)}，请装在单独的虚拟环境中"
        )


def _has_zone() -> bool:
    try:
        return bool(ZoneInfo("Asia/Shanghai").key)
    except ZoneInfoNotFoundError:
        return False

"""One thing that may go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    THINNED = "快照里的网页内容"
    REMOVED = "整次快照"
    UNFINISHED = "没有完成的采集"
    PICTURES = "证据截图"
    ATTACHMENTS = "邮件附件"
    PUSHES = "推送记录"


WHY = {
    Kind.THINNED: "过了全部保留的天数，也不是每周、每月留下的那一次；问题的证据留下，封存清单留下",
    Kind.REMOVED: "过了全部保留的天数，没有问题用它作证据；封存清单留下",
    Kind.UNFINISHED: "没有采集完，也不会再继续",
    Kind.PICTURES: "问题已经办结，需要时可由封存的网页重新生成",
    Kind.ATTACHMENTS: "早已发出；邮件记录本身留下，不会重发",
    Kind.PUSHES: "早已推送完",
}


@dataclass(frozen=True, slots=True)
class Item:
    """size: bytes that become free, about · act: does it, returns the bytes that became free."""

    kind: Kind
    name: str
    size: int
    act: Callable[[datetime], int] = field(repr=False)
    count: int = 1


def size_of(path: Path) -> int:
    """Bytes of a file, or of everything in a folder; 0 where there is none."""
    if path.is_dir():
        return sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
    return path.stat().st_size if path.is_file() else 0


def megabytes(size: int) -> str:
    """ "3.2 GB", "17 MB", "不到 1 MB"."""
    if size >= 1 << 30:
        return f"{size / (1 << 30):.1f} GB"
    return f"{size / (1 << 20):.0f} MB" if size >= 1 << 20 else "不到 1 MB"

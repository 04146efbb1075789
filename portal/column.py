"""栏目 column: the unit by which freshness is inspected and departments are held to account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.page import Entry


class ColumnKind(StrEnum):
    NEWS = "news"  # 动态要闻: 2 weeks
    NOTICE = "notice"  # 通知公告: 6 months
    POLICY = "policy"  # 政策文件: 6 months
    LETTERS = "letters"  # 互动信件
    GUIDE = "guide"  # 办事指南
    OTHER = "other"  # 1 year


@dataclass(frozen=True, slots=True)
class Declaration:
    """A dated statement that there is nothing to publish: suspends UPD002–005 until it lapses."""

    reason: str
    by: str
    until: date


@dataclass(frozen=True, slots=True)
class Column:
    """One column with its entries. `guessed` is true when kind and name were learned, not configured."""

    name: str
    url: str
    kind: ColumnKind
    guessed: bool = True
    why: str = ""  # what the guess rests on, for a clerk to judge
    owner: str = ""
    max_age_days: int | None = None
    declaration: Declaration | None = None
    first_level: bool = False
    entries: tuple[Entry, ...] = ()

    @property
    def newest(self) -> date | None:
        """Newest date shown in the list: the maximum, since pinned entries come first."""
        return max((entry.date for entry in self.entries if entry.date), default=None)

"""When yearly reports must be out, and what a rule says before and after that day."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from checks.scan import Scan


@dataclass(frozen=True, slots=True)
class Due:
    """year: the year reported on · day: last day to be in time."""

    year: int
    day: date
    today: date

    @property
    def left(self) -> int:
        return (self.day - self.today).days

    @property
    def said(self) -> str:
        if self.left >= 0:
            return f"应在 {self.day:%Y-%m-%d} 前发布，还有 {self.left} 天"
        return f"应在 {self.day:%Y-%m-%d} 前发布，已超过 {-self.left} 天"


def level_of(scan: Scan) -> str:
    """ "government", "department", or "" for a site that owes no such report."""
    told = scan.profile.disclosure.level
    return "" if told == "none" else told or scan.disclosure.level


@cache
def national(what: str) -> str:
    """The national deadline, month-day, for a "government", a "department", or the website's "form"."""
    data = (files("checks") / "data" / "disclosure.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(data)["deadlines"][what])


def due(scan: Scan, month_day: str) -> Due:
    """Of the report on last year."""
    return Due(scan.today.year - 1, date.fromisoformat(f"{scan.today.year}-{month_day}"), scan.today)

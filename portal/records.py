"""What was observed besides the crawl: visits to the home page, new-media accounts, letters of citizens. Plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from msgspec import json

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at the home page. at: aware · seconds: until the page was there or the look was given up · reason: why it
    did not open (Chinese) · counted: false where the look says nothing (a program was turned away).
    """

    at: datetime
    ok: bool
    seconds: float = 0.0
    reason: str = ""
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Outage:
    """An announced window in which the site may be down. start, end: aware."""

    start: datetime
    end: datetime
    reason: str = ""

    def covers(self, at: datetime) -> bool:
        return self.start <= at < self.end


class Source(StrEnum):
    """Where the date of an account's newest post comes from."""

    FEED = "feed"
    CSV = "csv"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Account:
    """A new-media account. last_post: day of its newest post · checked: day on which somebody looked · problem: why a
    feed gave no date (Chinese).
    """

    platform: str
    name: str
    last_post: date | None = None
    source: Source = Source.MANUAL
    checked: date | None = None
    url: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as the back end exports it. number: its own in the back end, "" if none · public: shown on the site."""

    number: str
    title: str
    asked: date
    answered: date | None = None
    unit: str = ""
    public: bool = True


@dataclass(frozen=True, slots=True)
class Unread:
    """A row of a file that could not be understood; line as an editor counts, the heading is line 1."""

    file: str
    line: int
    problem: str


@dataclass(frozen=True, slots=True)
class Records:
    """Each kind None: nobody told; (): told that there is none. unread: rows nobody may take for told."""

    visits: tuple[Visit, ...] | None = None
    outages: tuple[Outage, ...] | None = None
    accounts: tuple[Account, ...] | None = None
    letters: tuple[Letter, ...] | None = None
    unread: tuple[Unread, ...] = ()

    def over(self, other: Records) -> Records:
        """These records; what they do not tell is taken from others."""
        return Records(
            _first(self.visits, other.visits),
            _first(self.outages, other.outages),
            _first(self.accounts, other.accounts),
            _first(self.letters, other.letters),
            tuple(dict.fromkeys((*self.unread, *other.unread))),
        )

    def unread_of(self, file: str) -> tuple[Unread, ...]:
        return tuple(row for row in self.unread if row.file == file)

    def with_feeds(self, found: tuple[Account, ...]) -> Records:
        """Accounts as their feeds show them, in place of what was read there before."""
        others = [account for account in self.accounts or () if account.source is not Source.FEED]
        return replace(self, accounts=(*others, *found)) if found else self

    def pack(self) -> str:
        return json.encode(self).decode()


def unpack(text: str) -> Records:
    return json.decode(text, type=Records)


def _first(one: T | None, other: T | None) -> T | None:
    return other if one is None else one

"""Words of letters and of ways to write one. They live in checks/data/letters.toml and channels.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

DAY = re.compile(r"(?<!\d)(20\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)日?")
_MARKS = re.compile(r"^[\s\W_]+|[\s\W_]+$")
_INNER = re.compile(r"[\s\u3000]+")
_LONGEST_STATE = 12  # characters of a cell that is a state
_SHOWN = 20  # characters of a title
_DIGITS = re.compile(r"\d{5,}[Xx]?")
_CALLED = re.compile(r"([\u4e00-\u9fff])[\u4e00-\u9fff]{1,2}(?=先生|女士|小姐|同志|老师)")


class Role(StrEnum):
    """What a field of a letter is."""

    ASKED = "asked"
    ANSWERED = "answered"
    STATE = "state"
    UNIT = "unit"
    TITLE = "title"
    REPLY = "reply"
    MATTER = "matter"
    OTHER = "other"


class State(StrEnum):
    DONE = "done"
    VOID = "void"  # needs no answer
    OPEN = "open"
    UNSAID = ""


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("checks") / "data" / "letters.toml").read_text(encoding="utf-8"))


@cache
def _roles() -> dict[str, Role]:
    return {word: Role(role) for role, words in _words()["labels"].items() for word in words}


@cache
def labels() -> re.Pattern[str]:
    """A label with its colon, the longest first; white space may stand between its characters."""
    words = sorted(_roles(), key=len, reverse=True)
    spaced = (r"[\s\u3000]*".join(word) for word in words)
    return re.compile(rf"(?<![\u4e00-\u9fff])({'|'.join(spaced)})[\s\u3000】\])）]*[:：][\s\u3000]*")


def plain(text: str) -> str:
    """Without white space and the marks around it."""
    return _MARKS.sub("", _INNER.sub("", text))


def role_of(text: str) -> Role | None:
    """The field a text that is nothing but a label names."""
    return _roles().get(plain(text))


def state_of(text: str) -> State:
    """The state a short text names."""
    word = plain(text)
    if not word or len(word) > _LONGEST_STATE:
        return State.UNSAID
    states = _words()["states"]
    for state in (State.VOID, State.OPEN, State.DONE):
        if any(known in word for known in states[state.value]):
            return state
    return State.UNSAID


def is_excluded(name: str) -> bool:
    """Petitions, reports to the discipline office, interviews, surveys: no consultation."""
    return any(word in name for word in _words()["excluded"]["has"])


def day_in(text: str) -> date | None:
    return next(days_in(text), None)


def days_in(text: str) -> Iterator[date]:
    for match in DAY.finditer(text):
        try:
            yield date(*map(int, match.groups()))
        except ValueError:
            continue


def masked(title: str) -> str:
    """A title as a finding may show it: short, without numbers and full names of persons."""
    shown = _CALLED.sub(r"\1某", _DIGITS.sub(lambda m: m[0][:2] + "****", " ".join(title.split())))
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"

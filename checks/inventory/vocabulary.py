"""What a column's name tells: its kind, and what is no column at all. Words live in checks/data/columns.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from portal.column import ColumnKind

KIND_NAMES = {
    ColumnKind.NEWS: "动态要闻",
    ColumnKind.NOTICE: "通知公告",
    ColumnKind.POLICY: "政策文件",
    ColumnKind.LETTERS: "互动信件",
    ColumnKind.GUIDE: "办事指南",
    ColumnKind.OTHER: "其他",
}
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_LONGEST_NAME = 20  # characters
_MARKS = re.compile(r"^[\s\W]+|[\s\W]+$")
_HANZI = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Guess:
    """A kind read from a name. `clear` is false when no word of the vocabulary is in it."""

    kind: ColumnKind
    clear: bool
    why: str


@dataclass(frozen=True, slots=True)
class _Words:
    kind: ColumnKind
    ends: tuple[str, ...]
    has: tuple[str, ...]

    def found_in(self, name: str) -> str:
        return next((w for w in self.has if w in name), next((w for w in self.ends if name.endswith(w)), ""))


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    kinds: tuple[_Words, ...]
    names: frozenset[str]
    generic: frozenset[str]
    paths: tuple[re.Pattern[str], ...]
    archive: tuple[str, ...]
    topics: frozenset[str]
    static: tuple[str, ...]
    moving: tuple[str, ...]
    units: tuple[str, ...]


@cache
def _vocabulary() -> _Vocabulary:
    values = tomllib.loads((files("checks") / "data" / "columns.toml").read_text(encoding="utf-8"))
    ignored, archive = values["ignored"], values["archive"]
    return _Vocabulary(
        tuple(_Words(ColumnKind(k["kind"]), tuple(k["ends"]), tuple(k["has"])) for k in values["kinds"]),
        frozenset(ignored["names"]),
        frozenset(ignored["generic"]),
        tuple(re.compile(pattern, re.I) for pattern in ignored["paths"]),
        tuple(archive["has"]),
        frozenset(archive["crumbs"]),
        tuple(values["static"]["has"]),
        tuple(values["static"]["unless"]),
        tuple(values["units"]["ends"]),
    )


def guess_kind(name: str) -> Guess:
    """The kind a name stands for, with the reason in Chinese."""
    if name.endswith(_vocabulary().units):
        return Guess(ColumnKind.OTHER, False, "名称像是单位专页，按其他类")
    for words in _vocabulary().kinds:
        if word := words.found_in(name):
            return Guess(words.kind, True, f"名称含「{word}」，按{KIND_NAMES[words.kind]}类")
    return Guess(ColumnKind.OTHER, False, "名称看不出类别，按其他类")


def is_name(text: str) -> bool:
    """Whether a link text, crumb or tag can be the name of a column."""
    name = _MARKS.sub("", text)
    return (
        2 <= len(name) <= _LONGEST_NAME
        and _HANZI.search(name) is not None
        and name not in _vocabulary().generic
    )


def is_ignored(name: str, path: str) -> bool:
    """Search, site map, log-in and the like."""
    words = _vocabulary()
    return name.strip() in words.names or any(pattern.search(path) for pattern in words.paths)


def is_topic(name: str) -> bool:
    """The name of the place where special topics are kept."""
    return name.strip() in _vocabulary().topics


def is_archive(name: str, year: int) -> bool:
    """Special topics and what belongs to a year gone by: nobody expects news there."""
    if any(word in name for word in _vocabulary().archive):
        return True
    return any(int(found) < year for found in _YEAR.findall(name))


def is_static(text: str) -> bool:
    """Introductions, organisation, lists of people: content that stands still and needs no date; 领导活动 is none."""
    words = _vocabulary()
    return any(word in text for word in words.static) and not any(word in text for word in words.moving)

"""Secrecy markings of a document: what stands on it, not what is said about them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SHORT = 40  # characters of a line that may be a marking and what belongs to it
HEAD = 6  # characters before a marking that heads a longer line
_QUOTED = "“‘「『《\"'"
_EXAM = re.compile(
    r"启用\s*(?:之\s*)?前|考试(?:结束|开始)\s*前|开考前"
)  # 绝密★启用前: an old examination paper
_LIMIT = r"(?:长\s*期|\d{1,2}\s*年|[一二三五十]+年|\d{1,2}\s*个月)"
_CHOICE = r"(?!\s*[、/／或和及□☐○（(]?\s*(?:绝密|机密|秘密|主动公开|依申请公开|不予公开|不公开|□))"


@dataclass(frozen=True, slots=True)
class Marking:
    """line[start:end] is one. `alone`: a bare word, which marks only at the head of a document."""

    start: int
    end: int
    alone: bool = False


@dataclass(frozen=True, slots=True)
class _Signs:
    hint: re.Pattern[str]
    anywhere: re.Pattern[str]
    whole: re.Pattern[str]
    alone: re.Pattern[str]
    subject: re.Pattern[str]
    label: re.Pattern[str]
    value: re.Pattern[str]


def may_hold(text: str) -> bool:
    """A first glance at a whole page."""
    return _signs().hint.search(text) is not None


def marking(line: str, before: str = "", after: str = "") -> Marking | None:
    """The marking in a line; `before` and `after` are the lines around it."""
    signs = _signs()
    bare = line.strip(" 【】[]（）()")
    if signs.value.fullmatch(bare) and signs.label.fullmatch(before.strip(" :：【】[]")):
        return (
            None
            if signs.value.fullmatch(after) or after in {"主动公开", "依申请公开"}
            else Marking(0, len(line))
        )
    if not signs.hint.search(line) or _EXAM.search(line):
        return None
    if signs.alone.fullmatch(bare):
        return Marking(0, len(line), alone=True)
    if signs.whole.fullmatch(bare):
        return Marking(0, len(line))
    found = signs.anywhere.search(line)
    if not found or (len(line) > SHORT and found.start() > HEAD) or _is_quoted(line, found.start()):
        return None
    around = line[max(0, found.start() - SHORT) : found.end() + SHORT]
    return None if signs.subject.search(around) else Marking(*found.span())


def is_head(line: str) -> bool:
    """Whether a cell is the head of a column that tells whether files are public."""
    return _signs().label.fullmatch(line.strip(" :：【】[]")) is not None


def is_closed(line: str) -> bool:
    """Whether a cell says nothing but that a file is not public."""
    return _signs().value.fullmatch(line.strip(" 【】[]（）()")) is not None


def _is_quoted(line: str, start: int) -> bool:
    return line[max(0, start - 1) : start] in tuple(_QUOTED)


@cache
def _signs() -> _Signs:
    source = tomllib.loads((files("checks") / "data" / "secrecy.toml").read_text(encoding="utf-8"))
    levels, closed = source["level"]["words"], source["closed"]
    level = _any(levels)
    label, value, stamp = (_any(closed[part]) for part in ("labels", "values", "stamps"))
    internal = _any(source["internal"]["marks"])
    return _Signs(
        hint=re.compile("|".join((*levels, *closed["values"], "内部", "外传", "扩散", "阅后", "此件"))),
        anywhere=re.compile(
            rf"(?<![、和或及]){level}\s?[★☆]\s?{_LIMIT}?(?!文件|字样|标){_CHOICE}|密\s?级\s?[:：\]】]\s?(?:{level}|内部){_CHOICE}"
            rf"|{label}\s?[:：\]】]\s?[（(]?{value}{_CHOICE}|[（(]\s?(?:{stamp})\s?[）)]|[（(【]\s?(?:{internal})\s?[）)】]"
        ),
        whole=re.compile(rf"{internal}|{stamp}|{level}件?[\s·★☆]*{_LIMIT}"),
        alone=re.compile(rf"{level}件?"),
        subject=re.compile(_any(source["subject"]["words"])),
        label=re.compile(rf"{label}|密\s?级"),
        value=re.compile(rf"{value}|{level}件?"),
    )


def _any(choices: list[str]) -> str:
    return f"(?:{'|'.join(choices)})"

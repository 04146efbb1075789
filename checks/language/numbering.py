"""Ordinals of a text that do not follow one another: 一、二、四、; 一是……三是……."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_HAN = "一二三四五六七八九十"
_HEADS = tuple(  # from the upper levels down: an upper one begins the lower ones anew
    re.compile(pattern)
    for pattern in (
        rf"\s*(?P<mark>(?P<number>[{_HAN}]{{1,3}})、)",
        rf"\s*(?P<mark>[（(](?P<number>[{_HAN}]{{1,3}})[）)])",
        r"\s*(?P<mark>(?P<number>\d{1,2})[.．、])(?!\d)",
        r"\s*(?P<mark>[（(](?P<number>\d{1,2})[）)])(?!\d)",
    )
)
_INNER = tuple(
    re.compile(rf"(?:^|[\s，。；：、])(?P<mark>{pattern})")
    for pattern in (
        rf"(?P<number>[{_HAN}]{{1,2}})是(?!否)",
        rf"(?P<number>[{_HAN}]{{1,2}})要",
        rf"第(?P<number>[{_HAN}]{{1,2}})，",
    )
)


@dataclass(frozen=True, slots=True)
class Leap:
    """lines[line][start:end] is an ordinal that does not follow `after`."""

    line: int
    start: int
    end: int
    after: str


def leaps(lines: Sequence[str]) -> Iterator[Leap]:
    """Each ordinal that is neither the next one nor a new first one; of a series that begins late nothing is said."""
    heads: list[tuple[int, str] | None] = [None] * len(_HEADS)
    inner: list[tuple[int, str] | None] = [None] * len(_INNER)
    for number, line in enumerate(lines):
        for level, pattern in enumerate(_HEADS):
            if match := pattern.match(line):
                yield from _leap(number, match, heads[level])
                heads[level:] = [_run_on(line, match), *[None] * (len(_HEADS) - level - 1)]
                inner = [None] * len(_INNER)
                break
        for kind, pattern in enumerate(_INNER):
            for match in pattern.finditer(line):
                yield from _leap(number, match, inner[kind])
                inner[kind] = _seen(match)


def _leap(line: int, match: re.Match[str], before: tuple[int, str] | None) -> Iterator[Leap]:
    if before and _value(match["number"]) not in {1, before[0] + 1}:
        yield Leap(line, match.start("mark"), match.end("mark"), before[1])


def _run_on(line: str, match: re.Match[str]) -> tuple[int, str]:
    """The last of a series that goes on in the paragraph: （1）……；（2）……"""
    value, mark = _seen(match)
    at = match.end()
    while (
        at := line.find(
            following := match["mark"].replace(match["number"], _written(value + 1, match["number"])), at
        )
    ) > 0:
        value, mark = value + 1, following
    return value, mark


def _written(value: int, like: str) -> str:
    """12, in the way of `like`: 十二 or 12"""
    if like.isdecimal():
        return str(value)
    tens, ones = divmod(value, 10)
    return f"{_HAN[tens - 1] if tens > 1 else ''}{'十' if tens else ''}{_HAN[ones - 1] if ones else ''}"


def _seen(match: re.Match[str]) -> tuple[int, str]:
    return _value(match["number"]), match["mark"]


def _value(written: str) -> int:
    """十二 → 12, 12 → 12"""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    upper = 10 * (_HAN.index(tens) + 1 if tens in _HAN and tens else 1) if ten else 0
    return upper + (_HAN.index(ones) + 1 if ones in _HAN and ones else 0)

"""Words and phrases written twice over, apart from what Chinese doubles by right (常常, 研究研究, 为了了解)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from checks.language.marks import HAN
from checks.proofreader import Correction

PHRASE = (4, 24)  # characters of a phrase that nobody doubles on purpose
_TWICE = re.compile(
    rf"(?P<phrase>[{HAN}]{{{PHRASE[0]},{PHRASE[1]}}})(?P=phrase)(?!(?P=phrase))|(?P<date>(?:19|20)\d\d年|(?<!\d)\d{{1,2}}月)(?P=date)"
)
_ANY = re.compile(rf"([{HAN}]{{1,3}})\1")  # a quick first look
_LEAD = re.compile(
    r"(?:^|[、.．）)\s“「『《])$"
)  # what stands before a heading that runs into its text, and quotations
_CHANT = re.compile(r"^[一每半又再越很]|[吧吗呀啊呢嘛哈啦]|(.)\1$|[或和与及]$")  # refrains, and 甲或甲或乙


@dataclass(frozen=True, slots=True)
class Repetition:
    """text[start:end] is twice the same; `once` is that."""

    start: int
    end: int
    once: str


def repetitions(text: str) -> list[Repetition]:
    found = sorted([*_doubled(text), *_phrases(text)], key=lambda one: (one.start, -one.end))
    kept: list[Repetition] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def is_repetition(fix: Correction) -> bool:
    """Whether a correction of an engine takes away the second of two."""
    return fix.wrong == fix.right * 2


def is_legal(fix: Correction) -> bool:
    """Whether what an engine calls a repetition is one Chinese makes by right."""
    return fix.right in _legal()


def is_of_repetition(text: str, fix: Correction) -> bool:
    """Whether a correction is told as a repetition, rather than as a wrong character."""
    return is_repetition(fix) or any(fix.meets(one.start, one.end) for one in repetitions(text))


def _doubled(text: str) -> Iterator[Repetition]:
    if not _ANY.search(text):
        return
    pattern, unless = _doubles()
    for match in pattern.finditer(text):
        legal = unless.finditer(text, max(0, match.start() - 8))
        if not any(one.start() < match.end() and match.start() < one.end() for one in legal):
            yield Repetition(match.start(), match.end(), match[0][: len(match[0]) // 2])


def _phrases(text: str) -> Iterator[Repetition]:
    for match in _TWICE.finditer(text):
        once = match["phrase"] or match["date"]
        before = text[: match.start()]
        spoken = match["phrase"] and (_LEAD.search(before) or _CHANT.search(once) or before.endswith(once))
        if not spoken and len(set(once)) > 1:
            yield Repetition(match.start(), match.end(), once)


@cache
def _legal() -> frozenset[str]:
    """What may double: words, and characters listed with the neighbours that excuse them."""
    source = _source()
    listed = {row["char"] for row in source["characters"]["rows"]}
    return frozenset(listed | set(source["legal"]["characters"]) | set(source["legal"]["list"].split()))


@cache
def _source() -> dict[str, Any]:
    return tomllib.loads((files("checks") / "data" / "repetitions.toml").read_text(encoding="utf-8"))


@cache
def _doubles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is doubled, and stretches that excuse it."""
    source = _source()
    words = source["words"]["list"].split()
    choices = [_character(row["char"], row["before"], row["after"]) for row in source["characters"]["rows"]]
    choices.append(rf"(?P<word>{'|'.join(words)})(?P=word)(?!(?P=word))")
    return re.compile("|".join(choices)), re.compile("|".join(source["words"]["unless"]))


def _character(char: str, before: str, after: str) -> str:
    lead = f"(?<![{before}{char[0]}])" if len(char) == 1 else ""
    follow = f"(?![{after}{char[0]}])" if len(char) == 1 else ""
    return f"{lead}{char}{char}{follow}"

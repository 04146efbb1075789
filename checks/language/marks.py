"""Punctuation of one paragraph: what is wrong with it, where, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

HAN = "\u4e00-\u9fff〇"
OPENING = {"“": "”", "《": "》", "（": "）", "【": "】", "「": "」", "〔": "〕"}
CLOSING = {close: opening for opening, close in OPENING.items()}
FULL_BRACKETS = {"(": "（", ")": "）"}  # a pair may mix widths; that is another fault
_PAIRED = re.compile(f"[{re.escape(''.join((*OPENING, *CLOSING, *FULL_BRACKETS)))}]")


class Kind(StrEnum):
    HALF = "中文之间用了半角标点"
    LOST = "问号多半是丢失的空格或字符"
    DOUBLED = "标点重复或冲突"
    UNPAIRED = "引号、括号或书名号不成对"
    ETC = "省略号后不再用“等”"
    COLON = "中文之间用了半角冒号"
    BRACKET = "中文之间用了半角括号"
    QUOTES = "并列的引号、书名号之间一般不用顿号"


MINOR = frozenset({Kind.COLON, Kind.BRACKET, Kind.QUOTES})  # a matter of style: one finding per site


@dataclass(frozen=True, slots=True)
class Mark:
    """A faulty stretch text[start:end], and what it should read ("" where that cannot be told)."""

    kind: Kind
    start: int
    end: int
    right: str = ""


_FULL = {",": "，", ";": "；", "!": "！", "?": "？", ":": "："}
_HALF = re.compile(rf"[,;!?](?<=[{HAN}”》）].)(?=[{HAN}“《（])")  # a sign first: found quickest
_QUESTION = re.compile(
    r"[吗呢么嘛吧啊何谁哪几啥咋怎岂否]|多[少大长久高远重]|(?P<one>[\u4e00-\u9fff])[不没](?P=one)|是不是|有没有|难道"
)
_LOST = re.compile(  # a dash between numbers, a © after Copyright
    r"(?<=\d)\s?[?？]\s?(?=\d{1,4}\s?[年月日个岁元%％])|(?<=copyright)\s?[?？]\s?(?=(?:19|20)\d\d)", re.I
)
_SENTENCE_START = re.compile(r"[。！？!?；;]")
_COLON = re.compile(rf":(?<=[{HAN}]{{5}}:)(?=[{HAN}“《]{{4}})")
_BRACKET = re.compile(rf"\((?<=[{HAN}]\()(?=[^()]{{0,40}}[{HAN}]{{2}})[^()]{{2,40}}\)")
_QUOTES = re.compile(r"、(?<=[”》]、)(?=[“《])")
_TWO = re.compile("[。，、；：](?=[。，、；：])")
_DOUBLED = re.compile(
    r"(?<![。.])。。(?![。.])|，，(?!，)|、、(?!、)|；；(?!；)|：：(?!：)|[，、；：][。；]|[。；][，、；]|、，"
)
_ETC = re.compile(r"(?:……|…)等(?![你您我他她它大着待候到于级一下闲])")
_NUMBERING = re.compile(rf"(?:^|[\s。；;，,：:、（(])\s*(?:[\dA-Za-z]{{1,3}}|[{HAN}]|[①-⑳])\s*$")
_FORM = re.compile(r"[_＿]{2,}|\s[，、；。]\s")  # blanks to be filled in


def marks(text: str) -> list[Mark]:
    """Faults of a paragraph but for unpaired marks, in order."""
    found = [_half(text, m) for m in _HALF.finditer(text)]
    if "?" in text or "？" in text:
        found += [Mark(Kind.LOST, m.start(), m.end()) for m in _LOST.finditer(text)]
    found += [Mark(Kind.COLON, m.start(), m.end(), "：") for m in _COLON.finditer(text)]
    found += [Mark(Kind.BRACKET, m.start(), m.end(), f"（{m[0][1:-1]}）") for m in _BRACKET.finditer(text)]
    found += [Mark(Kind.QUOTES, m.start(), m.end()) for m in _QUOTES.finditer(text)]
    found += [Mark(Kind.ETC, m.start(), m.end(), "等") for m in _ETC.finditer(text)]
    if _TWO.search(text) and not _FORM.search(text):
        found += [Mark(Kind.DOUBLED, m.start(), m.end()) for m in _DOUBLED.finditer(text)]
    return sorted(found, key=lambda mark: mark.start)


def _half(text: str, match: re.Match[str]) -> Mark:
    """A half-width mark between Chinese; a ? after what asks nothing stands for a character the system lost."""
    before = _SENTENCE_START.split(text[: match.start()])[-1]
    if match[0] == "?" and not _QUESTION.search(before):
        return Mark(Kind.LOST, match.start(), match.end())
    return Mark(Kind.HALF, match.start(), match.end(), _FULL[match[0]])


def unpaired(text: str) -> list[tuple[int, str]]:
    """Position and character of every mark without its partner, in order."""
    open_marks: list[tuple[int, str]] = []
    alone: list[tuple[int, str]] = []
    for at, char in _paired_marks(text):
        if char in OPENING:
            open_marks.append((at, char))
        elif partner := _last(open_marks, CLOSING[char]):
            alone += open_marks[partner:]
            del open_marks[partner - 1 :]
        elif not _alone_by_right(text, at, char):
            alone.append((at, char))
    return sorted(alone + open_marks)


def _alone_by_right(text: str, at: int, char: str) -> bool:
    """1） and 一) as numbering, 50” as seconds or inches."""
    before = text[max(0, at - 6) : at]
    return (char == "）" and _NUMBERING.search(before) is not None) or (char == "”" and before[-1:].isdigit())


def _last(open_marks: list[tuple[int, str]], opening: str) -> int:
    """1 + index of the latest open mark of that kind, 0 if there is none."""
    return next((n for n in range(len(open_marks), 0, -1) if open_marks[n - 1][1] == opening), 0)


def _paired_marks(text: str) -> Iterator[tuple[int, str]]:
    for match in _PAIRED.finditer(text):
        yield match.start(), FULL_BRACKETS.get(match[0], match[0])

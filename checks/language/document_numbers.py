"""Document numbers 机关代字〔YYYY〕N号 in a text: which are written wrongly, and how they should read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from checks.language.marks import HAN

OLDEST = 1990  # years before the standard: a number is quoted as it was
CENTURY = 2000
LONGEST_HEAD = 24  # characters looked at before the year
_OPEN, _CLOSE = "\\[【(（〔﹝［「{〈<", "\\]】)）〕﹞］」}〉>"
_RIGHT = {("〔", "〕"), ("﹝", "﹞")}
NUMBER = re.compile(
    rf"(?P<open>[{_OPEN}])\s?(?P<year>\d{{4}}|\d{{2}})\s?(?P<nian>年?)\s?(?P<close>[{_CLOSE}])\s?(?P<di>第?)\s?"
    r"(?P<number>\d{1,5})(?![\d\-—~～.．])\s?(?P<hao>号?)(?![楼院线门机井桥店仓馆栋])"
)
_HEAD = re.compile(rf"[{HAN}]{{2,}}\s?$")
_TAIL = re.compile(r"\s*(?:[）)》。；]|$|收悉|文件精神|文件要求)")
_WHOLE = re.compile(rf"(?:(?:发文字号|文\s?号)\s?[:：]?\s?)?[{HAN}]{{2,14}}\s?{NUMBER.pattern}")


@dataclass(frozen=True, slots=True)
class Misnumbered:
    """text[start:end] is a number's last part, from the organ's sign on; `why` in Chinese."""

    start: int
    end: int
    why: str
    right: str


@dataclass(frozen=True, slots=True)
class _Words:
    other: re.Pattern[str]
    ordinal: re.Pattern[str]
    head: re.Pattern[str]
    paper: re.Pattern[str]


def misnumbered(text: str, year: int) -> list[Misnumbered]:
    """`year`: of the inspection; a short year is one up to then."""
    return [fault for match in NUMBER.finditer(text) if (fault := _judge(text, match, year))]


def is_number(text: str) -> bool:
    """Whether a line is nothing but a document number, with its label or without."""
    return _WHOLE.fullmatch(text.strip(" （）()")) is not None


def is_paper(title: str) -> bool:
    """Whether a title names an official document of a kind."""
    return _words().paper.search(title) is not None


def _judge(text: str, match: re.Match[str], year: int) -> Misnumbered | None:
    lead = _HEAD.search(text[max(0, match.start() - LONGEST_HEAD) : match.start()])
    if not lead or _words().other.search(head := lead[0].strip()):
        return None
    full = _full_year(match["year"], year)
    if not full or (len(match["year"]) == 2 and not _words().head.search(head)):
        return None
    if not match["hao"] and not (_words().head.search(head) and _TAIL.match(text, match.end())):
        return None
    why = "、".join(_reasons(match, head))
    right = f"{head[-2:]}〔{full}〕{int(match['number'])}号"
    return (
        Misnumbered(match.start() - len(lead[0]) + max(0, len(head) - 2), match.end(), why, right)
        if why
        else None
    )


def _full_year(year: str, today: int) -> int:
    """0: a year of before the standard, or none."""
    full = int(year) if len(year) == 4 else CENTURY + int(year)
    return full if OLDEST <= full <= today + 1 else 0


def _reasons(match: re.Match[str], head: str) -> Iterator[str]:
    if (match["open"], match["close"]) not in _RIGHT:
        yield "年份应当用六角括号“〔〕”"
    if len(match["year"]) == 2:
        yield "年份应当写四位"
    if match["nian"]:
        yield "年份后面不加“年”字"
    if match["di"] and not _words().ordinal.search(head):
        yield "顺序号前面不加“第”字"
    if match["number"].startswith("0"):
        yield "顺序号不编虚位（1 不编为 01）"
    if not match["hao"]:
        yield "顺序号后面缺“号”字"


@cache
def _words() -> _Words:
    source = tomllib.loads((files("checks") / "data" / "documents.toml").read_text(encoding="utf-8"))
    numbers, papers = source["other_numbers"], source["papers"]
    other, ordinal, head = (
        re.compile(f"(?:{'|'.join(numbers[part])})$") for part in ("ends", "ordinals", "heads")
    )
    paper = re.compile(rf"(?:{'|'.join(papers['kinds'])})(?:[（(][^（）()]{{1,12}}[）)])?\s*$")
    return _Words(other, ordinal, head, paper)

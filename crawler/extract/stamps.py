"""Date stamps of lists: text nodes that hold one date and little else, also split ones (12 over 2021-05)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.extract import dates
from crawler.extract.runs import DROPPED
from crawler.extract.tree import Tree, squeeze

_LIKELY = re.compile(r"[\d今昨刚前〇○零Ｏ]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 400  # characters of a text node that may still hold a list date
_APART = 8  # nodes between the halves of a split date
_PIECE = 40  # characters of half a split date with the white space around it
_SHORT = 16  # characters of a text that is a date without its year, or with two digits of it
_ENGLISH = 24  # characters of an English date
_REST = 30  # characters beside the date
_BRACKETED_REST = 150  # … where brackets set it apart
_OPENING, _CLOSING = frozenset("[(（【〔"), frozenset("])）】〕")
_LABELLED = re.compile(r"(?:发布|发文|公开|公布|答复|回复|办结)(?:时间|日期)?\s*[:：∶]?\s*$")
_MIDDLE = re.compile(r"\s*(?:\d{1,2}\s*月|[A-Z][a-z]{2,8}\.?)\s*$")  # the month of a date in three elements
_MONTH = re.compile(r"[\s\[(（【]*(?:19|20)\d\d年\d{1,2}月[\s\])）】]*")
_TODAY = re.compile(r"今天|今日|现在是|当前时间|星期|截止|截至|至$|有效期")
_RANGE = re.compile(r"^\s*(?:至|到|~|～|—|-{1,2})")
_AGO = re.compile(
    r"[\s\[(（【〔]*(?:(?P<word>刚刚|今天|今日|昨天|昨日|前天)|(?P<n>\d{1,3})\s*(?P<unit>秒钟?|分钟|小时|天|日|周|星期|个月|月|年)之?前)"
    r"(?:\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?[\s\])）】〕]*"
)
_WORDS = {"昨天": 1, "昨日": 1, "前天": 2}  # days ago
_UNITS = {"天": 1, "日": 1, "周": 7, "星期": 7, "个月": 30, "月": 30, "年": 365}  # days, at the least


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where a date stands: text node, the last node it needs, the date or only month and day (year 0)."""

    at: int
    last: int
    day: date | None
    month_day: tuple[int, int] | None = None
    alone: bool = True  # nothing but the date in its text node


def find(tree: Tree, on: date | None = None, limit: int = 4000) -> list[Stamp]:
    """Stamps in page order, at most `limit`; 昨天 and 3天前 count back from `on`, the day the page was read."""
    found: list[Stamp] = []
    skip = -1
    for order in tree.having(_LIKELY):
        at = tree.texts[order]
        text = tree.text[at]
        if at <= skip or len(text) > _LONGEST or (len(text) > _PIECE and not _YEAR.search(text)):
            continue
        if tree.tag[tree.parent[at]] in DROPPED:
            continue
        following = tree.texts[order + 1] if order + 1 < len(tree.texts) else -1
        stamp = (
            _marked(tree, at)
            or _ago(at, text, on)
            or _whole(at, text)
            or _split(tree, at, following)
            or _triple(tree, order)
            or _month(at, text)
        )
        if stamp:
            found.append(stamp)
            skip = stamp.last
            if len(found) >= limit:
                break
    return found


def _marked(tree: Tree, at: int) -> Stamp | None:
    """A <time> that says itself which day it shows."""
    holder = tree.parent[at]
    told = tree.attrs[holder].get("datetime") if tree.tag[holder] == "time" else None
    day = dates.parse(told) if told else None
    return Stamp(at, at, day) if day else None


def _month(at: int, text: str) -> Stamp | None:
    """A text that shows a month and no day: a line of a list, whose date only its article tells."""
    return Stamp(at, at, None) if len(text) <= _PIECE and _MONTH.fullmatch(text) else None


def _ago(at: int, text: str, on: date | None) -> Stamp | None:
    """A text that says nothing but how long ago."""
    found = _AGO.fullmatch(text) if on and len(text) <= _PIECE else None
    if not on or not found:
        return None
    days = _WORDS.get(found["word"], 0) if found["word"] else int(found["n"]) * _UNITS.get(found["unit"], 0)
    return Stamp(at, at, on - timedelta(days=days))


def _whole(at: int, text: str) -> Stamp | None:
    if dates.FULL.search(text):
        return _full(at, text)
    stripped = text.strip()
    if len(stripped) <= _ENGLISH and (day := _short(stripped)):
        return Stamp(at, at, day)
    pair = dates.MONTH_DAY.match(stripped) if len(stripped) <= _SHORT else None
    if pair and dates.make(2000, int(pair[1]), int(pair[2])):
        return Stamp(at, at, None, (int(pair[1]), int(pair[2])))
    return None


def _short(text: str) -> date | None:
    """A date that is all of a short text: 26-11-03, 20261103, Nov 3, 2026."""
    if len(text) <= _SHORT and (short := dates.SHORT_YEAR.match(text)):
        return dates.make(2000 + int(short[1]), int(short[2]), int(short[3]))
    if hanzi := dates.HANZI.fullmatch(text.strip("[]()（）【】")):
        return dates.of_hanzi(hanzi)
    if not _YEAR.search(text):
        return None
    if compact := dates.COMPACT.fullmatch(text.strip("[]()（）【】")):
        return dates.of_match(compact)
    return dates.english(text)


def date_in(text: str) -> re.Match[str] | None:
    """The date of a list line in its text: one in brackets at the end, the only one, else the one labelled 发布."""
    matches = list(dates.FULL.finditer(text))
    if not matches:
        return None
    last = matches[-1]
    if len(matches) == 1 or _is_bracketed(text[: last.start()], text[last.end() :]):
        return last
    return next((m for m in matches if _LABELLED.search(text[: m.start()])), None)


def _full(at: int, text: str) -> Stamp | None:
    found = date_in(text)
    if not found:
        return None
    before, after = text[: found.start()], text[found.end() :]
    bracketed = _is_bracketed(before, after) or _LABELLED.search(before) is not None
    if _RANGE.match(after) or (_TODAY.search(before[-12:]) and not bracketed):
        return None
    rest = squeeze(before + after).strip("[]()（）【】〔〕")
    day = dates.of_match(found)
    most = _BRACKETED_REST if bracketed else _REST
    return Stamp(at, at, day, None, len(rest) <= 2) if day and len(rest) <= most else None


def _is_bracketed(before: str, after: str) -> bool:
    """Whether a date ends its text in brackets of its own: 标题（2021-05-12）."""
    return before.rstrip()[-1:] in _OPENING and bool(before.strip()) and after.strip() in _CLOSING


def _split(tree: Tree, at: int, following: int) -> Stamp | None:
    """A date over two text nodes that stand close together: day + year-month, year + month-day, or reversed."""
    if following < 0 or following - at > _APART:
        return None
    first, second = tree.text[at], tree.text[following]
    if len(first) > _PIECE or len(second) > _PIECE or not (_YEAR.search(first) or _YEAR.search(second)):
        return None
    if not _close(tree, at, following):
        return None
    for one, two in ((at, following), (following, at)):
        a, b = tree.text[one].strip(), tree.text[two].strip()
        day = None
        if (ym := dates.YEAR_MONTH.match(a)) and (d := dates.DAY.match(b)):
            day = dates.make(int(ym[1]), int(ym[2]), int(d[1]))
        elif (my := dates.MONTH_YEAR.match(a)) and (d := dates.DAY.match(b)):
            day = dates.make(int(my[2]), int(my[1]), int(d[1]))
        elif (y := dates.YEAR.match(a)) and (md := dates.MONTH_DAY.match(b)):
            day = dates.make(int(y[1]), int(md[1]), int(md[2]))
        if day:
            return Stamp(at, following, day)
    return None


def _triple(tree: Tree, order: int) -> Stamp | None:
    """A date over three text nodes, the month (11月, Nov) in the middle."""
    if order + 2 >= len(tree.texts) or not _MIDDLE.match(tree.text[tree.texts[order + 1]]):
        return None
    at, middle, last = tree.texts[order : order + 3]
    month = dates.month_of(tree.text[middle].strip()) if last - at <= 2 * _APART else 0
    if not month or not _close(tree, at, last):
        return None
    for one, two in ((at, last), (last, at)):
        y, d = dates.YEAR.match(tree.text[one].strip()), dates.DAY.match(tree.text[two].strip())
        if y and d and (day := dates.make(int(y[1]), month, int(d[1]))):
            return Stamp(at, last, day)
    return None


def _close(tree: Tree, one: int, two: int) -> bool:
    """Whether the two text nodes share an ancestor at most three levels up, and not one alone stands in a row."""
    at = one
    for _ in range(3):
        at = tree.parent[at]
        if at < 0:
            return False
        if tree.end[at] > two:
            return _is_in_row(tree, one, at) == _is_in_row(tree, two, at)
    return False


def _is_in_row(tree: Tree, node: int, within: int) -> bool:
    while (node := tree.parent[node]) > within:
        if tree.tag[node] in ("li", "tr"):
            return True
    return False

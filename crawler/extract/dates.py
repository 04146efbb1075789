"""Dates as Chinese pages write them. A parser, not a guesser: nothing is filled in but what is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_SEPARATED = r"(?P<y>(?:19|20)\d\d)(?<![\d./-]\d{4})\s{0,3}[-/.年–—－／．]\s{0,3}(?P<m>\d{1,2})\s{0,3}[-/.月–—－／．]\s{0,3}(?P<d>\d{1,2})"
FULL = re.compile(rf"{_SEPARATED}(?!\d)(?:\s?[日号])?")
_MARKS = re.compile(r"[-/.年月–—－／．]")
HANZI = re.compile(
    r"(?P<y>[二一][〇零○Ｏ0九八][〇零○Ｏ0一二三四五六七八九]{2})年"
    r"(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
ENGLISH = re.compile(
    rf"(?:{_MONTH}\s{{0,3}}{_NTH}|{_NTH}[\s-]{{1,3}}{_MONTH})[\s,-]{{1,3}}(?:19|20)\d\d(?!\d)", re.I
)
COMPACT = re.compile(r"(?P<y>(?:19|20)\d\d)(?<!\d{5})(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)")

SHORT_YEAR = re.compile(r"^\D{0,3}(\d\d)[-/.](\d\d)[-/.](\d\d)\D{0,3}$")
SHORT = re.compile(r"(?P<y>\d\d)(?<![\d-]\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])")
_JOINTS = frozenset(" ,-")  # before the year of an English date
_MONTH_AND_DAY = 20  # characters of September 30th,
_CENTURIES = (("19", 0), ("20", 0))
_SIGNS = {
    FULL: _CENTURIES,
    COMPACT: _CENTURIES,
    HANZI: (("年", 4),),
    SHORT: (("-", 2),),
}  # and where in the form
MONTH_DAY = re.compile(r"^[\s\[(（【〔]*(\d{1,2})\s*[-/月.]\s*(\d{1,2})\s*日?[\s\])）】〕]*$")
YEAR_MONTH = re.compile(r"^\D{0,3}((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*月?\D{0,2}$")
YEAR = re.compile(r"^[^\d\w]{0,4}((?:19|20)\d\d)\s*年?[^\d\w]{0,4}$")
MONTH_YEAR = re.compile(r"^\D{0,3}(\d{1,2})\s*[-/.月]\s*,?\s*((?:19|20)\d\d)\s*年?\D{0,2}$")
MONTH = re.compile(rf"^(?:(\d{{1,2}})\s*月|{_MONTH})$", re.I)
DAY = re.compile(r"^\D{0,2}(\d{1,2})\s*日?\D{0,2}$")

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "0": 0}
_URL_DAY = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/_]?(?P<m>0[1-9]|1[0-2])[-/_]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
    r"|/art/(?P<y2>20\d\d)/(?P<m2>\d{1,2})/(?P<d2>\d{1,2})/"
)
_URL_MONTH = re.compile(r"/(?P<y>(?:19|20)\d\d)[-/]?(?P<m>0[1-9]|1[0-2])/")
_EARLIEST, _LATEST = 1990, 2099


def make(year: int, month: int, day: int) -> date | None:
    """A date if there is such a day in a plausible year."""
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def written(form: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """As `form.finditer(text)`, many times as fast on a whole page: tried only where the form's sign stands."""
    if form is ENGLISH:
        yield from _english(text)
        return
    done = 0
    for at in sorted(at - before for sign, before in _SIGNS[form] for at in _places(sign, text)):
        if at >= done and (found := form.match(text, at)):
            yield found
            done = found.end()


def _english(text: str) -> Iterator[re.Match[str]]:
    """What stands before a year and is a month and a day."""
    done = 0
    for at in sorted(at for sign, _ in _CENTURIES for at in _places(sign, text)):
        if text[at - 1 : at] in _JOINTS and (
            found := ENGLISH.search(text, max(done, at - _MONTH_AND_DAY), at + 5)
        ):
            yield found
            done = found.end()


def _places(part: str, text: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def of_match(match: re.Match[str]) -> date | None:
    """The date of a FULL or COMPACT match; None for 2013.6-7 and the like."""
    marks = _MARKS.findall(match[0])
    if len(marks) > 1 and marks[0] != marks[1] and marks[:2] != ["年", "月"]:
        return None
    return make(int(match["y"]), int(match["m"]), int(match["d"]))


def of_short(match: re.Match[str]) -> date | None:
    """The date of a SHORT match: 21-05-12."""
    return make(2000 + int(match["y"]), int(match["m"]), int(match["d"]))


def english(text: str) -> date | None:
    """The date an English text is and nothing else but brackets."""
    found = ENGLISH.fullmatch(text.strip("[]() "))
    return of_english(found) if found else None


def of_hanzi(match: re.Match[str]) -> date | None:
    """The date of a HANZI match: 二〇二一年十二月一日."""
    year = int("".join(str(_DIGITS[c]) for c in match["y"]))
    return make(year, _number(match["m"]), _number(match["d"]))


def of_english(match: re.Match[str]) -> date | None:
    """The date of an ENGLISH match: Nov 3, 2026, 3 November 2026."""
    day, year = re.findall(r"\d+", match[0])
    month = re.search(_MONTH, match[0], re.I)
    return make(int(year), month_of(month[0]) if month else 0, int(day))


def month_of(text: str) -> int:
    """The month that 11月 or Nov names; 0 if none."""
    found = MONTH.match(text)
    if not found:
        return 0
    return int(found[1]) if found[1] else _MONTHS.index(text[:3].lower()) + 1


_READERS = {FULL: of_match, HANZI: of_hanzi, COMPACT: of_match, ENGLISH: of_english}


def of_any(match: re.Match[str]) -> date | None:
    """The date of a match of any pattern of a whole date with four figures of the year."""
    return _READERS[match.re](match)


def parse(text: str) -> date | None:
    """First full date in a string (2021-12-01, 二〇二一年十二月一日, 20211201, Dec 1, 2021), or None."""
    found = next((match for pattern in _READERS if (match := pattern.search(text))), None)
    return of_any(found) if found else None


def in_url(url: str) -> tuple[int, int, int] | None:
    """(year, month, day) an address carries, day 15 where it names only the month: …/202105/t20210512_1.html."""
    if found := _URL_DAY.search(url):
        parts = [g for g in found.groups() if g is not None]
        return int(parts[0]), int(parts[1]), int(parts[2])
    if found := _URL_MONTH.search(url):
        return int(found["y"]), int(found["m"]), 15
    return None


def nearest_year(month: int, day: int, anchor: date) -> date | None:
    """The day month-day closest to another date."""
    around = [make(anchor.year + shift, month, day) for shift in (-1, 0, 1)]
    known = [d for d in around if d]
    return min(known, key=lambda d: abs((d - anchor).days)) if known else None


def _number(hanzi: str) -> int:
    """One to ninety-nine in Chinese numerals: 十二, 三十, 二十一."""
    tens, ten, units = hanzi.partition("十")
    if not ten:
        return _DIGITS.get(hanzi, 0)
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(units, 0) if units else 0)

"""Endless rooms: addresses a site makes up for ever. Each refusal has a reason for the coverage statement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from portal import urls

LONGEST = 2000  # characters
OLDEST_YEAR = 1990
CALENDAR_PAGES = 150  # of one path: twelve years of months
PARAMETER_SETS = 40  # different sets of parameter names of one path
FACETED = 500  # addresses of one path with three parameters or more, none of which tells pages apart
IDENTITY = 0.8  # different values per address that make a parameter the number of an article

TOO_LONG = "网址过长（超过 2000 个字符）"
REPEATING = "网址目录重复（疑似循环目录）"
CALENDAR = "日历类页面（年份超出合理范围或数量过多）"
PERMUTED = "参数次序不同的重复网址"
COMBINATIONS = "同一页面的参数组合过多"
DIRECTORY = "同一目录下页面过多，超出上限"

_CALENDAR_NAME = re.compile(r"^(?:year|month|day|date|nian|yue|rq|riqi|y|m|d|ym|calendar\w*)$", re.I)
_CALENDAR_PATH = re.compile(r"/(?:calendar|rili|events?|archive)/(\d{4})/\d{1,2}(?:/\d{1,2})?/?$", re.I)
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")


class Traps:
    """Counts what was let in; `refuse` both asks and counts."""

    def __init__(self, year: int, max_directory: int) -> None:
        self._last_year = year + 1
        self._max_directory = max_directory
        self._directories: Counter[str] = Counter()
        self._calendars: Counter[str] = Counter()
        self._faceted: Counter[str] = Counter()
        self._values: dict[tuple[str, str], set[int]] = {}
        self._names: dict[str, set[int]] = {}
        self._queries: set[int] = set()

    def refuse(self, url: str) -> str:
        """Reason why a page is not to be fetched, "" if it may."""
        if len(url) > LONGEST:
            return TOO_LONG
        path, mark, query = url.partition("?")
        if repeats(path):
            return REPEATING
        if self._impossible_calendar(path):
            return CALENDAR
        if mark and (reason := self._refuse_query(path, query)):
            return reason
        directory = urls.directory(url)
        if self._directories[directory] >= self._max_directory:
            return DIRECTORY
        self._directories[directory] += 1
        return ""

    def recall(self, addresses: Iterable[str]) -> None:
        """Count addresses let in before a scan was interrupted."""
        for url in addresses:
            self.refuse(url)

    def _impossible_calendar(self, path: str) -> bool:
        found = _CALENDAR_PATH.search(path)
        return found is not None and not self._plausible(found[1])

    def _plausible(self, year: str) -> bool:
        return OLDEST_YEAR <= int(year) <= self._last_year

    def _refuse_query(self, path: str, query: str) -> str:
        pairs = [pair for pair in query.split("&") if pair]
        names = [pair.partition("=")[0] if "=" in pair else "" for pair in pairs]  # ?123.html is a value
        if any(_CALENDAR_NAME.match(name) for name in names) and self._endless(path, pairs):
            return CALENDAR
        if len(pairs) > 1:
            ordered = hash((path, tuple(sorted(pairs))))
            if ordered in self._queries:
                return PERMUTED
            self._queries.add(ordered)
        return COMBINATIONS if self._too_many(path, names) or self._is_faceted(path, pairs) else ""

    def _endless(self, path: str, pairs: list[str]) -> bool:
        values = [
            value for name, _, value in (pair.partition("=") for pair in pairs) if _CALENDAR_NAME.match(name)
        ]
        if any(not self._plausible(year) for value in values for year in _YEAR.findall(value)):
            return True
        self._calendars[path] += 1
        return self._calendars[path] > CALENDAR_PAGES

    def _too_many(self, path: str, names: list[str]) -> bool:
        seen = self._names.setdefault(path, set())
        key = hash(frozenset(names))
        if key not in seen:
            if len(seen) >= PARAMETER_SETS:
                return True
            seen.add(key)
        return False

    def _is_faceted(self, path: str, pairs: list[str]) -> bool:
        """Whether three parameters or more are combined for ever: no value is met but once."""
        if len(pairs) < 3:
            return False
        self._faceted[path] += 1
        different = 0
        for name, _, value in (pair.partition("=") for pair in pairs):
            values = self._values.setdefault((path, name), set())
            values.add(hash(value))
            different = max(different, len(values))
        count = self._faceted[path]
        return count > FACETED and different < IDENTITY * count


def repeats(path: str) -> bool:
    """Whether a path goes in circles: a run of one to four segments three times in a row (one: four times)."""
    segments = urlsplit(path).path.split("/")[1:]
    count = len(segments)
    for size in range(1, min(4, count // 3) + 1):
        times = 4 if size == 1 else 3
        for start in range(count - size * times + 1):
            block = segments[start : start + size]
            if any(block) and all(
                segments[start + size * n : start + size * (n + 1)] == block for n in range(1, times)
            ):
                return True
    return False

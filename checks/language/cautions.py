"""Words of the style list of the press: checks/data/cautioned.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from checks.finding import Severity
from checks.proofreading.lexicon import Lexicon, Row
from portal.page import Page

TITLED = re.compile(r"《[^《》]{1,80}》|〈[^〈〉]{1,80}〉")
CITED = re.compile(r"“[^“”]*”|‘[^‘’]*’|「[^「」]*」|『[^『』]*』|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Caution:
    """A word not to be used, or only with care. row: as in the lexicon, `right` the advice ·
    quoted: told inside quotation marks too.
    """

    row: Row
    group: str
    severity: Severity
    basis: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """text[start:end] is the word."""

    caution: Caution
    start: int
    end: int


class Cautions:
    """Looks the words up; not inside 《》, and not in what is quoted."""

    def __init__(self, cautions: tuple[Caution, ...]) -> None:
        self._lexicon = Lexicon([caution.row for caution in cautions])
        self._of = {caution.row.wrong: caution for caution in cautions}

    def places(self, text: str) -> Iterator[Place]:
        for found in self._lexicon.check_batch([text])[0]:
            caution = self._of[found.wrong]
            spared = (TITLED,) if caution.quoted else (TITLED, CITED)
            if not any(_holds(pattern, text, found.start, found.end) for pattern in spared):
                yield Place(caution, found.start, found.end)


@cache
def shipped_cautions() -> Cautions:
    return Cautions(load_cautions())


@cache
def load_cautions() -> tuple[Caution, ...]:
    return tuple(
        Caution(
            Row(
                wrong=row["word"],
                right=row["advice"],
                example_wrong=row["wrong"],
                example_right=row["right"],
                when=row.get("when", ""),
                unless=row.get("unless", ""),
                ask=row.get("ask", False),
                source=group["name"],
            ),
            group["name"],
            Severity(group["level"]),
            group["basis"],
            row.get("quoted", False),
        )
        for group in _table()["groups"]
        for row in group["rows"]
    )


def is_historical(page: Page) -> bool:
    """Whether its title, column or crumbs say that it is about the past, or a work of literature."""
    names = (page.title, page.column, *(crumb.name for crumb in page.breadcrumb))
    return any(map(tells_of_the_past, names))


def tells_of_the_past(title: str) -> bool:
    """Whether a title or the name of a column says so."""
    return _historical().search(title) is not None


@cache
def _historical() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _table()["historical"])))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("checks") / "data" / "cautioned.toml").read_text(encoding="utf-8"))


def _holds(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    return any(match.start() < start and end < match.end() for match in pattern.finditer(text))

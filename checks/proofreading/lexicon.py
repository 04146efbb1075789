"""Confused words of official writing, looked up: checks/data/confusions.toml."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

from checks.proofreader import Correction
from portal.source import digest_of

CERTAIN = 0.97  # probability from which a correction is shown without asking
SHOWN, ASKED = 0.98, 0.85  # probability of a row, and of one marked `ask`
KEY = 2  # characters a row is looked up by


@dataclass(frozen=True, slots=True)
class Row:
    """`wrong` should read `right`. A place counts only where a match of `when` touches it and none of `unless`.

    ask: depends on context, a person decides · examples: short texts the row must fire on and be silent on.
    """

    wrong: str
    right: str
    example_wrong: str
    example_right: str
    when: str = ""
    unless: str = ""
    ask: bool = False
    source: str = ""
    note: str = ""

    @property
    def probability(self) -> float:
        return ASKED if self.ask else SHOWN

    def applies(self, text: str, start: int) -> bool:
        """Whether the conditions hold for the occurrence of `wrong` at `start`."""
        end = start + len(self.wrong)
        if self.when and not _touched(self.when, text, start, end):
            return False
        return not (self.unless and _touched(self.unless, text, start, end))

    def correction(self, start: int, source: str) -> Correction:
        return Correction(
            start=start,
            end=start + len(self.wrong),
            wrong=self.wrong,
            right=self.right,
            probability=self.probability,
            shown=self.probability >= CERTAIN,
            source=source,
            reason=self.note,
        )


@cache
def load_rows() -> tuple[Row, ...]:
    return tuple(Row(**row) for row in tomllib.loads(_text())["rows"])


@cache
def data_version() -> str:
    """Of the rows and of the code that reads them: sentences are proofread anew where either changes."""
    return hashlib.sha256((_text() + digest_of(Path(__file__).parent)).encode()).hexdigest()[:12]


class Lexicon:
    """The default engine. Of overlapping rows the leftmost, then the longest counts."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows: dict[str, list[Row]] = {}
        for row in sorted(rows, key=lambda row: -len(row.wrong)):
            self._rows.setdefault(row.wrong[:KEY], []).append(row)

    @cached_property
    def version(self) -> str:
        return f"lexicon-{data_version()}"

    @cached_property
    def _candidates(self) -> re.Pattern[str]:
        first, second = ("".join(sorted({key[i] for key in self._rows})) for i in range(KEY))
        return re.compile(f"[{re.escape(first)}](?=[{re.escape(second)}])")

    def check_batch(self, texts: Sequence[str]) -> list[list[Correction]]:
        return [list(self._check(text)) for text in texts]

    def _check(self, text: str) -> Iterator[Correction]:
        done = 0
        for match in self._candidates.finditer(text):
            start = match.start()
            rows = self._rows.get(text[start : start + KEY])
            if rows and start >= done:
                row = next(
                    (r for r in rows if text.startswith(r.wrong, start) and r.applies(text, start)), None
                )
                if row:
                    done = start + len(row.wrong)
                    yield row.correction(start, "lexicon")


def _text() -> str:
    return (files("checks") / "data" / "confusions.toml").read_text(encoding="utf-8")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _touched(pattern: str, text: str, start: int, end: int) -> bool:
    found = _compiled(pattern).finditer(text)
    return any(match.start() < end and start < match.end() for match in found)

"""What stands in a text in place of a term, one slip of the pen away."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checks.proofreading.characters import is_han

SHORTEST = 4  # characters of a term that is compared at all
GAP = ((5, 1), (9, 2), (12, 3))  # (characters of a term, of which up to so many in a row may be missing)


class Kind(StrEnum):
    """How a text departs from a term."""

    WRONG = "写错一字"
    MISSING = "漏字"
    EXTRA = "多字"
    SWAPPED = "两字颠倒"


@dataclass(frozen=True, slots=True)
class Term:
    """A wording that must stand as it is. kind: see checks/data/terms.toml · source: where it comes from."""

    text: str
    kind: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """at: place in the term of the first character concerned · size: how many · length: of what is written."""

    kind: Kind
    at: int
    size: int
    length: int


@dataclass(frozen=True, slots=True)
class Miss:
    """A near miss: text[start:end] == written, where `term` is meant."""

    term: Term
    start: int
    end: int
    written: str
    edit: Edit

    @property
    def place(self) -> tuple[int, int]:
        """The stretch of the text that is at fault; both of a character written twice, the two beside a gap."""
        at, first = self.edit.at, self.start + self.edit.at
        twice = self.edit.kind is Kind.EXTRA and self.written[at - 1] == self.written[at]
        if twice or self.edit.kind is Kind.MISSING:
            return first - 1, first + 1
        return first, first + self.edit.size


def edit_from_left(term: str, text: str) -> Edit | None:
    """The one edit between a term and a text that begin alike. text: what stands there, a little longer."""
    size, at = len(term), _common(term, text)
    if at == size:
        return None
    rest, extra = term[at + 1 :], at > 0 and text[at + 1 : size + 1] == term[at:] and is_han(text[at])
    if text[at + 1 : size] == rest and len(text) >= size and is_han(text[at]) and not (extra and not rest):
        return Edit(Kind.WRONG, at, 1, size)
    if text[at : at + 2] == term[at : at + 2][::-1] and rest and text[at + 2 : size] == term[at + 2 :]:
        return Edit(Kind.SWAPPED, at, 2, size)
    if extra:
        return Edit(Kind.EXTRA, at, 1, size + 1)
    for gap in range(1, _longest_gap(size) + 1):
        if at and at + gap < size and text[at : size - gap] == term[at + gap :]:
            return Edit(Kind.MISSING, at, gap, size - gap)
    return None


def edit_from_right(term: str, text: str) -> Edit | None:
    """As `edit_from_left`, where both end alike."""
    found = edit_from_left(term[::-1], text[::-1])
    if found is None:
        return None
    at = len(term) - found.at - (0 if found.kind is Kind.EXTRA else found.size)
    if found.kind is Kind.EXTRA and text[-found.at - 1] == term[at : at + 1]:
        at += 1  # of two alike the second is the one too many
    return Edit(found.kind, at, found.size, found.length)


def _common(one: str, other: str) -> int:
    """Characters that both begin with."""
    at = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        at += 1
    return at


def _longest_gap(size: int) -> int:
    return max((gap for least, gap in GAP if size >= least), default=0)

"""Finds near misses of many terms in one pass.

One slip leaves one half of a term whole. So each term is looked up by two pairs of characters, one of each half, and
compared from the end where the pair stands; what stands there word for word is passed over at once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checks.terms.near import SHORTEST, Edit, Miss, Term, edit_from_left, edit_from_right

PAIR = 2


@dataclass(frozen=True, slots=True)
class _Anchor:
    """offset: of the pair in the term · left: whether the term is whole up to the pair, else from it on."""

    term: Term
    offset: int
    left: bool


class Index:
    """Terms shorter than SHORTEST are left out."""

    def __init__(self, terms: Iterable[Term]) -> None:
        by_text = {term.text: term for term in terms if len(term.text) >= SHORTEST}
        self.terms = tuple(by_text.values())
        self._anchors: dict[str, list[_Anchor]] = {}
        shared = Counter(
            pair for text in by_text for pair in {text[i : i + PAIR] for i in range(len(text) - 1)}
        )
        for term in self.terms:
            for pair, anchor in _anchors(term, shared):
                self._anchors.setdefault(pair, []).append(anchor)
        first, second = ("".join(sorted({pair[i] for pair in self._anchors})) for i in range(PAIR))
        self._pairs = re.compile(f"[{re.escape(first)}](?=[{re.escape(second)}])") if self.terms else None

    def misses(self, text: str) -> list[Miss]:
        """Every near miss, of overlapping ones too, in order."""
        found = {(miss.start, miss.end, miss.term.text): miss for miss in self._found(text)}
        return sorted(found.values(), key=lambda miss: (miss.start, -len(miss.term.text), miss.term.text))

    def _found(self, text: str) -> Iterator[Miss]:
        if self._pairs is None:
            return
        anchors = self._anchors
        for match in self._pairs.finditer(text):
            at = match.start()
            for anchor in anchors.get(text[at : at + PAIR], ()):
                start = at - anchor.offset
                whole = start >= 0 and text.startswith(anchor.term.text, start)
                if not whole and (miss := _miss(text, start, anchor)):
                    yield miss


def _miss(text: str, start: int, anchor: _Anchor) -> Miss | None:
    """start: where the term would begin, if all before the anchor were as in the term."""
    term, size = anchor.term, len(anchor.term.text)
    if anchor.left:
        if start < 0:
            return None
        edit = edit_from_left(term.text, text[start : start + size + 1])
        return _made(term, text, start, edit) if edit else None
    end = start + size
    if end > len(text):
        return None
    edit = edit_from_right(term.text, text[max(0, start - 1) : end])
    return _made(term, text, end - edit.length, edit) if edit else None


def _made(term: Term, text: str, start: int, edit: Edit) -> Miss | None:
    end = start + edit.length
    return Miss(term, start, end, text[start:end], edit) if start >= 0 and end <= len(text) else None


def _anchors(term: Term, shared: Counter[str]) -> Iterator[tuple[str, _Anchor]]:
    """The pairs that fewest terms have; between them room for two neighbours to be swapped, else that swap itself."""
    text, middle = term.text, len(term.text) // 2
    lefts = range(middle - 1)
    rights = range(middle + (len(text) > SHORTEST), len(text) - 1)
    left = min(lefts, key=lambda at: (shared[text[at : at + PAIR]], at))
    right = min(rights, key=lambda at: (shared[text[at : at + PAIR]], -at))
    yield text[left : left + PAIR], _Anchor(term, left, left=True)
    yield text[right : right + PAIR], _Anchor(term, right, left=False)
    if len(text) == SHORTEST:
        yield text[0] + text[2], _Anchor(term, 0, left=True)

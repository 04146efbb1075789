"""Whether a near miss is a slip of the pen: by sound and shape, by what may never be swapped, by official usage."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from checks.proofreading.confusion import Sound, confusion
from checks.proofreading.ngram.model import Ngrams
from checks.proofreading.ngram.seen import LENGTH, Seen
from checks.proofreading.protected import GROUPS, NEVER_ADDED
from checks.terms.near import Edit, Kind, Miss, Term

ALIKE = 0.6  # likeness of two glyphs from which one is written for the other
LEVELS = GROUPS[1]
FILLING = "的地得和与及或等在对是为有也都又了着过之于将把被本该各其这那此从到同前后原新老旧" + NEVER_ADDED
LEFT_OUT = "的和与及省市县区乡镇村"  # a name without them is short for it
LOOSE = 8  # characters up to which a set phrase is taken apart in speech: 高质量谋发展
_AROUND = 6  # characters of context on either side that the model reads
SURE = 7.0  # log10 gain from which it counts for nothing that official text holds the wording too
NAMES = frozenset({"state", "organ", "theory", "law", "meeting", "place"})
LOCAL = frozenset({"site", "own"})  # names official text need not know


def least_gain(miss: Miss) -> float:
    """log10 of how much likelier a text must become with the term: the less a slip explains itself, the more."""
    kind, edit = miss.term.kind, miss.edit
    if kind in LOCAL:
        return 0.0
    if edit.kind is Kind.WRONG:
        return _least_of_wrong(miss)
    if edit.kind is Kind.MISSING:
        return 3.0 if kind in NAMES else 4.5
    if edit.kind is Kind.SWAPPED or (kind == "place" and not is_repeated(miss)):
        return 4.0
    return 2.5 if is_repeated(miss) else 5.0


def _least_of_wrong(miss: Miss) -> float:
    term, at = miss.term, miss.edit.at
    if alike(miss.written[at], term.text[at]):
        return 2.5 if _is_inner(miss.edit, term.text) else 3.0
    return 6.0 if term.kind in NAMES else 9.0


def is_plain_slip(miss: Miss) -> bool:
    """Whether the characters concerned can be a slip at all."""
    edit, term = miss.edit, miss.term.text
    if edit.kind is Kind.WRONG:
        written, meant = miss.written[edit.at], term[edit.at]
        inner = _is_inner(edit, term) and miss.term.kind not in LOCAL
        return not _apart(written, meant) and (inner or alike(written, meant))
    if edit.kind is Kind.EXTRA:
        extra = miss.written[edit.at]
        if miss.term.kind in LOCAL and extra in LEVELS:
            return False  # 南岗区区政府
        if miss.term.kind == "place" and edit.at == len(term) - 1 and not is_repeated(miss):
            return False  # 石家庄全市
        return is_repeated(miss) or (_is_rigid(miss.term) and extra not in FILLING + LEVELS)
    if edit.kind is Kind.MISSING:
        return not set(term[edit.at : edit.at + edit.size]) <= set(LEFT_OUT)
    return True


def _is_rigid(term: Term) -> bool:
    """Whether no other word is ever put between its characters."""
    return term.kind not in LOCAL and (term.kind != "slogan" or len(term.text) > LOOSE)


def is_repeated(miss: Miss) -> bool:
    """Whether the character too many is the one before or after it."""
    at = miss.edit.at
    return miss.written[at] in miss.term.text[max(0, at - 1) : at + 1]


def alike(written: str, meant: str) -> bool:
    """Whether two characters sound the same or look alike."""
    found = confusion().between(written, meant) or confusion().between(meant, written)
    return found is not None and (found.sound >= Sound.SYLLABLE or found.shape >= ALIKE)


def _is_inner(edit: Edit, term: str) -> bool:
    return 0 < edit.at < len(term) - 1


def _apart(one: str, other: str) -> bool:
    return any(one in group and other in group for group in GROUPS)


class Official:
    """What the model of official writing says of two wordings of one place."""

    def __init__(self, ngrams: Ngrams, seen: Seen) -> None:
        self._ngrams, self._seen = ngrams, seen

    def bears_out(self, text: str, miss: Miss) -> bool:
        """Whether the term is what official writing would have there. It has none of traditional characters."""
        if not self._ngrams.alphabet.reads(text):
            return False
        gain = self.gain(text, miss)
        return gain >= least_gain(miss) and (gain >= SURE or not self.knows(text, miss))

    def gain(self, text: str, miss: Miss) -> float:
        """log10 of how much likelier the text is with the term in place of the near miss."""
        before, after = text[max(0, miss.start - _AROUND) : miss.start], text[miss.end : miss.end + _AROUND]
        written, meant = self._logs([before + miss.written + after, before + miss.term.text + after])
        return meant - written

    def knows(self, text: str, miss: Miss) -> bool:
        """Whether official text holds every four characters around the fault."""
        first, last = miss.place
        around = text[max(0, first - LENGTH + 1) : last + LENGTH - 1]
        symbols = self._ngrams.alphabet.encode([around]).symbols
        if len(symbols) < LENGTH:
            return False
        return int(self._seen.count(symbols[None, 1:-1])[0]) == max(1, len(symbols) - 2 - LENGTH + 1)

    def _logs(self, texts: Sequence[str]) -> list[float]:
        return [
            float(np.sum(self._ngrams.score(self._ngrams.alphabet.encode([t]).symbols).logs)) for t in texts
        ]


@cache
def official() -> Official:
    from checks.proofreading.statistical import shipped_model  # noqa: PLC0415 - reads 11 MB, only when something is found

    finder = shipped_model().finder
    return Official(finder.ngrams, finder.seen)

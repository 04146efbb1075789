"""Silence where a site speaks with one voice: a wording that recurs in independent documents is its own usage.

Place names, terms of art and local words look odd to a model trained elsewhere; a slip of the pen does not stand
the same way in several documents. What the lexicon says is exempt: a common mistake may well recur.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from checks.proofreader import Correction

LEXICAL = ("lexicon", "pycorrector/confusion")  # sources whose corrections recurrence does not excuse
SHORTEST = 3  # characters of a wording
KEY = 2  # characters a wording is looked up by
DOCUMENTS = 3  # pages, and different sentences, from which a wording is the site's own

Read = Callable[[Sequence[str]], Sequence[Sequence[Correction]]]
Documents = Callable[[], Iterable[Sequence[str]]]  # the sentences of each page


class Usage:
    """Short stretches around what is called wrong, counted over a site.

    flawed: the sentences in which anything is called wrong, where they are known; else all documents are read for them.
    """

    def __init__(self, documents: Documents, read: Read, flawed: Collection[str] | None = None) -> None:
        suspects = {
            wording
            for texts in (documents() if flawed is None else [list(flawed)])
            for text, fixes in zip(texts, read(texts), strict=True)
            for fix in fixes
            if not is_lexical(fix)
            for wording in wordings(text, fix, SHORTEST)
        }
        self._own = _recurring(documents(), suspects) if suspects else frozenset()

    def excuses(self, text: str, fix: Correction) -> bool:
        """Whether the original wording of a correction is the site's own."""
        return not is_lexical(fix) and any(wording in self._own for wording in wordings(text, fix, SHORTEST))


def is_lexical(fix: Correction) -> bool:
    """Whether a correction comes from a list of known mistakes."""
    return fix.source.startswith(LEXICAL)


def wordings(text: str, fix: Correction, shortest: int) -> Iterator[str]:
    """The stretches that hold the wrong one and a little of what stands around it, without marks."""
    size = max(shortest, fix.end - fix.start + 1)
    for start in range(max(0, fix.end - size), min(fix.start, len(text) - size) + 1):
        if (wording := text[start : start + size]).isalnum():
            yield wording


def _recurring(documents: Iterable[Sequence[str]], suspects: set[str]) -> frozenset[str]:
    """Suspect wordings in at least DOCUMENTS pages and as many different sentences."""
    by_key: dict[str, list[str]] = {}
    for wording in suspects:
        by_key.setdefault(wording[:KEY], []).append(wording)
    first, second = ("".join(sorted({key[i] for key in by_key})) for i in range(KEY))
    keys = re.compile(f"[{re.escape(first)}](?=[{re.escape(second)}])")
    sentences: dict[str, set[int]] = {wording: set() for wording in suspects}
    pages: Counter[str] = Counter()
    for texts in documents:
        here: set[str] = set()
        for text in texts:
            for at in map(re.Match.start, keys.finditer(text)):
                for wording in by_key.get(text[at : at + KEY], ()):
                    if text.startswith(wording, at):
                        here.add(wording)
                        if len(sentences[wording]) < DOCUMENTS:
                            sentences[wording].add(hash(text))
        pages.update(here)
    return frozenset(w for w in suspects if pages[w] >= DOCUMENTS and len(sentences[w]) >= DOCUMENTS)

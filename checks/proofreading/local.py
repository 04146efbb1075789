"""An office's own wording, learnt from its archive: 4-grams that stand in several documents and sentences.

Beside the shipped model it does two things: the classifier is told that official text holds these 4-grams, as it is
of those of the national corpora; and the model is silent where four characters around what it doubts are the office's
own. Kept are only those that LEAST documents hold, each in a sentence of its own, so a name that stands on one page
is not in the file, and cannot be asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from checks.proofreader import Correction
from checks.proofreading.ngram.alphabet import BITS, BOUNDARY, FIRST, Alphabet
from checks.proofreading.ngram.counts import Keys, count, pack_keys
from checks.proofreading.ngram.seen import LENGTH
from checks.proofreading.progress import Progress
from checks.proofreading.usage import is_lexical, wordings
from checks.proofreading.whole import whole

FILE = "local.npz"
LEAST = 3  # documents, and sentences
_TELLING = re.compile(r"[^\u3007\u3400-\u9fff]")  # templates differ in dates and numbers
_BITS, _LAST = np.uint64(BITS), np.uint64((1 << BITS) - 1)
_BREAKS = str.maketrans("\n\r", "  ")

Document = tuple[str, Sequence[str]]  # address, sentences


class Local:
    """keys: sorted."""

    def __init__(self, alphabet: Alphabet, keys: Keys) -> None:
        self._alphabet, self.keys = alphabet, keys

    @classmethod
    def load(cls, path: Path, alphabet: Alphabet) -> Local:
        """alphabet: of the model it goes with, which may be a later one than it was learnt beside."""
        with np.load(path, allow_pickle=False) as file:
            learnt_with = Alphabet(bytes(file["alphabet"]).decode())
            symbol_of = np.arange(1 << BITS, dtype=np.uint64)
            symbol_of[FIRST : FIRST + len(learnt_with.characters)] = [
                alphabet.symbol(character) for character in learnt_with.characters
            ]
            stored = file["keys"]
            keys = np.zeros(len(stored), np.uint64)
            for step in reversed(range(LENGTH)):
                keys = keys << _BITS | symbol_of[stored >> np.uint64(step * BITS) & _LAST]
        return cls(alphabet, np.sort(keys))

    def save(self, path: Path) -> None:
        characters = np.frombuffer(self._alphabet.characters.encode(), np.uint8)
        with whole(path) as file:
            np.savez_compressed(file, allow_pickle=False, keys=self.keys, alphabet=characters)

    def excuses(self, text: str, fix: Correction) -> bool:
        """Whether the original wording of a correction is the office's own."""
        return not is_lexical(fix) and any(map(self._holds, wordings(text, fix, LENGTH)))

    def _holds(self, wording: str) -> bool:
        symbols = self._alphabet.encode([wording]).symbols[1:-1]
        if len(symbols) != LENGTH or (symbols < FIRST).any():
            return False
        key = pack_keys(symbols, np.zeros(1, np.int64), LENGTH)
        at = int(np.searchsorted(self.keys, key)[0])
        return at < len(self.keys) and self.keys[at] == key[0]


def learn(documents: Iterable[Document], alphabet: Alphabet, progress: Progress) -> Local:
    """A sentence counts once, where it is met first; one address is one document, however often it was scanned."""
    seen: set[int] = set()
    by_address: dict[str, list[str]] = {}
    for address, sentences in documents:
        fresh = by_address.setdefault(address, [])
        for sentence in sentences:
            content = hash(_TELLING.sub("", sentence))
            if content not in seen:
                seen.add(content)
                fresh.append(sentence.translate(_BREAKS))
    texts = [text for sentences in by_address.values() for text in sentences]
    symbols = alphabet.encode(texts).symbols
    owners = np.repeat(
        np.arange(len(by_address), dtype=np.int32), [len(sentences) for sentences in by_address.values()]
    )
    if not len(owners):
        return Local(alphabet, np.zeros(0, np.uint64))
    ends = np.cumsum(symbols == BOUNDARY, dtype=np.int32) - 1
    counted = count(symbols, owners[np.clip(ends, 0, len(owners) - 1)], progress)[LENGTH - 1]
    return Local(alphabet, counted.keys[(counted.raw >= LEAST) & (counted.documents >= LEAST)])

"""Edits of texts with their features: what both the proofreader and the training of its classifier begin with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checks.proofreading.candidates import PAD, Generator
from checks.proofreading.confusable import Confusables
from checks.proofreading.confusion import Confusion
from checks.proofreading.edits import Candidates, Kind
from checks.proofreading.encoder.model import Encoder, Question, Stretch
from checks.proofreading.features import NAMES, Features
from checks.proofreading.ngram.model import Floats, Ngrams
from checks.proofreading.ngram.seen import Seen

PARTICLE = len(Kind)  # class of edits among 的得地
CLASSES = len(Kind) + 1
CLOZE, READING = NAMES.index("cloze"), NAMES.index("reading inside")
BESIDE = 2  # characters on each side of an edit whose likelihood tells how it reads
BATCH = 3_000  # characters looked at at once

_BREAKS = str.maketrans("\n\r", "  ")


@dataclass(frozen=True, slots=True)
class Edit:
    """text[start:end] == wrong should read right; neither is empty."""

    start: int
    end: int
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class Found:
    """Edits of a run of texts. texts: number of the text of each edit · starts: where in it · rows (n, features)."""

    edits: Candidates
    texts: NDArray[np.intp]
    starts: NDArray[np.intp]
    rows: Floats

    @property
    def classes(self) -> NDArray[np.intp]:
        """(n,): the class of edits whose floors count for each: its kind, PARTICLE for 的得地."""
        particle = self.rows[:, NAMES.index("particle")] > 0
        return np.where(particle, PARTICLE, self.edits.kind).astype(np.intp)


class Finder:
    """encoder: None where there is none to be asked."""

    def __init__(self, ngrams: Ngrams, seen: Seen, confusion: Confusion, encoder: Encoder | None) -> None:
        self.ngrams, self.seen, self._confusion, self._encoder = ngrams, seen, confusion, encoder
        self._generator = Generator(ngrams, Confusables(confusion, ngrams.alphabet))
        self._features = Features(ngrams, seen)

    def knowing(self, keys: NDArray[np.uint64]) -> Finder:
        """One for which official text holds these 4-grams too."""
        return Finder(self.ngrams, self.seen.with_keys(keys), self._confusion, self._encoder)

    def find(self, texts: Sequence[str]) -> Iterator[Found]:
        """In runs of about BATCH characters, the numbers of the texts counted from the first."""
        first, size = 0, 0
        for number, text in enumerate(texts):
            size += len(text)
            if size >= BATCH:
                yield self._find(texts, first, number + 1)
                first, size = number + 1, 0
        if size:
            yield self._find(texts, first, len(texts))

    def ask(self, found: Found, texts: Sequence[str], chosen: NDArray[np.bool_]) -> None:
        """Writes the encoder's opinion of the chosen edits into their rows; of those that change the length it has none."""
        edits = found.edits
        asked = np.flatnonzero(chosen & (edits.removed == edits.added))
        if self._encoder is None or not len(asked):
            return
        questions = [
            Question(int(found.texts[number]), int(found.starts[number]), self._written(edits, number))
            for number in asked.tolist()
        ]
        answers = self._encoder.ask(texts, questions)
        opinion = (answers.margins, answers.originals, answers.shortfalls)
        found.rows[asked, CLOZE:READING] = np.stack(opinion, 1)

    def read(self, found: Found, texts: Sequence[str], chosen: NDArray[np.bool_]) -> None:
        """Writes how the text reads to the encoder with each of the chosen edits made, beside how it reads as written."""
        numbers = np.flatnonzero(chosen).tolist()
        if self._encoder is None or not numbers:
            return
        variants: list[str] = []
        written: list[Stretch] = []
        edited: list[Stretch] = []
        sizes: list[tuple[int, int, int]] = []  # characters before the edit, removed, added
        for number in numbers:
            text, start = int(found.texts[number]), int(found.starts[number])
            removed, right = int(found.edits.removed[number]), self._written(found.edits, number)
            first, stop = max(0, start - BESIDE), min(len(texts[text]), start + removed + BESIDE)
            written.append(Stretch(text, first, stop))
            edited.append(Stretch(len(variants), first, stop - removed + len(right)))
            variants.append(texts[text][:start] + right + texts[text][start + removed :])
            sizes.append((start - first, removed, len(right)))
        before = self._encoder.likelihoods(texts, written)
        after = self._encoder.likelihoods(variants, edited)
        found.rows[numbers, READING:] = [_reading(*three) for three in zip(before, after, sizes, strict=True)]

    def edit(self, found: Found, number: int, text: str) -> Edit:
        """What an edit does to its text, one neighbour taken in where nothing would be left or right."""
        edits, start = found.edits, int(found.starts[number])
        removed, added = int(edits.removed[number]), int(edits.added[number])
        right = self._written(edits, number)
        end = start + removed
        if edits.kind[number] == Kind.REPEAT:
            return Edit(start - removed, end, text[start - removed : end], text[start - removed : start])
        if removed and added:
            return Edit(start, end, text[start:end], right)
        if start:
            return Edit(start - 1, end, text[start - 1 : end], text[start - 1] + right)
        return Edit(start, end + 1, text[start : end + 1], right + text[end])

    def _find(self, texts: Sequence[str], first: int, stop: int) -> Found:
        chosen = [text.translate(_BREAKS) for text in texts[first:stop]]
        encoded = self.ngrams.alphabet.encode(chosen)
        batch = self._generator.score(encoded)
        edits = self._generator.candidates(batch)
        begins = np.cumsum([1, *(len(text) + 1 for text in chosen)])  # of each text in the joined one
        places = encoded.places[edits.at - len(PAD)]
        owners = np.searchsorted(begins, places, side="right") - 1
        return Found(edits, owners + first, places - begins[owners], self._features.of(batch, edits))

    def _written(self, edits: Candidates, number: int) -> str:
        symbols = edits.symbols[number, : edits.added[number]].tolist()
        return "".join(self.ngrams.alphabet.character(symbol) for symbol in symbols)


def _reading(before: Floats, after: Floats, sizes: tuple[int, int, int]) -> tuple[float, float, float, float]:
    """What the edit gains inside and beside itself, in nats; how likely the characters beside it are then, all and least."""
    start, removed, added = sizes
    beside_before = np.delete(before, np.s_[start : start + removed])
    beside = np.delete(after, np.s_[start : start + added])
    inside = after[start : start + added].sum() - before[start : start + removed].sum()
    return (
        float(inside),
        float(beside.sum() - beside_before.sum()),
        float(beside.sum()),
        float(beside.min(initial=0)),
    )

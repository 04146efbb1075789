"""Corpora to one array of ids, test sentences left out, and confusables to draw wrong characters from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checks.proofreading.characters import BOUNDARY, HAN, Charset, Ids, is_han
from checks.proofreading.confusion.table import Confusion, Sound

DRAWS = 96  # confusables drawn beforehand for each character
TELLING = 12  # Chinese characters from which a sentence is told by its text; shorter ones are in every law
SHAPE_WEIGHT = 0.3
SOUND_WEIGHT = {Sound.SAME: 0.55, Sound.SYLLABLE: 0.55, Sound.NEAR: 0.15, Sound.FAR: 0.0}
_SENTENCE = re.compile(r"[^。！？；]+[。！？；”]*")
_NOT_HAN = re.compile("[^{}]".format("".join(f"{chr(first)}-{chr(last)}" for first, last in HAN)))


@dataclass(frozen=True, slots=True)
class Material:
    """What the network is trained on.

    ids (n,) uint16: lines in random order, BOUNDARY before and after each · draws (vocabulary, DRAWS) uint16:
    confusables of each id by chance of being written, the id itself where it has none ·
    counts (vocabulary,) int64: how often an id occurs · left_out: sentences of the test texts that were dropped.
    """

    ids: Ids
    draws: Ids
    counts: NDArray[np.int64]
    left_out: int

    @property
    def digest(self) -> str:
        """Tells two materials apart."""
        return hashlib.sha256(self.ids.tobytes() + self.draws.tobytes()).hexdigest()

    def save(self, path: Path) -> None:
        np.savez(path, ids=self.ids, draws=self.draws, counts=self.counts, left_out=self.left_out)


def load(path: Path) -> Material:
    with np.load(path, allow_pickle=False) as file:
        return Material(file["ids"], file["draws"], file["counts"], int(file["left_out"]))


def prepare(
    corpus: Iterable[str], held_back: Iterable[str], charset: Charset, table: Confusion, seed: int
) -> Material:
    """Material of the lines of `corpus` without the sentences of `held_back`; the seed orders lines and draws."""
    known = {_content(sentence) for line in held_back for sentence in sentences(line)}
    pieces: list[Ids] = []
    left_out = 0
    for line in corpus:
        for kept, dropped in _stretches(line, known):
            left_out += dropped
            if kept:
                pieces.append(charset.squeeze(charset.encode(kept))[0])
    chance = np.random.default_rng(seed)
    ids = _joined(pieces, chance)
    counts = np.bincount(ids, minlength=len(charset))
    return Material(ids, _draws(charset, table, counts, chance), counts, left_out)


def sentences(line: str) -> list[str]:
    return _SENTENCE.findall(line)


def _content(sentence: str) -> str:
    """The Chinese characters of a sentence, which is how a sentence is recognised; empty if it is too short."""
    content = _NOT_HAN.sub("", sentence)
    return content if len(content) >= TELLING else ""


def _stretches(line: str, known: set[str]) -> Iterator[tuple[str, int]]:
    """(text between sentences to leave out, sentences left out after it)."""
    kept = ""
    for sentence in sentences(line):
        if (content := _content(sentence)) and content in known:
            yield kept, 1
            kept = ""
        else:
            kept += sentence
    yield kept, 0


def _joined(pieces: Sequence[Ids], chance: np.random.Generator) -> Ids:
    boundary = np.array([BOUNDARY], np.uint16)
    parts = [boundary]
    for at in chance.permutation(len(pieces)):
        parts += [pieces[at], boundary]
    return np.concatenate(parts)


def _draws(charset: Charset, table: Confusion, counts: NDArray[np.int64], chance: np.random.Generator) -> Ids:
    draws = np.tile(np.arange(len(charset), dtype=np.uint16)[:, None], (1, DRAWS))
    for symbol in filter(is_han, charset.symbols):
        near = table.of(symbol)
        others = np.array([charset.id(one.character) for one in near], np.uint16)
        weights = np.array([max(SOUND_WEIGHT[one.sound], SHAPE_WEIGHT * (one.shape > 0)) for one in near])
        weights = weights * np.sqrt(counts[others]) if near else weights
        if weights.sum() > 0:
            draws[charset.id(symbol)] = chance.choice(others, DRAWS, p=weights / weights.sum())
    return draws

"""Runs the cloze encoder with numpy alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checks.proofreading.characters import BOUNDARY, Charset, Ids, charset
from checks.proofreading.encoder import weights
from checks.proofreading.encoder.weights import Weights

LONGEST = 512  # symbols of one stretch read at a time
BATCH = 4096  # symbols of the stretches of equal length read together
ASKED = 2048  # positions predicted together
DECIMALS = 3  # of a log probability: the same whatever texts were read together
TINY = 1e-5  # added to a variance

Floats = NDArray[np.float32]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Question:
    """Would `candidate`, of one or more characters, fit better than what stands at text[position:]?

    text: index into the texts asked about.
    """

    text: int
    position: int
    candidate: str


@dataclass(frozen=True, slots=True)
class Answers:
    """One row a question, natural logarithms given all characters left and right of a position, summed over
    the characters of the candidate.

    margins (n,): log p(candidate) - log p(original) · originals (n,): log p(original).
    """

    margins: Floats
    originals: Floats


class Encoder:
    """The network with its charset."""

    def __init__(self, network: Network, characters: Charset) -> None:
        self._network = network
        self._charset = characters

    def ask(self, texts: Sequence[str], questions: Sequence[Question]) -> Answers:
        """Answers in the order of the questions. A candidate must not reach beyond the end of its text."""
        if not questions:
            return Answers(np.zeros(0, np.float32), np.zeros(0, np.float32))
        read = {text: self._read(texts[text]) for text in {question.text for question in questions}}
        asked = [
            (question.text, read[question.text][1][question.position + step])
            for question in questions
            for step in range(len(question.candidate))
        ]
        hidden, row = self._hidden({text: ids for text, (ids, _) in read.items()}, asked)
        originals = np.array([read[text][0][place] for text, place in asked], np.intp)
        candidates = self._charset.encode("".join(question.candidate for question in questions))
        logs = self._network.logs(hidden, row, np.stack((originals, candidates.astype(np.intp)), 1))
        first = np.cumsum([0, *(len(question.candidate) for question in questions[:-1])])
        original, candidate = np.add.reduceat(np.round(logs, DECIMALS), first, axis=0).T
        return Answers(candidate - original, original)

    def _read(self, text: str) -> tuple[Ids, list[int]]:
        """(symbols of a text, which of them each of its characters belongs to)."""
        ids, kept = self._charset.squeeze(self._charset.encode(text))
        return ids, np.repeat(np.arange(len(kept)), np.diff(kept, append=len(text))).tolist()

    def _hidden(self, read: dict[int, Ids], asked: Sequence[tuple[int, int]]) -> tuple[Floats, Places]:
        """(hidden states of the different positions asked about, row of each of `asked` among them)."""
        places: dict[int, set[int]] = defaultdict(set)
        for text, place in asked:
            places[text].add(place)
        stretches = [
            _Stretch(text, ids, wanted)
            for text in sorted(places)
            for ids, wanted in self._network.stretches(read[text], sorted(places[text]))
        ]
        rows: dict[tuple[int, int], int] = {}
        parts: list[Floats] = []
        for batch in _batches(stretches):
            states = self._network.hidden(np.stack([stretch.ids for stretch in batch]))
            for number, stretch in enumerate(batch):
                for place, at in stretch.wanted.items():
                    rows[stretch.text, place] = len(parts)
                    parts.append(states[number, at])
        return np.stack(parts), np.array([rows[key] for key in asked], np.intp)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of a text wide enough for the positions wanted in it (place in the text → place in `ids`)."""

    text: int
    ids: Ids
    wanted: dict[int, int]


class Network:
    """The layers. Reads matrices as (out, in), the way they are stored."""

    def __init__(self, stored: Weights, reaches: tuple[int, ...]) -> None:
        self._stored = stored
        self._reaches = reaches
        self._table = _affine(stored, "enter", stored["embedding.weight"])  # state of each id on entering
        self.sight = sum(reaches) + 1  # symbols that a position sees on either side

    def stretches(self, ids: Ids, places: Sequence[int]) -> Iterator[tuple[Ids, dict[int, int]]]:
        """The parts of a text that decide about the places (sorted), as short as can be."""
        bounded = np.concatenate(([BOUNDARY], ids, [BOUNDARY])).astype(np.uint16)
        for group in self._groups(places):
            start = max(0, group[0] + 1 - self.sight)
            yield bounded[start : group[-1] + 2 + self.sight], {at: at + 1 - start for at in group}

    def _groups(self, places: Sequence[int]) -> Iterator[list[int]]:
        """Places whose surroundings overlap together, unless that would be too long to read at a time."""
        group = [places[0]]
        for place in places[1:]:
            wide = place - group[0] + 2 * self.sight >= LONGEST
            if wide or place - group[-1] > 2 * self.sight:
                yield group
                group = []
            group.append(place)
        yield group

    def hidden(self, ids: Ids) -> Floats:
        """ids (batch, length) → (batch, length, depth)."""
        states = self._table[ids]
        width = states.shape[-1]
        both = np.zeros((*states.shape[:2], 2 * width), np.float32)
        both[:, 1:, :width] = self._tower("left", states)[:, :-1]
        both[:, :-1, width:] = self._tower("right", states[:, ::-1])[:, ::-1][:, 1:]
        joined = _gated(_affine(self._stored, "join", both))
        return self._normal("norm", _affine(self._stored, "leave", joined))

    def logs(self, hidden: Floats, rows: Places, ids: Places) -> Floats:
        """Log probabilities of ids (n, k), each row of them at hidden[rows[n]]."""
        found = np.empty(ids.shape, np.float32)
        for start in range(0, len(hidden), ASKED):
            scores = hidden[start : start + ASKED] @ self._stored["embedding.weight"].T + self._stored["bias"]
            peaks = scores.max(1, keepdims=True)
            total = np.log(np.exp(scores - peaks).sum(1, keepdims=True)) + peaks
            here = np.flatnonzero((rows >= start) & (rows < start + ASKED))
            at = rows[here] - start
            found[here] = scores[at[:, None], ids[here]] - total[at]
        return found

    def _tower(self, name: str, states: Floats) -> Floats:
        for number, reach in enumerate(self._reaches):
            block = f"{name}.blocks.{number}"
            normal = self._normal(f"{block}.norm", states)
            mixed = _affine(self._stored, f"{block}.here", normal)
            mixed[:, reach:] += normal[:, :-reach] @ self._stored[f"{block}.before.weight"].T
            states = states + _affine(self._stored, f"{block}.out", _gated(mixed))
        return self._normal(f"{name}.norm", states)

    def _normal(self, name: str, states: Floats) -> Floats:
        centred: Floats = states - states.mean(-1, keepdims=True)
        variance = np.einsum("...i,...i->...", centred, centred)[..., None] / centred.shape[-1]
        centred /= np.sqrt(variance + TINY)
        centred *= self._stored[f"{name}.weight"]
        centred += self._stored[f"{name}.bias"]
        return centred


def load(path: Path, characters: Charset) -> Encoder:
    return Encoder(Network(*weights.load(path)), characters)


@cache
def encoder() -> Encoder:
    """The shipped encoder."""
    with as_file(files("checks") / "data" / "proofreading" / "encoder.npz") as path:
        return load(path, charset())


def _affine(stored: Weights, name: str, states: Floats) -> Floats:
    result: Floats = states @ stored[f"{name}.weight"].T
    result += stored[f"{name}.bias"]
    return result


def _gated(mixed: Floats) -> Floats:
    """silu of the first half times the second."""
    width = mixed.shape[-1] // 2
    gate = mixed[..., :width]
    shrunk = np.exp(-np.abs(gate))  # never overflows
    gated: Floats = gate * np.where(gate >= 0, 1, shrunk) / (1 + shrunk) * mixed[..., width:]
    return gated


def _batches(stretches: Sequence[_Stretch]) -> Iterator[list[_Stretch]]:
    """Stretches of equal length together, because the network never saw padding."""
    by_length: dict[int, list[_Stretch]] = defaultdict(list)
    for stretch in stretches:
        by_length[len(stretch.ids)].append(stretch)
    for length, group in sorted(by_length.items()):
        size = max(1, BATCH // length)
        for start in range(0, len(group), size):
            yield group[start : start + size]

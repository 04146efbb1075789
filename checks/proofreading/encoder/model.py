"""Runs the cloze encoder with numpy alone, only for the positions asked about.

Kernel 2 and dilations 1, 2, 4 … make what decides about a position a tree: each layer joins neighbours in pairs,
so 32 symbols on a side are read with 31 joins and a text costs nothing where nobody asks. What a layer makes of the
same symbols is the same wherever they stand, so it is reckoned once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checks.proofreading.characters import BOUNDARY, Charset, Ids, charset
from checks.proofreading.encoder import weights
from checks.proofreading.encoder.weights import Weights

ABSENT = 0xFFFF  # stands where there is no text, not even a boundary
AT_A_TIME = 64  # positions read together
DECIMALS = 3  # of a log probability: the same whatever positions were read together
TINY = 1e-5  # added to a variance
FILE = "encoder.npz"

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

    margins (n,): log p(candidate) - log p(original) · originals (n,): log p(original) ·
    shortfalls (n,): log p(likeliest character) - log p(candidate).
    """

    margins: Floats
    originals: Floats
    shortfalls: Floats


@dataclass(frozen=True, slots=True)
class Stretch:
    """texts[text][start:end]."""

    text: int
    start: int
    end: int


class Encoder:
    """The network with its charset."""

    def __init__(self, network: Network, characters: Charset) -> None:
        self._network = network
        self._charset = characters

    def ask(self, texts: Sequence[str], questions: Sequence[Question]) -> Answers:
        """Answers in the order of the questions. IndexError where a candidate reaches beyond the end of its text."""
        if not questions:
            return Answers(*np.zeros((3, 0), np.float32))
        symbols, places = self._read(texts, sorted({question.text for question in questions}))
        asked = np.array(
            [
                places[question.text][question.position + step]
                for question in questions
                for step in range(len(question.candidate))
            ]
        )
        candidates = self._charset.encode("".join(question.candidate for question in questions))
        logs, best = self._network.logs(symbols, asked, np.stack((symbols[asked], candidates), 1))
        first = np.cumsum([0, *(len(question.candidate) for question in questions[:-1])])
        rounded = np.round(np.column_stack((logs, best)), DECIMALS)
        original, candidate, likeliest = np.add.reduceat(rounded, first, axis=0).T
        return Answers(candidate - original, original, likeliest - candidate)

    def likelihoods(self, texts: Sequence[str], stretches: Sequence[Stretch]) -> list[Floats]:
        """Of each stretch: log p of each of its characters, given all others of its text."""
        if not stretches:
            return []
        symbols, places = self._read(texts, sorted({stretch.text for stretch in stretches}))
        asked = np.array(
            [place for one in stretches for place in places[one.text][one.start : one.end]], np.intp
        )
        logs, _ = self._network.logs(symbols, asked, symbols[asked][:, None])
        ends = np.cumsum([one.end - one.start for one in stretches])
        return np.split(np.round(logs[:, 0], DECIMALS), ends[:-1])

    def _read(self, texts: Sequence[str], wanted: Sequence[int]) -> tuple[Ids, dict[int, list[int]]]:
        """(symbols of the wanted texts one after the other, for each text where its characters are in there)."""
        gap = np.full(self._network.sight, ABSENT, np.uint16)
        edge = np.array([BOUNDARY], np.uint16)
        parts, places, length = [gap], {}, len(gap)
        for number in wanted:
            ids, kept = self._charset.squeeze(self._charset.encode(texts[number]))
            runs = np.diff(kept, append=len(texts[number]))
            places[number] = np.repeat(np.arange(len(kept)) + length + 1, runs).tolist()
            parts += [edge, ids, edge, gap]
            length += len(ids) + 2 + len(gap)
        return np.concatenate(parts), places


class Network:
    """The layers. Reads matrices as (out, in), the way they are stored. reaches: 1, 2, 4 …"""

    def __init__(self, stored: Weights, reaches: tuple[int, ...]) -> None:
        self._stored = stored
        self._blocks = len(reaches)
        self._table = _affine(stored, "enter", stored["embedding.weight"])  # state of each id on entering
        self.sight = 1 << self._blocks  # symbols that a position sees on either side

    def logs(self, symbols: Ids, places: Places, ids: Ids) -> tuple[Floats, Floats]:
        """Log probabilities of ids (n, k), each row of them at one place among the symbols, and the highest there (n,)."""
        found, best = np.empty(ids.shape, np.float32), np.empty(len(ids), np.float32)
        different, rows = np.unique(places, return_inverse=True)
        order = np.argsort(rows, kind="stable")
        starts = np.searchsorted(rows[order], np.arange(0, len(different) + AT_A_TIME, AT_A_TIME))
        for number in range(len(starts) - 1):
            part = different[number * AT_A_TIME :][:AT_A_TIME]
            here = order[starts[number] : starts[number + 1]]
            scores = self.hidden(symbols, part) @ self._stored["embedding.weight"].T + self._stored["bias"]
            peaks = scores.max(1, keepdims=True)
            beyond = np.log(np.exp(scores - peaks).sum(1, keepdims=True))
            at = rows[here] - number * AT_A_TIME
            found[here] = scores[at[:, None], ids[here]] - (beyond + peaks)[at]
            best[here] = -beyond[at, 0]
        return found, best

    def hidden(self, symbols: Ids, places: Places) -> Floats:
        """(n, depth) of n places, each at least `sight` symbols from the ends."""
        left = self._tower("left", symbols, places - 1)
        right = self._tower("right", symbols[::-1], len(symbols) - 2 - places)
        joined = _gated(_affine(self._stored, "join", np.concatenate((left, right), 1)))
        return self._normal("norm", _affine(self._stored, "leave", joined))

    def _tower(self, name: str, symbols: Ids, ends: Places) -> Floats:
        """(n, width) of n stretches of `sight` symbols, by where they end; what two have in common is read once."""
        places = [ends]  # looked at after each layer, the last first
        for number in reversed(range(self._blocks)):
            places.insert(0, np.union1d(places[0], places[0] - (1 << number)))
        kinds, read = np.unique(symbols[places[0]], return_inverse=True)  # of each place: which of the states
        present = kinds != ABSENT
        states = self._table[np.where(present, kinds, BOUNDARY)]
        for number, (given, wanted) in enumerate(pairwise(places)):
            here = read[np.searchsorted(given, wanted)]
            before = read[np.searchsorted(given, wanted - (1 << number))]
            joined, read = np.unique(before * len(states) + here, return_inverse=True)
            before, here = np.divmod(joined, len(states))
            states = self._block(f"{name}.blocks.{number}", states, present, before, here)
            present = present[here]
        return self._normal(f"{name}.norm", states[read])

    def _block(
        self, name: str, states: Floats, present: NDArray[np.bool_], before: Places, here: Places
    ) -> Floats:
        """Joins the states of neighbours; both are indices of states."""
        normal = self._normal(f"{name}.norm", states)
        mixed = _affine(self._stored, f"{name}.here", normal)[here]
        mixed += ((normal * present[:, None]) @ self._stored[f"{name}.before.weight"].T)[before]
        return states[here] + _affine(self._stored, f"{name}.out", _gated(mixed))

    def _normal(self, name: str, states: Floats) -> Floats:
        centred: Floats = states - states.mean(-1, keepdims=True)
        variance = np.einsum("...i,...i->...", centred, centred)[..., None] / centred.shape[-1]
        centred /= np.sqrt(variance + TINY)
        centred *= self._stored[f"{name}.weight"]
        centred += self._stored[f"{name}.bias"]
        return centred


def load(path: Path, characters: Charset) -> Encoder:
    """Raises ValueError where the file is not of these characters."""
    stored, reaches = weights.load(path)
    if len(stored["embedding.weight"]) != len(characters):
        raise ValueError(f"{path.name}: {len(stored['embedding.weight'])} ids, not {len(characters)}")
    return Encoder(Network(stored, reaches), characters)


@cache
def encoder() -> Encoder:
    """The shipped encoder."""
    return load(shipped(), charset())


def shipped() -> Path:
    with as_file(files("checks") / "data" / "proofreading" / FILE) as path:
        return path


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

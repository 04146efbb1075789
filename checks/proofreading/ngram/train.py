"""Interpolated modified Kneser-Ney in numpy, pruned by documents and by weight. Same corpus, same file to the byte."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checks.proofreading.ngram.alphabet import BITS, BOUNDARY, FIRST, Alphabet, learn
from checks.proofreading.ngram.counts import Counted, Counts, Keys, count
from checks.proofreading.ngram.model import BACKOFFS, LOGS, ORDER, Level, Steps, pack, quantised
from checks.proofreading.ngram.packed import Packed
from checks.proofreading.progress import Progress
from checks.proofreading.whole import whole

LEAST = 3  # occurrences, and documents, of every n-gram of two and more symbols that is kept
SLIGHTEST = 1e-9  # probability that stands for none
_KNOWN_DISCOUNTS = 3
_STEPS = 3  # of `levels_of`, as it is told of

Probabilities = NDArray[np.float64]


def train(documents: Sequence[Sequence[str]], output: Path, weight: float, progress: Progress) -> None:
    """A model of documents (lists of sentences) at output.

    weight: an n-gram is kept when occurrences × log10(its probability ÷ that of its last n-1 symbols) reaches it.
    """
    alphabet, counted = count_documents(documents, progress)
    levels = levels_of(counted, weight, FIRST + len(alphabet.characters), progress)
    with whole(output) as file:
        np.savez_compressed(file, allow_pickle=False, **pack(alphabet, levels))


def count_documents(documents: Sequence[Sequence[str]], progress: Progress) -> tuple[Alphabet, list[Counted]]:
    sentences = [sentence for document in documents for sentence in document]
    alphabet = learn(sentences)
    symbols = alphabet.encode(sentences).symbols
    ends = np.cumsum(symbols == BOUNDARY, dtype=np.int32) - 1  # which sentence a symbol belongs to
    owners = np.repeat(np.arange(len(documents), dtype=np.int32), [len(document) for document in documents])
    return alphabet, count(symbols, owners[np.minimum(ends, len(owners) - 1)], progress)


def levels_of(counted: list[Counted], weight: float, symbols: int, progress: Progress) -> list[Level]:
    """The levels of the trie. symbols: size of the alphabet."""
    progress.begin("计算概率", _STEPS, "步")
    probabilities = smoothed(counted, symbols)
    progress.at(1)
    keeps = _pruned(counted, probabilities, weight)
    progress.at(2)
    keys = [one.keys[keep] for one, keep in zip(counted, keeps, strict=True)]
    kept = [each[keep] for each, keep in zip(probabilities, keeps, strict=True)]
    levels = [_first_level(keys[0], kept[0], _backoffs(keys, kept, 1), symbols)]
    parents = keys[0].astype(np.int64)
    for order in range(2, ORDER + 1):
        key = keys[order - 1]
        parent = parents[_find(keys[order - 2], key >> np.uint64(BITS))].astype(np.uint64)
        packed = parent << np.uint64(BITS) | key & np.uint64((1 << BITS) - 1)
        backoffs = _backoffs(keys, kept, order) if order < ORDER else np.zeros(0)
        levels.append(Level(Packed.of(packed), _logs(kept[order - 1]), quantised(backoffs, BACKOFFS)))
        parents = np.arange(len(key))
    progress.at(_STEPS)
    return levels


def smoothed(counted: list[Counted], symbols: int) -> list[Probabilities]:
    """Probability of the last symbol of each n-gram given those before it, orders 1 to 5."""
    given = _unigrams(_adjusted(counted, 1), symbols)
    probabilities = [given]
    for order in range(2, ORDER + 1):
        keys, counts = counted[order - 1].keys, _adjusted(counted, order)
        lost = _discounts(counts)[np.minimum(counts, _KNOWN_DISCOUNTS)]
        new = np.ones(len(keys), np.bool_)
        contexts = keys >> np.uint64(BITS)
        new[1:] = contexts[1:] != contexts[:-1]
        at, group = np.flatnonzero(new), np.cumsum(new) - 1
        totals = np.add.reduceat(counts, at)
        shares = np.add.reduceat(lost, at) / totals
        lower = given[_find(counted[order - 2].keys, _tail(keys, order))]
        given = (counts - lost) / totals[group] + shares[group] * lower
        probabilities.append(given)
    return probabilities


def _adjusted(counted: list[Counted], order: int) -> Counts:
    """How many different symbols precede an n-gram; occurrences at the top and after a boundary."""
    one = counted[order - 1]
    if order == ORDER:
        return one.raw.astype(np.int64)
    tails = np.sort(_tail(counted[order].keys, order + 1))
    new = np.ones(len(tails), np.bool_)
    new[1:] = tails[1:] != tails[:-1]
    at = np.flatnonzero(new)
    counts = np.zeros(len(one.keys), np.int64)
    counts[_find(one.keys, tails[at])] = np.diff(np.append(at, len(tails)))
    opening = one.keys >> np.uint64(BITS * (order - 1)) == BOUNDARY
    if order > 1:
        counts[opening] = one.raw[opening]
    return counts


def _discounts(counts: Counts) -> Probabilities:
    """(4,): what is taken off an n-gram counted 0, 1, 2, 3 or more times (Chen and Goodman 1998)."""
    n = [int(np.count_nonzero(counts == value)) for value in range(1, _KNOWN_DISCOUNTS + 2)]
    y = n[0] / (n[0] + 2 * n[1]) if n[0] else 0.5
    lost = [value - (value + 1) * y * n[value] / max(1, n[value - 1]) for value in range(1, 4)]
    return np.array([0.0, *(max(0.0, one) for one in lost)])


def _unigrams(counts: Counts, symbols: int) -> Probabilities:
    lost = _discounts(counts)[np.minimum(counts, _KNOWN_DISCOUNTS)]
    spread: Probabilities = (counts - lost) / counts.sum() + lost.sum() / counts.sum() / symbols
    return spread


def _pruned(counted: list[Counted], given: list[Probabilities], weight: float) -> list[NDArray[np.bool_]]:
    """Which n-grams stay. The first and last n-1 symbols of a kept n-gram are kept as well."""
    keeps = [np.ones(len(counted[0].keys), np.bool_)]
    for order in range(2, ORDER + 1):
        one, lower = counted[order - 1], counted[order - 2]
        gain = np.log10(given[order - 1] / given[order - 2][_find(lower.keys, _tail(one.keys, order))])
        keeps.append((one.raw >= LEAST) & (one.documents >= LEAST) & (one.raw * gain >= weight))
    for order in range(ORDER, 2, -1):
        keys, below = counted[order - 1].keys[keeps[order - 1]], counted[order - 2].keys
        for part in (keys >> np.uint64(BITS), _tail(keys, order)):
            keeps[order - 2][_find(below, part)] = True
    return keeps


def _backoffs(keys: list[Keys], given: list[Probabilities], order: int) -> Probabilities:
    """log10 weight of each kept n-gram of that order as a context of what is not kept."""
    above = keys[order]
    contexts = _find(keys[order - 1], above >> np.uint64(BITS))
    lower = given[order - 1][_find(keys[order - 1], _tail(above, order + 1))]
    size = len(keys[order - 1])
    known = np.bincount(contexts, weights=given[order], minlength=size)
    beneath = np.bincount(contexts, weights=lower, minlength=size)
    weights: Probabilities = np.log10(np.clip(1 - known, 1e-6, 1) / np.clip(1 - beneath, 1e-6, 1))
    return weights


def _first_level(keys: Keys, given: Probabilities, backoffs: Probabilities, symbols: int) -> Level:
    logs = np.full(1 << BITS, _logs(np.array([1 / symbols / 10]))[0])  # a symbol never seen
    weights = np.full(1 << BITS, quantised(np.zeros(1), BACKOFFS)[0])
    logs[keys.astype(np.intp)] = _logs(given)
    weights[keys.astype(np.intp)] = quantised(backoffs, BACKOFFS)
    return Level(Packed.of(np.arange(1 << BITS, dtype=np.uint64)), logs, weights)


def _logs(given: Probabilities) -> Steps:
    return quantised(np.log10(np.maximum(given, SLIGHTEST)), LOGS)


def _tail(keys: Keys, order: int) -> Keys:
    """The last order-1 symbols."""
    return keys & np.uint64((1 << BITS * (order - 1)) - 1)


def _find(keys: Keys, wanted: Keys) -> NDArray[np.intp]:
    """Index of keys that are there."""
    return np.searchsorted(keys, wanted)

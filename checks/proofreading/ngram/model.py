"""The n-gram model at run time: a trie in sorted arrays, scored for whole batches at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checks.proofreading.ngram.alphabet import BITS, Alphabet, Symbols
from checks.proofreading.ngram.packed import Numbers, Packed

ORDER = 5
ABSENT = -1
WORD = -2.0  # log10 probability from which two characters are taken for a word

Floats = NDArray[np.float32]
Index = NDArray[np.int32]
Steps = NDArray[np.uint8]
_SIZE = 1 << BITS
_SHIFT = np.uint64(BITS)
_SIEVE_BITS = 23
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # Fibonacci hashing, Knuth
LOGS: Floats = (np.arange(256) / -32).astype(np.float32)  # log10 probability by quantised step
BACKOFFS: Floats = (np.arange(64, -192, -1) / 64).astype(np.float32)  # log10 weight by quantised step


@dataclass(frozen=True, slots=True)
class Scores:
    """Per symbol (n,). logs: log10 probability · orders: length of the longest n-gram known, 1–5 ·
    contexts (4, n): index of the n-gram of order 1–4 that ends there, ABSENT where unknown.
    """

    logs: Floats
    orders: NDArray[np.int8]
    contexts: Index


@dataclass(frozen=True, slots=True)
class Level:
    """The n-grams of one order, sorted by (index of the first n-1 symbols one level down, last symbol).

    keys: parent << BITS | symbol · logs: steps, see LOGS · backoffs: steps, see BACKOFFS (none at the top order).
    """

    keys: Packed
    logs: Steps
    backoffs: Steps

    @property
    def symbols(self) -> Symbols:
        """The last symbol of each n-gram."""
        return last(self.keys[:])

    @property
    def parents(self) -> NDArray[np.intp]:
        """Index of the first n-1 symbols of each, one level down."""
        return (self.keys[:] >> _SHIFT).astype(np.intp)


class Sieve:
    """Says of most keys that are not there that they are not, quicker than a search."""

    def __init__(self, keys: Packed) -> None:
        self._bits = _bits(map(_hashed, keys.parts()), 1 << _SIEVE_BITS)

    def may_hold(self, keys: Numbers) -> NDArray[np.bool_]:
        return _bits_at(self._bits, _hashed(keys))


class Ngrams:
    """levels[n-1] holds the n-grams of order n; level 1 is dense: index = symbol."""

    def __init__(self, alphabet: Alphabet, levels: list[Level]) -> None:
        self.alphabet, self.levels = alphabet, levels

    @classmethod
    def load(cls, path: Path) -> Ngrams:
        with np.load(path) as data:
            alphabet = Alphabet(bytes(data["alphabet"]).decode())
            levels = [_level(data, order) for order in range(1, ORDER + 1)]
        return cls(alphabet, levels)

    @property
    def sizes(self) -> list[int]:
        """Number of n-grams of each order, from 1."""
        return [len(level.keys) for level in self.levels]

    @cached_property
    def unigrams(self) -> Floats:
        """(4096,) log10 probability of each symbol."""
        logs: Floats = LOGS[self.levels[0].logs]
        return logs

    @cached_property
    def _sieves(self) -> list[Sieve]:
        return [Sieve(level.keys) for level in self.levels[1:]]

    @cached_property
    def pairs(self) -> Steps:
        """Bit set of the known bigrams, at first << BITS | second."""
        return _bits(self.levels[1].keys.parts(), _SIZE * _SIZE)

    @cached_property
    def words(self) -> Steps:
        """Bit set of the bigrams whose second symbol is likely after the first."""
        level = self.levels[1]
        return _bits([level.keys[np.flatnonzero(LOGS[level.logs] >= WORD)]], _SIZE * _SIZE)

    def knows_pair(self, first: Symbols, second: Symbols) -> NDArray[np.bool_]:
        return _in_bits(self.pairs, first, second)

    def knows_word(self, first: Symbols, second: Symbols) -> NDArray[np.bool_]:
        return _in_bits(self.words, first, second)

    def tie(self, first: Symbols, second: Symbols) -> Floats:
        """log10 of how much likelier the second symbol is after the first than anywhere; 0 for pairs not known."""
        level = self.levels[1]
        at, known = level.keys.find(key(first, second))
        return np.where(known, LOGS[level.logs[at]] - self.unigrams[second], np.float32(0))

    def score(self, symbols: Symbols) -> Scores:
        """Each of the symbols (n,) given the up to four before it."""
        contexts = np.full((ORDER, len(symbols)), ABSENT, np.int32)
        contexts[0] = symbols
        logs, orders = self.unigrams[symbols], np.ones(len(symbols), np.int8)
        for order in range(2, ORDER + 1):
            self._extend(
                order, contexts[order - 2, :-1], symbols[1:], logs[1:], orders[1:], contexts[order - 1, 1:]
            )
        return Scores(logs, orders, contexts[: ORDER - 1])

    def step(self, contexts: Index, symbols: Symbols) -> Scores:
        """One symbol after each context. contexts (4, n), symbols (n,)."""
        after = np.full((ORDER, len(symbols)), ABSENT, np.int32)
        after[0] = symbols
        logs, orders = self.unigrams[symbols], np.ones(len(symbols), np.int8)
        for order in range(2, ORDER + 1):
            self._extend(order, contexts[order - 2], symbols, logs, orders, after[order - 1])
        return Scores(logs, orders, after[: ORDER - 1])

    def following(self, order: int, contexts: Index, least: float) -> tuple[Index, Symbols]:
        """Symbols of at least that log10 probability after n-grams of order - 1: (which context, symbol)."""
        level = self.levels[order - 1]
        parents = np.maximum(contexts, 0)
        start, stop = level.keys.search(key(parents)), level.keys.search(key(parents + 1))
        owners, at = ranges(start, np.where(contexts >= 0, stop, start))
        likely = LOGS[level.logs[at]] >= least
        return owners[likely], last(level.keys[at[likely]])

    def preceding(self, first: Symbols, second: Symbols) -> tuple[Index, Symbols]:
        """Symbols known before each pair of symbols: (which pair, symbol)."""
        pairs, known = self.levels[1].keys.find(key(first, second))
        start, stop = self._reversed.search(key(pairs)), self._reversed.search(key(pairs + 1))
        owners, at = ranges(start, np.where(known, stop, start))
        return owners, last(self._reversed[at])

    @cached_property
    def _reversed(self) -> Packed:
        """Trigrams as (index of the bigram of their last two symbols, first symbol), sorted; that bigram is always kept."""
        pairs, trigrams = self.levels[1].keys, self.levels[2].keys
        turned, done = np.empty(len(trigrams), np.uint64), 0
        for keys in trigrams.parts():
            before = pairs[(keys >> _SHIFT).astype(np.intp)]
            at = pairs.search(key(last(before), last(keys)))
            turned[done : done + len(keys)] = key(at, (before >> _SHIFT).astype(np.uint16))
            done += len(keys)
        turned.sort()
        return Packed.of(turned)

    def _extend(
        self,
        order: int,
        parents: Index,
        symbols: Symbols,
        logs: Floats,
        orders: NDArray[np.int8],
        found: Index,
    ) -> None:
        """Writes what order knows of each symbol after its parent into logs, orders and found."""
        asked = np.flatnonzero(parents >= 0)
        parent = parents[asked]
        level = self.levels[order - 1]
        keys = key(parent, symbols[asked])
        logs[asked] += BACKOFFS[self.levels[order - 2].backoffs[parent]]
        likely = np.flatnonzero(self._sieves[order - 2].may_hold(keys))
        at, known = level.keys.find(keys[likely])
        hit, at = asked[likely[known]], at[known]
        logs[hit] = LOGS[level.logs[at]]
        orders[hit] = order
        found[hit] = at


def ranges(starts: NDArray[np.integer], stops: NDArray[np.integer]) -> tuple[Index, Index]:
    """The numbers of each range: (which range, number)."""
    sizes = stops - starts
    owners = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    shifts = (starts - np.cumsum(sizes) + sizes).astype(np.int32)
    return owners, np.arange(len(owners), dtype=np.int32) + shifts[owners]


def key(parents: NDArray[np.integer], symbols: Symbols | int = 0) -> Numbers:
    """Of n-grams, as `keys` of a level has them."""
    keys: Numbers = parents.astype(np.uint64) << _SHIFT | np.asarray(symbols, np.uint64)
    return keys


def last(keys: Numbers) -> Symbols:
    """The last symbol of each n-gram."""
    return (keys & np.uint64(_SIZE - 1)).astype(np.uint16)


def _hashed(keys: Numbers) -> Numbers:
    return keys * _MULTIPLIER >> np.uint64(64 - _SIEVE_BITS)


def _bits(parts: Iterable[Numbers], size: int) -> Steps:
    """A set of numbers below size, one bit each."""
    bits: Steps = np.zeros(size // 8, np.uint8)
    for places in parts:
        np.bitwise_or.at(bits, places >> 3, np.uint8(1) << (places & 7).astype(np.uint8))
    return bits


def _in_bits(bits: Steps, first: Symbols, second: Symbols) -> NDArray[np.bool_]:
    return _bits_at(bits, np.left_shift(first, BITS, dtype=np.uint32) | second)


def _bits_at(bits: Steps, places: NDArray[np.unsignedinteger]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (bits[places >> 3] >> (places & 7).astype(np.uint8) & np.uint8(1)).astype(
        np.bool_
    )
    return found


def quantised(values: NDArray[np.floating], steps: Floats) -> Steps:
    """The nearest step of each value. steps: evenly spaced."""
    width = steps[1] - steps[0]
    nearest: Steps = np.clip(np.rint((values - steps[0]) / width), 0, len(steps) - 1).astype(np.uint8)
    return nearest


def pack(alphabet: Alphabet, levels: list[Level]) -> dict[str, Steps]:
    """The arrays of a model file: byte planes of small numbers, which compress well."""
    arrays = {"alphabet": np.frombuffer(alphabet.characters.encode(), np.uint8)}
    for order, level in enumerate(levels, 1):
        arrays[f"logs{order}"] = level.logs
        arrays[f"backoffs{order}"] = level.backoffs
        if order > 1:
            children = np.bincount(level.parents, minlength=len(levels[order - 2].logs))
            arrays[f"children{order}"] = _planes(children)
            arrays[f"symbols{order}"] = _planes(level.symbols)
    return arrays


def _level(data: np.lib.npyio.NpzFile, order: int) -> Level:
    logs, backoffs = data[f"logs{order}"], data[f"backoffs{order}"]
    if order == 1:
        return Level(Packed.of(np.arange(_SIZE, dtype=np.uint64)), logs, backoffs)
    children, symbols = _words(data[f"children{order}"]), _words(data[f"symbols{order}"])
    keys = np.repeat(np.arange(len(children), dtype=np.uint64) << _SHIFT, children)
    keys |= symbols
    return Level(Packed.of(keys), logs, backoffs)


def _planes(words: NDArray[np.integer]) -> Steps:
    return words.astype("<u2").view(np.uint8).reshape(-1, 2).T.copy()


def _words(planes: Steps) -> NDArray[np.uint16]:
    return np.ascontiguousarray(planes.T).view("<u2").ravel()

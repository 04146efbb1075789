"""The n-gram model at run time: a trie in sorted arrays, scored for whole batches at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checks.proofreading.ngram.alphabet import BITS, Alphabet, Symbols

ORDER = 5
ABSENT = -1
WORD = -2.0  # log10 probability from which two characters are taken for a word

Floats = NDArray[np.float32]
Index = NDArray[np.int32]
Steps = NDArray[np.uint8]
Keys = NDArray[np.unsignedinteger]
_SIZE = 1 << BITS
_NARROW = 1 << 32 - BITS  # numbers that fit beside a symbol into 32 bits
_SIEVE_BITS = 23
_AT_ONCE = 50_000  # n-grams; memory stays small
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

    keys: parent << BITS | symbol, in the narrowest type · logs: steps, see LOGS · backoffs: steps, see BACKOFFS (none at the top
    order).
    """

    keys: Keys
    logs: Steps
    backoffs: Steps

    @property
    def symbols(self) -> Symbols:
        """The last symbol of each n-gram."""
        return (self.keys & (_SIZE - 1)).astype(np.uint16)

    def key(self, parents: NDArray[np.integer], symbols: Symbols | int = 0) -> Keys:
        """Of n-grams, as `keys` has them."""
        keys: Keys = np.bitwise_or(np.left_shift(parents.astype(self.keys.dtype), BITS), symbols)
        return keys


class Sieve:
    """Says of most keys that are not there that they are not, quicker than a search."""

    def __init__(self, keys: Keys) -> None:
        self._bits = _bits(map(_hashed, _parts(keys)), 1 << _SIEVE_BITS)

    def may_hold(self, keys: Keys) -> NDArray[np.bool_]:
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
        return _bits(_parts(self.levels[1].keys), _SIZE * _SIZE)

    @cached_property
    def words(self) -> Steps:
        """Bit set of the bigrams whose second symbol is likely after the first."""
        return _bits(_parts(self.levels[1].keys[LOGS[self.levels[1].logs] >= WORD]), _SIZE * _SIZE)

    def knows_pair(self, first: Symbols, second: Symbols) -> NDArray[np.bool_]:
        return _in_bits(self.pairs, first, second)

    def knows_word(self, first: Symbols, second: Symbols) -> NDArray[np.bool_]:
        return _in_bits(self.words, first, second)

    def tie(self, first: Symbols, second: Symbols) -> Floats:
        """log10 of how much likelier the second symbol is after the first than anywhere; 0 for pairs not known."""
        level = self.levels[1]
        at, known = _places(level.keys, level.key(first, second))
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
        first = level.key(np.maximum(contexts, 0))
        start, stop = np.searchsorted(level.keys, first), np.searchsorted(level.keys, first + _SIZE)
        owners, at = ranges(start, np.where(contexts >= 0, stop, start))
        likely = LOGS[level.logs[at]] >= least
        return owners[likely], (level.keys[at[likely]] & (_SIZE - 1)).astype(np.uint16)

    def preceding(self, first: Symbols, second: Symbols) -> tuple[Index, Symbols]:
        """Symbols known before each pair of symbols: (which pair, symbol)."""
        level = self.levels[1]
        pairs, known = _places(level.keys, level.key(first, second))
        keys = np.left_shift(pairs.astype(self._reversed.dtype), BITS)
        start, stop = np.searchsorted(self._reversed, keys), np.searchsorted(self._reversed, keys + _SIZE)
        owners, at = ranges(start, np.where(known, stop, start))
        return owners, (self._reversed[at] & (_SIZE - 1)).astype(np.uint16)

    @cached_property
    def _reversed(self) -> Keys:
        """Trigrams as (index of the bigram of their last two symbols, first symbol), sorted; that bigram is always kept."""
        pairs, trigrams = self.levels[1], self.levels[2]
        turned = np.empty(len(trigrams.keys), _packed(len(pairs.keys)))
        for number, keys in enumerate(_parts(trigrams.keys)):
            before = pairs.keys[keys >> BITS]
            last = pairs.key(before & (_SIZE - 1), (keys & (_SIZE - 1)).astype(np.uint16))
            at = np.searchsorted(pairs.keys, last).astype(turned.dtype)
            turned[number * _AT_ONCE :][:_AT_ONCE] = at << BITS | (before >> BITS).astype(turned.dtype)
        turned.sort()
        return turned

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
        keys = level.key(parent, symbols[asked])
        logs[asked] += BACKOFFS[self.levels[order - 2].backoffs[parent]]
        likely = np.flatnonzero(self._sieves[order - 2].may_hold(keys))
        at, known = _places(level.keys, keys[likely])
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


def _packed(parents: int) -> np.dtype[np.unsignedinteger]:
    """The narrowest type that holds parent << BITS | symbol, and the one after the last, for so many parents."""
    return np.dtype(np.uint32) if parents < _NARROW else np.dtype(np.uint64)


def _parts(keys: Keys) -> Iterator[Keys]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))


def _places(keys: Keys, wanted: Keys) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Where each stands among sorted keys, and whether it does."""
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return at, keys[at] == wanted


def _hashed(keys: Keys) -> NDArray[np.uint64]:
    return keys.astype(np.uint64, copy=False) * _MULTIPLIER >> np.uint64(64 - _SIEVE_BITS)


def _bits(parts: Iterable[Keys], size: int) -> Steps:
    """A set of numbers below size, one bit each."""
    bits: Steps = np.zeros(size // 8, np.uint8)
    for places in parts:
        np.bitwise_or.at(bits, places >> 3, np.uint8(1) << (places & 7).astype(np.uint8))
    return bits


def _in_bits(bits: Steps, first: Symbols, second: Symbols) -> NDArray[np.bool_]:
    return _bits_at(bits, np.left_shift(first, BITS, dtype=np.uint32) | second)


def _bits_at(bits: Steps, places: Keys) -> NDArray[np.bool_]:
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
            parents = (level.keys >> BITS).astype(np.intp)
            children = np.bincount(parents, minlength=len(levels[order - 2].logs))
            arrays[f"children{order}"] = _planes(children)
            arrays[f"symbols{order}"] = _planes(level.symbols)
    return arrays


def _level(data: np.lib.npyio.NpzFile, order: int) -> Level:
    logs, backoffs = data[f"logs{order}"], data[f"backoffs{order}"]
    if order == 1:
        return Level(np.arange(_SIZE, dtype=np.uint64), logs, backoffs)
    children, symbols = _words(data[f"children{order}"]), _words(data[f"symbols{order}"])
    keys = np.repeat(np.arange(len(children), dtype=_packed(len(children))) << BITS, children)
    keys |= symbols
    return Level(keys, logs, backoffs)


def _planes(words: NDArray[np.integer]) -> Steps:
    return words.astype("<u2").view(np.uint8).reshape(-1, 2).T.copy()


def _words(planes: Steps) -> NDArray[np.uint16]:
    return np.ascontiguousarray(planes.T).view("<u2").ravel()

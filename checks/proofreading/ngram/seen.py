"""Which 4-grams official text holds at all, however rare: a Bloom filter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checks.proofreading.ngram.alphabet import BITS, BOUNDARY, Alphabet, Symbols
from checks.proofreading.progress import Progress
from checks.proofreading.whole import whole

LENGTH = 4
SIZE = 25  # of the filter: 1 << SIZE bits
AT_ONCE = 20_000  # sentences
_FACTORS = tuple(np.uint64(factor) for factor in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F))


class Seen:
    """bits: uint8, 1 << SIZE of them packed."""

    def __init__(self, bits: NDArray[np.uint8]) -> None:
        self._bits = bits

    @classmethod
    def load(cls, path: Path) -> Seen:
        with np.load(path) as data:
            return cls(data["bits"])

    def with_keys(self, keys: NDArray[np.uint64]) -> Seen:
        """Holds these 4-grams, packed, as well."""
        bits = self._bits.copy()
        for factor in _FACTORS:
            places = _places(keys, factor)
            np.bitwise_or.at(
                bits, places >> np.uint64(3), np.uint8(1) << (places & np.uint64(7)).astype(np.uint8)
            )
        return Seen(bits)

    def count(self, symbols: Symbols) -> NDArray[np.intp]:
        """(n,): how many of the 4-grams of each row (n, k) are held; some that are not count, by chance."""
        windows = symbols.shape[1] - LENGTH + 1
        keys = np.zeros((len(symbols), windows), np.uint64)
        for step in range(LENGTH):
            keys = keys << np.uint64(BITS) | symbols[:, step : step + windows]
        held = np.ones(keys.shape, np.bool_)
        for factor in _FACTORS:
            places = _places(keys, factor)
            held &= (self._bits[places >> np.uint64(3)] >> (places & np.uint64(7)).astype(np.uint8) & 1) != 0
        counts: NDArray[np.intp] = held.sum(1)
        return counts


def learn(alphabet: Alphabet, sentences: Sequence[str], output: Path, progress: Progress) -> None:
    """The filter of the 4-grams of the sentences; a boundary only begins or ends one."""
    bits = np.zeros(1 << SIZE, np.bool_)
    progress.begin("记录罕见搭配", len(sentences), "句")
    for start in range(0, len(sentences), AT_ONCE):
        symbols = alphabet.encode(sentences[start : start + AT_ONCE]).symbols
        keys = np.zeros(len(symbols) - LENGTH + 1, np.uint64)
        for step in range(LENGTH):
            keys = keys << np.uint64(BITS) | symbols[step : step + len(keys)]
        inner = (symbols[1 : 1 + len(keys)] != BOUNDARY) & (symbols[2 : 2 + len(keys)] != BOUNDARY)
        for factor in _FACTORS:
            bits[_places(keys[inner], factor)] = True
        progress.at(min(start + AT_ONCE, len(sentences)))
    with whole(output) as file:
        np.savez_compressed(file, bits=np.packbits(bits, bitorder="little"))


def _places(keys: NDArray[np.uint64], factor: np.uint64) -> NDArray[np.uint64]:
    mixed = (keys ^ (keys >> np.uint64(23))) * factor
    return mixed >> np.uint64(64 - SIZE)

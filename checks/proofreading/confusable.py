"""The confusion set in the symbols of the n-gram model, looked up for many characters at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checks.proofreading.confusion import Confusion, Sound
from checks.proofreading.confusion.table import FULL
from checks.proofreading.ngram.alphabet import BITS, FIRST, Alphabet, Symbols
from checks.proofreading.ngram.model import ranges

_CODES = 0x10000
Owners = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Found:
    """symbols: what may be meant · sounds: a Sound · shapes: likeness 0–1."""

    symbols: Symbols
    sounds: NDArray[np.uint8]
    shapes: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Stored:
    """As Found, the likeness times FULL."""

    symbols: Symbols
    sounds: NDArray[np.uint8]
    shapes: NDArray[np.uint8]


class Confusables:
    """Only those the alphabet knows."""

    def __init__(self, confusion: Confusion, alphabet: Alphabet) -> None:
        meant = alphabet.symbol_of[np.minimum(confusion.others, _CODES - 1)]
        known = meant >= FIRST
        owners = np.repeat(np.arange(len(confusion.keys)), np.diff(confusion.starts))[known]
        counts = np.bincount(owners, minlength=len(confusion.keys))
        self._starts = np.append(0, np.cumsum(counts)).astype(np.int32)
        self._found = _Stored(meant[known], confusion.sounds[known], confusion.shapes[known])
        self._rows = np.full(_CODES, -1, np.int32)
        codes = np.array([ord(key) for key in confusion.keys])
        basic = codes < _CODES
        self._rows[codes[basic]] = np.flatnonzero(basic)
        self._pairs = np.sort(owners.astype(np.uint32) << np.uint32(BITS) | self._found.symbols)
        self._heard = self._limited(self._found.sounds >= Sound.NEAR, owners)

    def _limited(
        self, kept: NDArray[np.bool_], owners: NDArray[np.intp]
    ) -> tuple[NDArray[np.int32], _Stored]:
        counts = np.bincount(owners[kept], minlength=len(self._starts) - 1)
        found = self._found
        return np.append(0, np.cumsum(counts)).astype(np.int32), _Stored(
            found.symbols[kept], found.sounds[kept], found.shapes[kept]
        )

    def row(self, codes: NDArray[np.uint32]) -> NDArray[np.int32]:
        """Number of each character in the set, -1 for one that is not in it."""
        return np.where(codes < _CODES, self._rows[np.minimum(codes, _CODES - 1)], -1)

    def of(self, codes: NDArray[np.uint32]) -> tuple[Owners, Found]:
        """Confusables of each character: (which of the codes, confusable)."""
        return self._of(self._starts, self._found, codes)

    def heard(self, codes: NDArray[np.uint32]) -> tuple[Owners, Found]:
        """Those that sound alike."""
        return self._of(*self._heard, codes)

    def has(self, codes: NDArray[np.uint32], symbols: Symbols) -> NDArray[np.bool_]:
        """Whether each symbol is a confusable of the character beside it."""
        rows = self.row(codes)
        keys = np.maximum(rows, 0).astype(np.uint32) << np.uint32(BITS) | symbols
        at = np.minimum(np.searchsorted(self._pairs, keys), len(self._pairs) - 1)
        held: NDArray[np.bool_] = (self._pairs[at] == keys) & (rows >= 0)
        return held

    def _of(
        self, starts: NDArray[np.int32], found: _Stored, codes: NDArray[np.uint32]
    ) -> tuple[Owners, Found]:
        rows = self.row(codes)
        owners, at = ranges(starts[rows], np.where(rows >= 0, starts[rows + 1], starts[rows]))
        shapes = (found.shapes[at] / FULL).astype(np.float32)
        return owners, Found(found.symbols[at], found.sounds[at], shapes)

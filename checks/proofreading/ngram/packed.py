"""Sorted numbers of 33 bits or so in 32 bits each: their upper bits change so rarely that the places tell them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]
Places = NDArray[np.intp]
_BITS = np.uint64(32)
_AT_ONCE = 50_000  # numbers; memory stays small


class Packed:
    """Reads as the array of uint64 it was made of. A run holds the numbers that are alike in their upper bits."""

    def __init__(self, low: NDArray[np.uint32], starts: Places) -> None:
        """starts (runs + 1,): where each run begins, and the end."""
        self._low, self._starts = low, starts

    @classmethod
    def of(cls, numbers: Numbers) -> Packed:
        runs = int(numbers[-1] >> _BITS) + 1 if len(numbers) else 1
        firsts = np.arange(runs + 1, dtype=np.uint64) << _BITS
        return cls(numbers.astype(np.uint32), np.searchsorted(numbers, firsts))

    def __len__(self) -> int:
        return len(self._low)

    def __getitem__(self, places: NDArray[np.integer] | slice) -> Numbers:
        numbers: Numbers = self._low[places].astype(np.uint64)
        if len(self._starts) > 2:
            at = np.arange(len(self))[places] if isinstance(places, slice) else places
            numbers |= (np.searchsorted(self._starts, at, "right") - 1).astype(np.uint64) << _BITS
        return numbers

    def parts(self) -> Iterator[Numbers]:
        """All of them, a part at a time."""
        return (self[start : start + _AT_ONCE] for start in range(0, len(self), _AT_ONCE))

    def search(self, wanted: Numbers) -> Places:
        """As np.searchsorted."""
        low, runs = wanted.astype(np.uint32), (wanted >> _BITS).astype(np.intp)
        if len(self._starts) == 2 and not runs.any():
            return np.searchsorted(self._low, low)
        at = np.full(len(wanted), len(self), np.intp)
        for run in range(len(self._starts) - 1):
            here, start = runs == run, self._starts[run]
            at[here] = start + np.searchsorted(self._low[start : self._starts[run + 1]], low[here])
        return at

    def find(self, wanted: Numbers) -> tuple[Places, NDArray[np.bool_]]:
        """Where each stands, and whether it does; any place for one that does not."""
        at = np.minimum(self.search(wanted), len(self) - 1)
        return at, self[at] == wanted

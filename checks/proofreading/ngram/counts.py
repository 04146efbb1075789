"""Counts of n-grams over a corpus, in parts, so that memory stays within bounds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from checks.proofreading.ngram.alphabet import BITS, BOUNDARY, Symbols
from checks.proofreading.ngram.model import ORDER
from checks.proofreading.progress import Progress

PARTS = 16  # counted one after the other, by first symbol
DOCUMENTS_CAP = 255

Keys = NDArray[np.uint64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counted:
    """The n-grams of one order, by key (symbols packed, first highest).

    raw: occurrences · documents: how many different ones, up to DOCUMENTS_CAP.
    """

    keys: Keys
    raw: NDArray[np.uint32]
    documents: NDArray[np.uint8]


def count(symbols: Symbols, documents: NDArray[np.int32], progress: Progress) -> list[Counted]:
    """N-grams of orders 1 to 5. documents: the number of the document of each symbol, ascending.

    A boundary only begins or ends an n-gram.
    """
    ranges = list(pairwise(_bounds(symbols)))
    counted = []
    progress.begin("统计词句", ORDER * len(ranges), "份")
    for order in range(1, ORDER + 1):
        starts = _starts(symbols, order)
        parts = []
        for number, (low, high) in enumerate(ranges, (order - 1) * len(ranges) + 1):
            parts.append(_count_part(symbols, documents, starts, order, low, high))
            progress.at(number)
        counted.append(Counted(*(np.concatenate(column) for column in zip(*parts, strict=True))))
    return counted


def pack_keys(symbols: Symbols, starts: NDArray[np.int64], order: int) -> Keys:
    keys = symbols[starts].astype(np.uint64)
    for step in range(1, order):
        keys <<= np.uint64(BITS)
        keys |= symbols[starts + step]
    return keys


def _bounds(symbols: Symbols) -> list[int]:
    """First symbols that part the corpus into about equal shares."""
    shares = np.cumsum(np.bincount(symbols, minlength=1 << BITS)) / len(symbols)
    cuts = np.searchsorted(shares, np.arange(1, PARTS) / PARTS)
    return [0, *sorted({int(cut) + 1 for cut in cuts}), 1 << BITS]


def _starts(symbols: Symbols, order: int) -> NDArray[np.bool_]:
    """Which places begin an n-gram."""
    size = max(0, len(symbols) - order + 1)
    inner = np.ones(size, np.bool_)
    for step in range(1, order - 1):
        inner &= symbols[step : step + size] != BOUNDARY
    return inner


def _count_part(
    symbols: Symbols,
    documents: NDArray[np.int32],
    starts: NDArray[np.bool_],
    order: int,
    low: int,
    high: int,
) -> tuple[Keys, NDArray[np.uint32], NDArray[np.uint8]]:
    first = symbols[: len(starts)]
    places = np.flatnonzero(starts & (first >= low) & (first < high))
    keys = pack_keys(symbols, places, order)
    by_key = np.argsort(keys, kind="stable")  # within a key documents stay in order
    keys, owners = keys[by_key], documents[places[by_key]]
    new_key = np.ones(len(keys), np.bool_)
    new_key[1:] = keys[1:] != keys[:-1]
    new_owner = new_key.copy()
    new_owner[1:] |= owners[1:] != owners[:-1]
    at = np.flatnonzero(new_key)
    raw = np.diff(np.append(at, len(keys)))
    held = np.add.reduceat(new_owner, at, dtype=np.int64) if len(at) else raw
    return keys[at], raw.astype(np.uint32), np.minimum(held, DOCUMENTS_CAP).astype(np.uint8)

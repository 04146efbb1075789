"""How much of a sentence a corpus holds word for word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

LENGTH = 12  # characters of the stretches compared
LINES = 20_000  # of the corpus, compared at once
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def seen_shares(sentences: Sequence[str], corpus: Iterable[str]) -> list[float]:
    """Share of each sentence's stretches that the corpus holds; 0 for one too short to have any."""
    hashes = [_hashes(sentence) for sentence in sentences]
    wanted = np.unique(np.concatenate(hashes)) if hashes else np.zeros(0, np.uint64)
    seen = np.zeros(len(wanted), np.bool_)
    rest = iter(corpus)
    while lines := list(islice(rest, LINES)):
        seen[np.isin(wanted, _hashes("\n".join(lines)))] = True
    return [float(seen[np.searchsorted(wanted, one)].mean()) if len(one) else 0.0 for one in hashes]


def _hashes(text: str) -> NDArray[np.uint64]:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    size = max(0, len(codes) - LENGTH + 1)
    hashes = np.zeros(size, np.uint64)
    for step in range(LENGTH):
        hashes = hashes * _FACTOR + codes[step : step + size]
    return hashes

"""What an edit is: its kinds, and edits in arrays."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from checks.proofreading.ngram.alphabet import Symbols
from checks.proofreading.ngram.model import Scores

CONTEXT = 4  # symbols on each side that an edit can change the probability of
LONGEST = 2  # symbols an edit removes or adds at most
SPAN = CONTEXT + LONGEST


class Kind(IntEnum):
    REPLACE = 0  # one character by one that sounds or looks alike
    OTHER = 1  # one character by one the model expects there
    WORD = 2  # two characters by a word that sounds alike
    SWAP = 3  # two neighbours
    DROP = 4  # one character too many
    REPEAT = 5  # a repeated character or word
    INSERT = 6  # one character missing


# log10 probability an edit has to gain, by kind
LEAST_GAIN = np.array([1.5, 3.0, 2.5, 1.5, 4.5, 2.0, 1.5], np.float32)
# what it gains less when it is compared with edits of other kinds
HANDICAP = np.array([0.0, 2.5, 0.5, 0.0, 3.0, 0.0, 0.0], np.float32)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Edits, n of them, by place.

    at: index of the first symbol touched · removed, added: number of symbols · symbols (n, 2): those added ·
    sound: a Sound · shape 0–1 · gain: log10 probability won · old_logs, new_logs, old_orders, new_orders (n, 6):
    scores of the removed or added symbols and of the four after them, 0 beyond.
    """

    kind: NDArray[np.uint8]
    at: NDArray[np.intp]
    removed: NDArray[np.uint8]
    added: NDArray[np.uint8]
    symbols: Symbols
    sound: NDArray[np.uint8]
    shape: NDArray[np.float32]
    gain: NDArray[np.float32]
    old_logs: NDArray[np.float32]
    new_logs: NDArray[np.float32]
    old_orders: NDArray[np.int8]
    new_orders: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.at)

    @property
    def merit(self) -> NDArray[np.float32]:
        """The gain that counts beside that of other kinds."""
        return self.gain - HANDICAP[self.kind]

    def take(self, which: NDArray[np.bool_] | NDArray[np.intp]) -> Candidates:
        return Candidates(*(getattr(self, field.name)[which] for field in fields(self)))


@dataclass(frozen=True, slots=True)
class Proposals:
    """Edits not scored yet."""

    kind: Kind
    at: NDArray[np.intp]
    removed: int
    symbols: Symbols  # (n, number added)
    sound: NDArray[np.uint8]
    shape: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scored:
    """A padded batch and its scores."""

    symbols: Symbols
    codes: NDArray[np.uint32]
    scores: Scores
    doubtful: NDArray[np.bool_]

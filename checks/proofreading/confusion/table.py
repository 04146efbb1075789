"""The confusion set, as shipped: for each character the ones that may be meant when it is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

FULL = 255  # stored likeness of one and the same shape


class Sound(IntEnum):
    """How near two characters sound, by their nearest readings."""

    FAR = 0
    NEAR = 1  # zh/z, n/l, f/h, -ng/-n
    SYLLABLE = 2
    SAME = 3  # tone included


@dataclass(frozen=True, slots=True)
class Confusable:
    """shape: likeness of the glyphs 0–1, 0 where they are not alike enough to count."""

    character: str
    sound: Sound
    shape: float


@dataclass(frozen=True, slots=True)
class Confusion:
    """Confusables of the n-th character of `keys` lie at starts[n]:starts[n + 1] of the other arrays.

    keys: sorted, n characters · starts (n + 1,) int32 · others (m,) uint32 code points, sorted within a key ·
    sounds (m,) uint8, a Sound · shapes (m,) uint8, likeness times FULL.
    """

    keys: str
    starts: NDArray[np.int32]
    others: NDArray[np.uint32]
    sounds: NDArray[np.uint8]
    shapes: NDArray[np.uint8]

    def of(self, character: str) -> list[Confusable]:
        """The confusables of a character; none for a character that is not a key."""
        return [
            Confusable(chr(self.others[at]), Sound(int(self.sounds[at])), int(self.shapes[at]) / FULL)
            for at in self._places(character)
        ]

    def between(self, written: str, meant: str) -> Confusable | None:
        """How `meant` is confused with `written`; None if it is not."""
        places = self._places(written)
        at = places.start + int(np.searchsorted(self.others[places.start : places.stop], ord(meant)))
        if at == places.stop or self.others[at] != ord(meant):
            return None
        return Confusable(meant, Sound(int(self.sounds[at])), int(self.shapes[at]) / FULL)

    def _places(self, character: str) -> range:
        at = _find(self.keys, character)
        return range(0) if at is None else range(int(self.starts[at]), int(self.starts[at + 1]))

    def save(self, file: Path | IO[bytes]) -> None:
        np.savez_compressed(
            file,
            keys=np.array([ord(key) for key in self.keys], np.uint32),
            starts=self.starts,
            others=self.others,
            sounds=self.sounds,
            shapes=self.shapes,
        )


def load(path: Path) -> Confusion:
    with np.load(path, allow_pickle=False) as file:
        keys = "".join(map(chr, file["keys"]))
        return Confusion(keys, file["starts"], file["others"], file["sounds"], file["shapes"])


@cache
def confusion() -> Confusion:
    """The shipped confusion set."""
    with as_file(files("checks") / "data" / "proofreading" / "confusion.npz") as path:
        return load(path)


def _find(keys: str, character: str) -> int | None:
    at = keys.find(character) if character else -1
    return None if at < 0 else at

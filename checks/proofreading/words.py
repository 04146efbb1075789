"""Two-character words of a dictionary. Where what is written is one and the correction another, either may be meant."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from checks.proofreading.characters import is_han
from checks.proofreading.whole import whole

FILE = "words.npz"
LEAST = 3  # times the dictionary's own corpus has a word; rarer ones are chance


class Words:
    """keys: sorted code points of both characters, the first in the upper half."""

    def __init__(self, keys: NDArray[np.uint32]) -> None:
        self._keys = keys

    @classmethod
    def load(cls, path: Path) -> Words:
        with np.load(path, allow_pickle=False) as file:
            return cls(np.cumsum(file["steps"], dtype=np.uint32))

    def save(self, file: IO[bytes]) -> None:
        np.savez_compressed(file, allow_pickle=False, steps=np.diff(self._keys, prepend=np.uint32(0)))

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, word: str) -> bool:
        if not _fits(word):
            return False
        key = _key(word)
        at = int(np.searchsorted(self._keys, key))
        return at < len(self._keys) and self._keys[at] == key

    def rival(self, before: str, written: str, meant: str, after: str) -> bool:
        """Whether one word gives way to another beside the same neighbour, and the other neighbour gains none by it.

        锰矿 for 煤矿 in 锰矿安全, not 人命 for 人民 in 人命政府 with 民政 in it.
        """
        left = before + written in self and before + meant in self
        right = written + after in self and meant + after in self
        return (left and meant + after not in self) or (right and before + meant not in self)


def learn(lines: Iterable[str]) -> Words:
    """Of a dictionary's lines: word, how often, kind of word (jieba's dict.txt)."""
    entries = (line.split() for line in lines)
    words = {
        entry[0]
        for entry in entries
        if len(entry) > 1 and _fits(entry[0]) and all(map(is_han, entry[0])) and int(entry[1]) >= LEAST
    }
    return Words(np.array(sorted(map(_key, words)), np.uint32))


def make(dictionary: Path, output: Path) -> Words:
    """Writes the words of a dictionary file."""
    with dictionary.open(encoding="utf-8") as lines:
        found = learn(lines)
    with whole(output) as file:
        found.save(file)
    return found


@cache
def words() -> Words:
    """The shipped ones."""
    return Words.load(shipped())


def shipped() -> Path:
    with as_file(files("checks") / "data" / "proofreading" / FILE) as path:
        return path


def _fits(word: str) -> bool:
    return len(word) == 2 and max(word) <= "\uffff"


def _key(word: str) -> np.uint32:
    return np.uint32(ord(word[0]) << 16 | ord(word[1]))

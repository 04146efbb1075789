"""The characters the proofreading models know, and text as arrays of their ids.

One id per character, positions kept. Digits read as one symbol, Latin letters as another, half-width
punctuation as its full-width form, everything rare or strange as two symbols more. Traditional characters
and variants stay themselves: writing them is an error of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

BOUNDARY, UNKNOWN = 0, 1  # before and after a text; a Chinese character outside the list
FIRST = 2  # id of the first listed symbol
DIGIT, LATIN, OTHER = "0", "A", "#"  # stand for any digit, any Latin letter, anything else
PUNCTUATION = "，。、；：？！“”‘’（）《》〈〉【】—…·％"
HALF_WIDTH = dict(zip(",;:?!()%", "，；：？！（）％", strict=True))
HAN = ((0x3007, 0x3007), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))  # in order
LAST = HAN[-1][1] + 1  # code point from which on all are alike: strange

Ids = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Charset:
    """symbols: every known symbol, sorted; the id of one is its place plus FIRST."""

    symbols: str
    _ids: Ids = field(init=False, repr=False, compare=False)  # id by code point, up to LAST

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ids", _id_by_code_point(self.symbols))

    def __len__(self) -> int:
        """Number of ids, the two without a symbol counted."""
        return FIRST + len(self.symbols)

    def id(self, character: str) -> int:
        return int(self._ids[min(ord(character), LAST)])

    def symbol(self, number: int) -> str:
        """The symbol of an id; empty for BOUNDARY and UNKNOWN."""
        return self.symbols[number - FIRST] if number >= FIRST else ""

    def encode(self, text: str) -> Ids:
        """One id per character of the text, in order."""
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        ids: Ids = self._ids[np.minimum(points, LAST)]
        return ids

    @property
    def runs(self) -> Ids:
        """Ids of the symbols that stand for whole runs (numbers, Latin words, unknown marks)."""
        return np.array([self.id(symbol) for symbol in (DIGIT, LATIN, OTHER)], np.uint16)

    def squeeze(self, ids: Ids) -> tuple[Ids, NDArray[np.intp]]:
        """(ids with each run of digits, letters or marks as one, position of each of them in the text)."""
        repeated = np.zeros(len(ids), bool)
        repeated[1:] = (ids[1:] == ids[:-1]) & np.isin(ids[1:], self.runs)
        kept = np.flatnonzero(~repeated)
        return ids[kept], kept


def is_han(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in HAN)


def learn(texts: Iterable[str], least: int) -> Charset:
    """The charset of a corpus: the Chinese characters seen `least` times or more."""
    counts = Counter[str]()
    for text in texts:
        counts.update(text)
    return of(character for character, count in counts.items() if count >= least and is_han(character))


def of(characters: Iterable[str]) -> Charset:
    """The charset of these Chinese characters, with the punctuation and stand-ins that every charset has."""
    return Charset("".join(sorted({*characters, *PUNCTUATION, DIGIT, LATIN, OTHER})))


@cache
def charset() -> Charset:
    """The shipped charset."""
    path = files("checks") / "data" / "proofreading" / "characters.txt"
    return Charset(path.read_text(encoding="utf-8").rstrip("\n"))


def _id_by_code_point(symbols: str) -> Ids:
    number = {symbol: FIRST + place for place, symbol in enumerate(symbols)}
    ids = np.full(LAST + 1, number[OTHER], np.uint16)
    for first, last in HAN:
        ids[first : last + 1] = UNKNOWN
    for zero in "0０":
        ids[ord(zero) : ord(zero) + 10] = number[DIGIT]
    for letter in "AaＡａ":
        ids[ord(letter) : ord(letter) + 26] = number[LATIN]
    for half, full in HALF_WIDTH.items():
        ids[ord(half)] = number[full]
    for symbol in symbols:
        if symbol not in {DIGIT, LATIN, OTHER}:
            ids[ord(symbol)] = number[symbol]
    return ids

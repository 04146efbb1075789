"""The symbols of the n-gram model: characters by frequency, with digits, letters and odd marks folded into one each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from checks.proofreading.characters import HAN, is_han

Symbols = NDArray[np.uint16]
Codes = NDArray[np.uint32]
Places = NDArray[np.int64]

BITS = 12  # of a symbol: five of them fit one 64-bit key
UNKNOWN, BOUNDARY, DIGIT, LETTER, OTHER = range(5)
FIRST = 5  # symbol of the most frequent character
LARGEST = (1 << BITS) - FIRST

STRANGE, STRANGERS = (
    2,
    0.15,
)  # unknown Chinese characters, and their share, from which a text is of another script
_RUNS = (DIGIT, LETTER, OTHER)  # several in a row count as one
_BASIC_PLANE = 0x10000
_CHUNK = 10_000  # texts whose characters are counted at once
_MARKS = "，。、；：？！“”‘’（）《》〈〉【】—…·％%"
_NARROW, _WIDE = ",;:()?!", "，；：（）？！"
_FOLDED = str.maketrans(_NARROW, _WIDE)


@dataclass(frozen=True, slots=True)
class Encoded:
    """Symbols of a batch of texts, a boundary before, between and after them.

    symbols (n,) · codes (n,): code point of each · places (n,): where each stands in the texts joined by line
    breaks, one before the first and one after the last.
    """

    symbols: Symbols
    codes: Codes
    places: Places


@dataclass(frozen=True)
class Alphabet:
    """characters: the most frequent first, at most LARGEST."""

    characters: str

    @cached_property
    def symbol_of(self) -> Symbols:
        """(65536,): code point → symbol."""
        table = np.full(_BASIC_PLANE, OTHER, np.uint16)
        for low, high in HAN:
            table[low : high + 1] = UNKNOWN  # beyond the plane: nothing
        for code in range(_BASIC_PLANE):
            character = chr(code)
            if character.isdigit():
                table[code] = DIGIT
            elif character.isascii() and character.isalpha():
                table[code] = LETTER
        codes = np.array([ord(character) for character in self.characters], np.intp)
        table[codes] = np.arange(FIRST, FIRST + len(codes), dtype=np.uint16)
        for narrow, wide in zip(_NARROW, _WIDE, strict=True):
            table[ord(narrow)] = table[ord(wide)]
        table[ord("\n")] = BOUNDARY
        return table

    @cached_property
    def han(self) -> NDArray[np.bool_]:
        """(4096,): which symbols are Chinese characters."""
        table = np.zeros(1 << BITS, np.bool_)
        table[FIRST : FIRST + len(self.characters)] = [is_han(character) for character in self.characters]
        return table

    def reads(self, text: str) -> bool:
        """Whether the text is of its script: one in traditional characters has too many it does not know."""
        symbols = self.symbol_of[np.minimum(_codes(text), _BASIC_PLANE - 1)]
        unknown = int((symbols == UNKNOWN).sum())
        return unknown < STRANGE or unknown < STRANGERS * (unknown + int(self.han[symbols].sum()))

    def symbol(self, character: str) -> int:
        return (
            int(self.symbol_of[ord(character)])
            if len(character) == 1 and ord(character) < _BASIC_PLANE
            else OTHER
        )

    def character(self, symbol: int) -> str:
        return self.characters[symbol - FIRST]

    def encode(self, texts: Sequence[str]) -> Encoded:
        """Texts must hold no line break."""
        joined = "\n" + "\n".join(texts) + "\n"
        codes = _codes(joined)
        symbols = self.symbol_of[np.minimum(codes, _BASIC_PLANE - 1)]
        repeats = np.zeros(len(symbols), np.bool_)
        repeats[1:] = (symbols[1:] == symbols[:-1]) & np.isin(symbols[1:], _RUNS)
        places = np.flatnonzero(~repeats)
        return Encoded(symbols[places], codes[places], places)


def learn(texts: Sequence[str]) -> Alphabet:
    """The most frequent characters of the texts and the usual marks; ties by code point."""
    counts = np.zeros(_BASIC_PLANE, np.int64)
    for start in range(0, len(texts), _CHUNK):
        codes = _codes("".join(texts[start : start + _CHUNK]).translate(_FOLDED))
        counts += np.bincount(codes[codes < _BASIC_PLANE], minlength=_BASIC_PLANE)
    wanted = [code for code in range(_BASIC_PLANE) if is_han(chr(code)) or chr(code) in _MARKS]
    ranked = sorted((code for code in wanted if counts[code]), key=lambda code: (-counts[code], code))
    return Alphabet("".join(map(chr, ranked[:LARGEST])))


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)

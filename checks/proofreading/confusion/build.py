"""Builds the confusion set from readings and glyphs, and measures how many real errors it covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np

from checks.proofreading.characters import Charset, is_han
from checks.proofreading.confusion.shapes import shapes_between
from checks.proofreading.confusion.sounds import sounds_between, standard_characters
from checks.proofreading.confusion.table import FULL, Confusion, Sound

Pair = tuple[str, str]  # written, meant


def build(charset: Charset) -> Confusion:
    """Confusables of every known and every standard character; all of them known, so that they can be scored."""
    meant = "".join(symbol for symbol in charset.symbols if is_han(symbol))
    keys = "".join(sorted({*meant, *standard_characters()}))
    sounds, shapes = sounds_between(keys, meant), shapes_between(keys, meant)
    others = [sorted({*sounds[key], *shapes[key]}) for key in keys]
    return Confusion(
        keys=keys,
        starts=np.array([0, *accumulate(map(len, others))], np.int32),
        others=np.array([ord(one) for row in others for one in row], np.uint32),
        sounds=_column([sounds[key].get(one, Sound.FAR) for key, row in _rows(keys, others) for one in row]),
        shapes=_column(
            [round(FULL * shapes[key].get(one, 0)) for key, row in _rows(keys, others) for one in row]
        ),
    )


def error_pairs(sentences: Iterable[tuple[str, str]]) -> list[Pair]:
    """Characters that differ between a wrong sentence and its correction of the same length."""
    return [
        (wrong, right)
        for written, meant in sentences
        if len(written) == len(meant)
        for wrong, right in zip(written, meant, strict=True)
        if wrong != right
    ]


def coverage(table: Confusion, pairs: Sequence[Pair]) -> float:
    """Share of error pairs, 0–1, whose right character is offered for the wrong one."""
    return sum(table.between(wrong, right) is not None for wrong, right in pairs) / len(pairs)


def _rows(keys: str, others: list[list[str]]) -> Iterable[tuple[str, list[str]]]:
    return zip(keys, others, strict=True)


def _column(values: list[int]) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    return np.array(values, np.uint8)

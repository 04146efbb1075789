"""How many real errors the confusion set covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.proofreading.confusion.table import Confusion

Pair = tuple[str, str]  # written, meant


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

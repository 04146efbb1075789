"""All scores that have a floor."""

from __future__ import annotations

from benchmarks.extract import scores as measured
from benchmarks.extract.decoding import decoding
from benchmarks.extract.scores import Score


def scores() -> list[Score]:
    return [
        measured.dates(),
        measured.no_invented_dates(),
        *measured.entries(),
        measured.main_text(),
        measured.main_text_recall(),
        *decoding(),
    ]

"""What the encoder is worth alone: real errors found at a given number of false alarms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from checks.proofreading.confusion.table import Confusion
from checks.proofreading.encoder.model import Encoder, Floats, Question
from checks.proofreading.progress import Progress, watched

PER = 10_000  # characters false alarms are counted on
Pair = tuple[str, str]  # wrong sentence, right sentence
ALARMS = (1.0, 10.0)  # false alarms per PER characters of clean text


@dataclass(frozen=True, slots=True)
class Worth:
    """errors: wrong characters looked at · likelier: share of them where the right character is likelier than the
    wrong one · found: share where it is the likeliest of all confusables and beyond what clean text reaches at
    each of ALARMS · margins: that bound, in nats.
    """

    errors: int
    likelier: float
    found: tuple[float, ...]
    margins: tuple[float, ...]


def worths(
    model: Encoder,
    errors: Mapping[str, Sequence[Pair]],
    clean: Sequence[str],
    table: Confusion,
    progress: Progress,
) -> dict[str, Worth]:
    """Worth on each set of errors, by its name. errors: wrong and right sentences · clean: sentences without errors."""
    bounds = _bounds(model, clean, table, progress)
    return {name: _worth(model, pairs, bounds, table) for name, pairs in errors.items()}


def _worth(model: Encoder, pairs: Sequence[Pair], bounds: tuple[float, ...], table: Confusion) -> Worth:
    likelier: list[bool] = []
    best: list[float] = []  # margin of the right character where it is the likeliest, else below everything
    for wrong, right in pairs:
        if len(wrong) != len(right):
            continue
        for position, offered, margins in _opinions(model, wrong, table, right):
            at = offered.index(right[position])
            likelier.append(bool(margins[at] > 0))
            best.append(float(margins[at]) if margins[at] >= margins.max() else -np.inf)
    found = tuple(float(np.mean(np.array(best) > bound)) for bound in bounds)
    return Worth(len(best), float(np.mean(likelier)), found, bounds)


def _bounds(model: Encoder, clean: Sequence[str], table: Confusion, progress: Progress) -> tuple[float, ...]:
    """Margins that the highest of clean positions pass just as often as each of ALARMS says."""
    highest = [
        margins.max()
        for text in watched(clean, progress, "衡量", "句")
        for _, _, margins in _opinions(model, text, table)
    ]
    falling = np.sort(np.array(highest))[::-1]
    characters = sum(map(len, clean))
    return tuple(float(falling[min(int(alarms * characters / PER), len(falling) - 1)]) for alarms in ALARMS)


def _opinions(
    model: Encoder, text: str, table: Confusion, right: str = ""
) -> Iterator[tuple[int, str, Floats]]:
    """(position, characters offered there, their margins): every position, or those that differ from `right`."""
    questions = [
        Question(0, position, one)
        for position, written in enumerate(text)
        if not right or written != right[position]
        for one in sorted(
            {confusable.character for confusable in table.of(written)}
            | ({right[position]} if right else set())
        )
    ]
    margins = model.ask([text], questions).margins
    numbered = zip(questions, margins, strict=True)
    for position, group in groupby(numbered, key=lambda pair: pair[0].position):
        asked = list(group)
        yield (
            position,
            "".join(question.candidate for question, _ in asked),
            np.array([margin for _, margin in asked], np.float32),
        )

"""The one scorer. Corrections are judged by the characters they change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.proofreading.corpus import Pair
from checks.proofreader import Correction

AROUND = 12  # characters shown on each side of a false alarm


@dataclass(frozen=True, slots=True)
class Score:
    """changed: characters an engine changes · right: of those, into what is meant · wrong: characters that are wrong."""

    changed: int
    right: int
    wrong: int
    sentences: int  # with errors
    whole: int  # of those, corrected completely and without any other change

    @property
    def precision(self) -> float:
        return self.right / self.changed if self.changed else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wrong if self.wrong else 1.0

    @property
    def whole_recall(self) -> float:
        return self.whole / self.sentences if self.sentences else 1.0


@dataclass(frozen=True, slots=True)
class Alarm:
    """A correction of a text that is right."""

    set: str
    text: str
    correction: Correction

    def __str__(self) -> str:
        c = self.correction
        before, after = self.text[max(0, c.start - AROUND) : c.start], self.text[c.end : c.end + AROUND]
        return f"{self.set}: {before}【{c.wrong}→{c.right}】{after} {c.probability:.3f} {c.source}"


def score(pairs: Sequence[Pair], found: Sequence[Sequence[Correction]]) -> Score:
    changed = right = wrong = sentences = whole = 0
    for pair, corrections in zip(pairs, found, strict=True):
        gold = _differences(pair)
        touched = [place for c in corrections for place in _touched(c)]
        fixed = [place for c in corrections for place in _fixed(pair, c)]
        changed, right, wrong = changed + len(touched), right + len(fixed), wrong + len(gold)
        sentences += pair.written != pair.meant
        whole += pair.written != pair.meant == applied(pair.written, corrections)
    return Score(changed, right, wrong, sentences, whole)


def alarms(name: str, texts: Sequence[str], found: Sequence[Iterable[Correction]]) -> list[Alarm]:
    return [Alarm(name, text, c) for text, corrections in zip(texts, found, strict=True) for c in corrections]


def rate(given: Sequence[Alarm], characters: int) -> float:
    """Characters changed without need, per 10,000."""
    return 1e4 * sum(len(_touched(alarm.correction)) for alarm in given) / characters


def shown(found: Iterable[Iterable[Correction]]) -> list[list[Correction]]:
    return [[c for c in corrections if c.shown] for corrections in found]


def applied(text: str, corrections: Iterable[Correction]) -> str:
    for c in sorted(corrections, key=lambda c: -c.start):
        text = text[: c.start] + c.right + text[c.end :]
    return text


def _differences(pair: Pair) -> list[int]:
    if len(pair.written) != len(pair.meant):
        return [0]
    return [i for i, (a, b) in enumerate(zip(pair.written, pair.meant, strict=True)) if a != b]


def _touched(c: Correction) -> list[int]:
    """Places the correction changes; one where it changes the length."""
    if len(c.wrong) != len(c.right):
        return [c.start]
    return [c.start + i for i, (a, b) in enumerate(zip(c.wrong, c.right, strict=True)) if a != b]


def _fixed(pair: Pair, c: Correction) -> list[int]:
    if len(pair.written) != len(pair.meant):
        whole = pair.written[: c.start] + c.right + pair.written[c.end :] == pair.meant
        return [c.start] if whole else []
    if len(c.wrong) != len(c.right):
        return []
    wrong = set(_differences(pair))
    return [i for i in _touched(c) if i in wrong and c.right[i - c.start] == pair.meant[i]]

"""The figures of an engine, and the table of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

from benchmarks.proofreading import corpus
from benchmarks.proofreading.scores import Alarm, Score, alarms, rate, score, shown
from checks.proofreader import Correction, Proofreader


@dataclass(frozen=True, slots=True)
class Row:
    """set: name of the set of wrong sentences."""

    set: str
    shown: Score
    reviewed: Score


@dataclass(frozen=True, slots=True)
class Clean:
    """shown, reviewed: false alarms (shown; all), per set of clean sentences."""

    set: str
    characters: int
    shown: list[Alarm]
    reviewed: list[Alarm]
    seconds: float


def errors(engine: Proofreader, names: Sequence[str], limit: int | None = None) -> list[Row]:
    rows = []
    for name in names:
        pairs = corpus.pairs(name)[:limit]
        found = engine.check_batch([pair.written for pair in pairs])
        rows.append(Row(name, score(pairs, shown(found)), score(pairs, found)))
    return rows


def cleans(engine: Proofreader, names: Sequence[str], limit: int | None = None) -> list[Clean]:
    rows = []
    for name in names:
        texts = corpus.clean(name)[:limit]
        begun = perf_counter()
        found: list[list[Correction]] = engine.check_batch(texts)
        spent = perf_counter() - begun
        every, sure = alarms(name, texts, found), alarms(name, texts, shown(found))
        rows.append(Clean(name, corpus.characters(texts), sure, every, spent))
    return rows


def markdown(rows: Sequence[Row], clean: Sequence[Clean]) -> str:
    lines = [
        "| set | shown: P | R | whole sentences | with review: P | R | whole sentences |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [f"| {row.set} | {_figures(row.shown)} | {_figures(row.reviewed)} |" for row in rows]
    lines += [
        "",
        "| clean set | characters | shown per 10,000 | with review per 10,000 | characters/s |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {one.set} | {one.characters:,} | {rate(one.shown, one.characters):.2f} "
        f"| {rate(one.reviewed, one.characters):.2f} | {one.characters / one.seconds:,.0f} |"
        for one in clean
    ]
    size = sum(one.characters for one in clean)
    every, sure = ([a for one in clean for a in getattr(one, name)] for name in ("reviewed", "shown"))
    lines.append(
        f"| together | {size:,} | {rate(sure, size):.2f} | {rate(every, size):.2f} "
        f"| {size / sum(one.seconds for one in clean):,.0f} |"
    )
    return "\n".join(lines)


def _figures(one: Score) -> str:
    return f"{100 * one.precision:.1f} | {100 * one.recall:.1f} | {100 * one.whole_recall:.1f}"

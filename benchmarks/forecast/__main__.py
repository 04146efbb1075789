"""python -m benchmarks.forecast: how good the forecast of columns passing their limit is, beside "limit − age".

Every list of the corpus is cut at days of its past; from what it showed then, the chance is told that nothing new would
appear before the limit, and compared with what happened. Brier score: mean squared error of the chance, less is better.
The second table does the same for a day ahead (a mock inspection), beside "nothing changes until then".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.extract import corpus
from checks.updates.rhythm import LEAST, chance_of_lapse, chance_of_silence
from crawler.extract import read_page

LIMITS = ((14, 7), (183, 30), (365, 60))  # days of a limit, and how far ahead the forecast looks
AHEAD = ((14, 30), (14, 60), (183, 90))  # days of a limit, and of a day of inspection ahead
CUTS = 12  # days a list is cut at
TELLING = 6  # dated entries of a list that can be cut at all


@dataclass(frozen=True, slots=True)
class Case:
    """One forecast: what was said, what "limit − age" says, what happened."""

    chance: float
    naive: float
    lapsed: bool


def main() -> None:
    if not corpus.available():
        print(f"no corpus: {corpus.ARCHIVE} is missing")
        return
    lists = list(_lists())
    print(f"{len(lists)} lists with {TELLING} or more dates")
    print(f"{'limit':>6} {'ahead':>6} {'cases':>6} {'lapsed':>7} {'Brier':>7} {'naive':>7} {'rate':>7}")
    for limit, ahead in LIMITS:
        cases = [case for days in lists for case in _cases(days, limit, ahead)]
        print(_row(limit, ahead, cases))
    print("\nreliability (all limits): chance told, how often it happened")
    _print_bands([case for limit, ahead in LIMITS for days in lists for case in _cases(days, limit, ahead)])
    print("\non a day ahead of which a column is past its limit unless something is published")
    for limit, ahead in AHEAD:
        print(_row(limit, ahead, [case for days in lists for case in _inspected(days, limit, ahead)]))
    _print_bands(
        [case for limit, ahead in AHEAD for days in lists for case in _inspected(days, limit, ahead)]
    )


def _print_bands(every: Sequence[Case]) -> None:
    for low in (0.0, 0.1, 0.2, 0.4, 0.6, 0.8):
        high = {0.0: 0.1, 0.1: 0.2}.get(low, low + 0.2)
        band = [case for case in every if low <= case.chance < high or (high >= 1 and case.chance >= 1)]
        if band:
            print(
                f"  {low:.1f}–{high:.1f}: {_mean(c.chance for c in band):.2f} {_mean(c.lapsed for c in band):.2f}  n {len(band)}"
            )


def _lists() -> Iterator[tuple[date, ...]]:
    """Days of update of every list page, oldest first; the same list once."""
    seen = set()
    for sample in corpus.samples():
        entries = read_page(sample.url, sample.body, "text/html").entries
        days = tuple(sorted({entry.date for entry in entries if entry.date and not entry.inferred_year}))
        if len(days) >= TELLING and days not in seen:
            seen.add(days)
            yield days


def _cases(days: Sequence[date], limit: int, ahead: int) -> Iterator[Case]:
    """Forecasts made on days when the column was within its limit and due within `ahead` days."""
    first, last = days[LEAST - 1], days[-1]
    span = (last - first).days
    for number in range(CUTS):
        today = first + timedelta(days=span * number // CUTS)
        newest = max(day for day in days if day <= today)
        due = newest + timedelta(days=limit)
        if not today <= due <= today + timedelta(days=ahead):
            continue
        chance = chance_of_lapse(days, today, due)
        later = next(day for day in days if day > today)
        if chance is not None:
            yield Case(chance, 1.0, later > due)


def _inspected(days: Sequence[date], limit: int, ahead: int) -> Iterator[Case]:
    """Forecasts for a day of inspection by which the newest item of today is too old; the list shows what came."""
    first, last = days[LEAST - 1], days[-1] - timedelta(days=ahead)
    for number in range(CUTS if last > first else 0):
        today = first + timedelta(days=(last - first).days * number // CUTS)
        then = today + timedelta(days=ahead)
        newest, at_last = (max(day for day in days if day <= at) for at in (today, then))
        chance = chance_of_silence(days, today, then, limit)
        if chance is not None and (then - newest).days > limit:
            yield Case(chance, 1.0, (then - at_last).days > limit)


def _row(limit: int, ahead: int, cases: Sequence[Case]) -> str:
    if not cases:
        return f"{limit:6} {ahead:6} {0:6}"
    rate = _mean(case.lapsed for case in cases)
    scores = (
        _mean((case.chance - case.lapsed) ** 2 for case in cases),
        _mean((case.naive - case.lapsed) ** 2 for case in cases),
        rate * (1 - rate),
    )
    return f"{limit:6} {ahead:6} {len(cases):6} {rate:7.2f} " + " ".join(f"{score:7.3f}" for score in scores)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


if __name__ == "__main__":
    main()

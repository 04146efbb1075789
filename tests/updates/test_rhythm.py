"""The forecast of a column's next update."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from checks.updates.rhythm import LEAST, chance_of_lapse, chance_of_silence, rhythm_of

TODAY = date(2026, 11, 24)


def every(step: int, number: int = 20, newest: int = 0) -> list[date]:
    return [TODAY - timedelta(newest + step * n) for n in range(number)]


def test_too_few_days_say_nothing() -> None:
    assert rhythm_of(every(3, LEAST - 1), TODAY) is None
    assert chance_of_lapse(every(3, LEAST - 1), TODAY, TODAY) is None


def test_several_items_of_a_day_are_one_update() -> None:
    assert rhythm_of([TODAY] * 9, TODAY) is None


def test_days_to_come_prove_nothing() -> None:
    ahead = [TODAY + timedelta(30), *every(7)]
    assert chance_of_lapse(ahead, TODAY, TODAY + timedelta(14)) == chance_of_lapse(
        every(7), TODAY, TODAY + timedelta(14)
    )


def test_a_busy_column_is_safer_than_a_slow_one() -> None:
    due = TODAY + timedelta(14)
    chances = [chance_of_lapse(every(step), TODAY, due) for step in (1, 3, 7, 30)]
    assert chances == sorted(chances, key=lambda chance: chance or 0)
    assert len(set(chances)) == len(chances)


def test_the_nearer_the_limit_the_likelier() -> None:
    told = [
        chance_of_lapse(every(5, newest=age), TODAY, TODAY + timedelta(14 - age)) or 0
        for age in (0, 5, 10, 14)
    ]
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize("age", [0, 10, 400])
def test_it_is_a_probability(age: int) -> None:
    for limit in (1, 14, 365):
        chance = chance_of_lapse(every(9, newest=age), TODAY, TODAY + timedelta(limit))
        assert chance is not None
        assert 0.0 <= chance <= 1.0


def test_habits_of_long_ago_count_less() -> None:
    was_busy = [*every(60, 6), *(TODAY - timedelta(1500 + n) for n in range(60))]
    due = TODAY + timedelta(14)
    assert (chance_of_lapse(was_busy, TODAY, due) or 0) > (chance_of_lapse(every(2, 60), TODAY, due) or 0)


@pytest.mark.parametrize(
    ("age", "ahead", "limit"), [(0, 30, 14), (3, 30, 14), (20, 30, 14), (2, 60, 14), (5, 10, 14)]
)
def test_silence_on_a_day_is_what_drawing_gaps_gives(age: int, ahead: int, limit: int) -> None:
    """Gaps drawn from the same curve, day after day, ten thousand times."""
    rhythm = rhythm_of([TODAY - timedelta(n) for n in (0, 2, 3, 9, 11, 30, 33, 36)], TODAY)
    assert rhythm
    drawn, rounds, silent = random.Random(7), 10_000, 0
    hazard = [1 - rhythm.survives(0, n) / rhythm.survives(0, n - 1) for n in range(1, age + ahead + 1)]
    for _ in range(rounds):
        since = age
        for _day in range(ahead):
            since = 0 if drawn.random() < hazard[since] else since + 1
        silent += since > limit
    assert rhythm.silence(age, ahead, limit) == pytest.approx(silent / rounds, abs=0.015)


def test_a_day_within_the_limit_is_never_silent() -> None:
    assert chance_of_silence(every(3), TODAY, TODAY + timedelta(14), 14) == 0.0
    assert chance_of_silence(every(3, LEAST - 1), TODAY, TODAY + timedelta(30), 14) is None


def test_who_is_late_now_may_have_caught_up_by_then() -> None:
    """Far ahead it matters how often a column publishes, not how late it is today."""
    late, new = (
        chance_of_silence(every(3, newest=age), TODAY, TODAY + timedelta(60), 14) or 0 for age in (20, 0)
    )
    assert 0.0 < new < late < 0.5
    assert (chance_of_silence(every(30), TODAY, TODAY + timedelta(60), 14) or 0) > late

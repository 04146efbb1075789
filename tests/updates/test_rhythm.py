"""The forecast of a column's next update."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from checks.updates.rhythm import LEAST, chance_of_lapse, rhythm_of

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

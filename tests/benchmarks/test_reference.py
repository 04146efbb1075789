"""The day a mirror is inspected."""

from __future__ import annotations

from datetime import date, datetime

from benchmarks.mirrors.reference import reference_of
from portal.calendar import CHINA
from portal.page import Entry, Page, Published

NOW = datetime(2026, 11, 24, 9, tzinfo=CHINA)


def article(day: date) -> Page:
    return Page(f"http://t/{day}.html", published=Published(day, "label"))


def listing(*days: date, inferred: bool = False) -> Page:
    return Page("http://t/", entries=tuple(Entry("标题", day, "", inferred) for day in days))


def test_a_week_after_the_newest_day_that_two_pages_show() -> None:
    new, slip = date(2020, 12, 31), date(2021, 12, 31)
    pages = [article(date(2020, 5, 1)), article(new), listing(new, date(2020, 5, 1)), article(slip)]
    assert reference_of(pages, NOW) == datetime(2021, 1, 7, 12, tzinfo=CHINA)


def test_days_to_come_and_guessed_years_count_for_nothing() -> None:
    future, guess = date(2031, 1, 1), date(2026, 10, 1)
    pages = [article(future), listing(future), *[listing(guess, inferred=True)] * 2]
    pages += [article(date(2020, 1, 1))] * 2
    assert reference_of(pages, NOW).date() == date(2020, 1, 8)


def test_never_after_today() -> None:
    assert reference_of([article(date(2026, 11, 23))] * 2, NOW) == NOW
    assert reference_of([], NOW) == NOW

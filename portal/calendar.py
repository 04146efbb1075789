"""The one time zone of every date an office sees, and its working days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import chinese_calendar

CHINA = ZoneInfo("Asia/Shanghai")
SATURDAY = 5


def is_workday(day: date, holidays: Collection[date] = ()) -> bool:
    """National holidays and the working weekends that make up for them are known for the years the State Council has
    announced (package chinesecalendar); for other years Monday to Friday count. holidays: of the place itself.
    """
    return day not in holidays and _is_national_workday(day)


@lru_cache(maxsize=10_000)
def _is_national_workday(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < SATURDAY


def after_workdays(day: date, count: int, holidays: Collection[date] = ()) -> date:
    """The day on which `count` working days have passed since `day`, which is not counted itself."""
    while count:
        day += timedelta(days=1)
        count -= is_workday(day, holidays)
    return day

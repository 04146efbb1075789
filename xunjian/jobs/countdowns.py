"""Days that come every year, and when the office is reminded of them (countdowns.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from xunjian.jobs.reminders import Due

IsWorkday = Callable[[date], bool]


class Countdown(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    name: str
    month: int
    day: int
    steps: tuple[int, ...]
    todo: str
    basis: str
    verified: bool


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    countdowns: tuple[Countdown, ...]


@cache
def countdowns() -> tuple[Countdown, ...]:
    text = (files("xunjian.jobs") / "countdowns.toml").read_text(encoding="utf-8")
    return _File.model_validate(tomllib.loads(text)).countdowns


def countdowns_due(today: date, is_workday: IsWorkday) -> Iterator[Due]:
    """Of every countdown the newest step reached. A step on a day off comes on the last working day before it."""
    for countdown in countdowns():
        deadline = date(today.year, countdown.month, countdown.day)
        steps = [step for step in countdown.steps if _reminded_on(deadline, step, is_workday) <= today]
        if steps and today <= deadline:
            yield Due(
                f"countdown:{countdown.code}:{deadline.year}:{min(steps)}", _line(countdown, deadline, today)
            )


def _reminded_on(deadline: date, step: int, is_workday: IsWorkday) -> date:
    day = deadline - timedelta(days=step)
    while not is_workday(day):
        day -= timedelta(days=1)
    return day


def _line(countdown: Countdown, deadline: date, today: date) -> str:
    left = (deadline - today).days
    when = f"还有 {left} 天" if left else "今天到期"
    unsure = "" if countdown.verified else "（未核验）"
    return (
        f"{countdown.name}：{deadline:%Y-%m-%d} 前，{when}。请{countdown.todo}。"
        f"依据：{countdown.basis}{unsure}。本地要求更早的，以本地为准。"
    )

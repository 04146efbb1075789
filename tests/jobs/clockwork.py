"""A schedule under a clock of the test's own: no waiting, and nothing of APScheduler replaced but its waiting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import time_machine

from portal.calendar import CHINA
from xunjian.jobs.queues import QUICK
from xunjian.jobs.schedule import OfficeSchedule
from xunjian.jobs.worker import OfficeWorker


def moment(day: str, hour: str = "00:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=CHINA)


def work_off(queue: str = QUICK) -> None:
    """The real worker, until its queue is empty."""
    OfficeWorker(queue, batch=True).run()


@dataclass
class Happening:
    """Somebody does something at a moment."""

    at: datetime
    act: Callable[[], Any]


class Clockwork:
    """In place of the event the scheduler waits for: waiting moves the clock, and lets the workers work before."""

    def __init__(
        self,
        schedule: OfficeSchedule,
        clock: time_machine.Coordinates,
        until: datetime,
        work: Callable[[], None],
        happenings: list[Happening],
    ) -> None:
        self._schedule, self._clock, self._until, self._work = schedule, clock, until, work
        self._happenings = sorted(happenings, key=lambda one: one.at)
        self._woken = False

    def is_set(self) -> bool:
        return False

    def set(self) -> None:
        self._woken = True

    def clear(self) -> None:
        self._woken = False

    def wait(self, seconds: float) -> None:
        self._work()
        if self._woken:
            return
        now = datetime.now(CHINA)
        target = min(now + timedelta(seconds=min(seconds, 86_400)), self._until)
        if self._happenings and self._happenings[0].at <= target:
            happening = self._happenings.pop(0)
            self._clock.move_to(max(happening.at, now))
            happening.act()
            return
        self._clock.move_to(target)
        if target == self._until:
            self._schedule.clock.shutdown(wait=False)


def live(
    clock: time_machine.Coordinates,
    until: datetime,
    *,
    work: Callable[[], None] = work_off,
    happenings: tuple[Happening, ...] = (),
) -> None:
    """Start a schedule now and let it run until a moment."""
    schedule = OfficeSchedule()
    schedule.clock._event = Clockwork(schedule, clock, until, work, list(happenings))
    schedule.run()

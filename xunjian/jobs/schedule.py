"""The clock of the office: APScheduler decides when, and only that."""

from __future__ import annotations

from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from django.db import close_old_connections

from portal.calendar import CHINA
from xunjian.clock import reference_time
from xunjian.jobs import due
from xunjian.jobs.timetable import Entry, timetable


class OfficeSchedule:
    """Runs everything in one thread, one after the other: each takes milliseconds."""

    def __init__(self) -> None:
        self.clock = BlockingScheduler(
            timezone=CHINA,
            executors={"default": DebugExecutor()},
            job_defaults={"coalesce": True, "max_instances": 1},
        )
        self._known: dict[str, str] = {}

    def follow(self) -> None:
        """Takes over what changed in the timetable."""
        entries = {entry.name: entry for entry in timetable()}
        for name in self._known.keys() - entries.keys():
            self.clock.remove_job(name)
            del self._known[name]
        for name, entry in entries.items():
            if self._known.get(name) != str(entry.trigger):
                self._enter(entry)

    def _enter(self, entry: Entry) -> None:
        self.clock.add_job(
            self._act,
            entry.trigger,
            [entry],
            id=entry.name,
            misfire_grace_time=entry.grace,
            replace_existing=True,
        )
        self._known[entry.name] = str(entry.trigger)

    def _act(self, entry: Entry) -> None:
        close_old_connections()
        at = reference_time()
        if entry.site is None:
            entry.act(at)
        else:
            entry.act(at, entry.site)
        if entry.name == "pulse":
            self.follow()

    def run(self) -> None:
        """Until it is stopped (KeyboardInterrupt, or `clock.shutdown`)."""
        due.start(reference_time())
        self.follow()
        self.clock.start()

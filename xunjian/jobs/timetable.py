"""What is done when, read anew from the database: sites and settings change while the scheduler runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time

from apscheduler.triggers.cron import CronTrigger

from portal.calendar import CHINA
from xunjian.jobs import due
from xunjian.jobs.nights import MORNING
from xunjian.store.models import Office, Site
from xunjian.store.models.office import Digest

HOUR = 3600
PULSE = "*"  # every minute: what changed, what was abandoned, what waits to be sent
CLEARING = time(5, 0)  # when most nightly scans are over; a site that is still scanned waits for the next day
JITTER = 20 * 60  # seconds; looks at many sites do not all fall on the full hour


@dataclass(frozen=True, slots=True)
class Entry:
    """grace: seconds after its time in which it is still to be done."""

    name: str
    trigger: CronTrigger
    act: Callable[..., object]
    grace: int
    site: int | None = None


def timetable() -> Iterator[Entry]:
    yield Entry("pulse", CronTrigger(minute=PULSE, timezone=CHINA), due.pulse, 60)
    yield Entry("morning", _daily(MORNING), due.morning, 12 * HOUR)
    office = Office.current()
    if office.clearing:
        yield Entry("clearing", _daily(CLEARING), due.clearing, 20 * HOUR)
    if office.digest != Digest.NEVER or office.report_day:
        yield Entry("digest", _daily(office.digest_at), due.digests, 12 * HOUR)
    for site in Site.objects.all():
        if site.nightly:
            yield Entry(f"night {site.pk}", _daily(site.nightly_at), due.night, 20 * HOUR, site.pk)
        if site.probing:
            hourly = CronTrigger(minute=0, jitter=JITTER, timezone=CHINA)
            yield Entry(f"probe {site.pk}", hourly, due.probe, 30 * 60, site.pk)


def _daily(at: time) -> CronTrigger:
    return CronTrigger(hour=at.hour, minute=at.minute, timezone=CHINA)

"""The nightly clearing as a job of the scans' queue: it takes a while, and wants sites nobody scans just then."""

from __future__ import annotations

from django_tasks import task

from xunjian.clock import reference_time
from xunjian.jobs.queues import SCANS
from xunjian.keeping.plan import clear


@task(queue_name=SCANS)
def clear_old() -> None:
    clear(reference_time())

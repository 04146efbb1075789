"""Rechecks as jobs: a site's cases in one errand, after the scan that may be running there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django_tasks import task

from xunjian.clock import reference_time
from xunjian.jobs.queues import SCANS
from xunjian.rechecking.moving import recheck
from xunjian.store.models import Case, User

AGAIN = timedelta(minutes=10)  # after which a site that was being scanned is asked again


def request_recheck(cases: Iterable[Case], user: User | None = None) -> None:
    """Queue a recheck, one job a site. Asked for twice, it is done twice: what is closed then is left alone."""
    sites: dict[int, list[int]] = {}
    for case in cases:
        sites.setdefault(case.site_id, []).append(case.pk)
    for numbers in sites.values():
        run_recheck.enqueue(numbers, user.pk if user else None)


@task(queue_name=SCANS)
def run_recheck(numbers: list[int], user_id: int | None) -> None:
    cases = list(Case.objects.select_related("site", "finding").filter(pk__in=numbers))
    user = User.objects.filter(pk=user_id).first() if user_id else None
    result = recheck(cases, reference_time(), user)
    if result.busy:
        later = run_recheck.using(run_after=reference_time() + AGAIN)
        later.enqueue([case.pk for case in result.busy], user_id)

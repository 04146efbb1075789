"""Scans as jobs: asked for, queued, run by one worker, taken up again where a worker died."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django_tasks import task

from xunjian.clock import reference_time
from xunjian.jobs.locks import site_held
from xunjian.jobs.queues import SCANS
from xunjian.jobs.scanning import MOST, conduct, give_up
from xunjian.jobs.tasks import send_digests
from xunjian.jobs.waiting import is_waiting
from xunjian.store.models import Scan, ScanKind, ScanState, Site, User

_OPEN = (ScanState.QUEUED, ScanState.RUNNING)


def request_scan(
    site: Site, kind: ScanKind, at: datetime, user: User | None = None, night: date | None = None
) -> Scan:
    """Queue a scan. The same night is scanned once; an audit that still waits or runs is not asked for twice."""
    night = night if kind is ScanKind.NIGHTLY else None
    try:
        with transaction.atomic():
            if earlier := _earlier(site, kind, night):
                return earlier
            scan = Scan.objects.create(
                site=site, kind=kind, reference_time=at, night=night, requested_by=user
            )
            _enqueue(scan)
            return scan
    except IntegrityError:  # another process asked for the same night in this moment
        return Scan.objects.get(site=site, kind=kind, night=night)


@task(queue_name=SCANS)
def run_scan(scan_id: int) -> None:
    """Does nothing for a scan that is over, or while another worker is on the site: that one takes up what waits."""
    scan = Scan.objects.select_related("site").filter(pk=scan_id).first()
    if scan is None:
        return
    with site_held(scan.site) as held:
        if not held:
            return
        conduct(scan)
    if scan.state == ScanState.FINISHED:
        send_digests.enqueue(reference_time().isoformat())  # single veto is told at once
    for waiting in Scan.objects.filter(site=scan.site, state=ScanState.QUEUED):
        _enqueue(waiting)


def recover() -> list[Scan]:
    """Queue again every open scan nobody works on: its worker was killed, or its job is over without it.

    One that was begun too often is given up: it would end the next worker too.
    """
    open_scans = Scan.objects.select_related("site").filter(state__in=_OPEN)
    return [scan for scan in open_scans if not is_waiting(run_scan, scan.job) and _is_taken_up(scan)]


def _is_taken_up(scan: Scan) -> bool:
    with site_held(scan.site) as held:
        if not held:
            return False
        if scan.attempts >= MOST:
            give_up(scan)
            return False
    _enqueue(scan)  # with the site let go: a worker may be on it at once
    return True


def _earlier(site: Site, kind: ScanKind, night: date | None) -> Scan | None:
    scans = Scan.objects.filter(site=site, kind=kind)
    if night is not None:
        return scans.filter(night=night).first()
    return scans.filter(state__in=_OPEN).first()


def _enqueue(scan: Scan) -> None:
    scan.job = run_scan.enqueue(scan.pk).id
    scan.save(update_fields=["job"])

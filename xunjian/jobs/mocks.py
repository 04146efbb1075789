"""Mock inspections as jobs: the newest snapshot judged as if inspected on a day ahead, without asking the site anything.

A queue of their own: a large site takes minutes, for which no mail may wait, and a mock need not wait for a scan of hours.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, time, timedelta
from functools import partial
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db.models import Max
from django_tasks import task

from portal.calendar import CHINA
from portal.errors import XunjianError
from portal.profile import Profile
from xunjian import pipeline
from xunjian.clock import reference_time
from xunjian.jobs import faults, locks
from xunjian.jobs.profiles import profile_of_site
from xunjian.jobs.progress import watched
from xunjian.jobs.queues import MOCKS
from xunjian.jobs.records import records_of_site
from xunjian.jobs.waiting import is_waiting
from xunjian.ledger.ruled import RULINGS, as_ruled
from xunjian.proofing import MEMORY
from xunjian.store.models import Event, MockInspection, Scan, ScanState, Site, User
from xunjian.store.uploads import held

KEPT = 12  # of a site; older ones go
MOMENT = timedelta(minutes=1)
STOPPED = "后台任务中途停了，没有算完；请再算一次"


def request_mock(scan: Scan, day: date, at: datetime, user: User | None = None) -> MockInspection:
    """Queue what is not there yet. `scan`: finished. Raises ProfileError."""
    basis = basis_of(scan.site)
    mock, made = MockInspection.objects.get_or_create(scan=scan, day=day, defaults={"requested_at": at})
    if not made:
        settle(mock, at)
    if not made and (mock.is_open or (mock.state == ScanState.FINISHED and mock.basis == basis)):
        return mock
    mock.state, mock.requested_at, mock.requested_by, mock.error = ScanState.QUEUED, at, user, ""
    mock.stage, mock.pages, mock.known = "", 0, 0
    mock.save()
    mock.job = make_mock.enqueue(mock.pk).id
    mock.save(update_fields=["job"])
    return mock


def basis_of(site: Site) -> str:
    """Of everything beside the snapshot and the day that a mock inspection is judged by. Raises ProfileError."""
    ruled = Event.objects.filter(case__site=site, kind__in=RULINGS).aggregate(last=Max("pk"))["last"]
    records = ",".join(map(str, held(site).values_list("pk", flat=True)))
    told = (version("xunjian"), profile_of_site(site).digest, records, str(ruled))
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def settle(mock: MockInspection, at: datetime) -> None:
    """One whose worker is gone is over. Between its turn and its lock a job has MOMENT."""
    if not mock.is_open or is_waiting(make_mock, mock.job):
        return
    if mock.state == ScanState.QUEUED and at - mock.requested_at < MOMENT:
        return
    with locks.held(_lock(mock)) as free:
        if free:
            mock.refresh_from_db()
            if mock.is_open:
                _leave(mock, ScanState.FAILED, STOPPED)


@task(queue_name=MOCKS)
def make_mock(mock_id: int) -> None:
    mock = MockInspection.objects.select_related("scan__site").filter(pk=mock_id).first()
    if mock is None:
        return
    with locks.held(_lock(mock)) as mine:
        mock.refresh_from_db()
        if mine and mock.is_open:
            _conduct(mock)


def _conduct(mock: MockInspection) -> None:
    MockInspection.objects.filter(pk=mock.pk).update(state=ScanState.RUNNING)
    try:
        mock.basis = basis_of(mock.scan.site)
        _judge(mock, profile_of_site(mock.scan.site))
    except KeyboardInterrupt:
        _leave(mock, ScanState.FAILED, STOPPED)
        raise
    except XunjianError as error:
        _leave(mock, ScanState.FAILED, str(error))
    except Exception as error:
        _leave(mock, ScanState.FAILED, faults.told(error))
        raise  # the job keeps the traceback
    else:
        _leave(mock, ScanState.FINISHED)
        _tidy(mock)


def _judge(mock: MockInspection, profile: Profile) -> None:
    site, at = mock.scan.site, datetime.combine(mock.day, time.min, CHINA)
    with watched(mock) as watch, _remembered(site) as memory:
        pipeline.check(
            mock.scan.snapshot,
            mock.folder,
            profile=profile,
            at=at,
            watch=watch,
            memory=memory,
            records=records_of_site(site, at),
            revise=partial(as_ruled, scan=mock.scan, day=mock.day),
        )


@contextmanager
def _remembered(site: Site) -> Iterator[Path]:
    """A copy of what the scans of the site remember: a scan that is running keeps the original to itself."""
    with TemporaryDirectory(prefix="xunjian-") as folder:
        copy, kept = Path(folder) / MEMORY, site.folder / MEMORY
        if kept.is_file():
            with closing(sqlite3.connect(kept)) as source, closing(sqlite3.connect(copy)) as target:
                source.backup(target)
        yield copy


def _leave(mock: MockInspection, state: ScanState, error: str = "") -> None:
    mock.state, mock.error, mock.ended_at = state, error, reference_time()
    mock.save(update_fields=["state", "error", "ended_at", "basis"])


def _tidy(mock: MockInspection) -> None:
    """Rows beyond KEPT go, and the files of rows that are gone."""
    rows = MockInspection.objects.filter(scan__site=mock.scan.site_id)
    for old in rows.order_by("-requested_at", "-pk")[KEPT:]:
        old.delete()
    kept = {str(pk) for pk in rows.values_list("pk", flat=True)}
    for path in mock.shelf.iterdir():
        if path.stem not in kept:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _lock(mock: MockInspection) -> Path:
    return mock.shelf / f"{mock.pk}.lock"

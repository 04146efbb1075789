"""Which scans keep their whole snapshot: all of the last nights, then the last of each week, and the last of each month
for good: what a periodic report and its self-check draw upon.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from checks.security import past
from portal.calendar import CHINA
from xunjian.store.models import Office, Scan, ScanState

NEWEST = past.SCANS + 1  # kept however old: rules look back so far


def kept_whole(scans: Sequence[Scan], today: date, office: Office) -> frozenset[int]:
    """Ids. `scans`: sealed ones of one whole site, by the time they are judged for."""
    dense, weekly = today - timedelta(days=office.keep_days), today - relativedelta(months=office.keep_months)
    dated = [(s, _day(s.reference_time)) for s in scans if s.state == ScanState.FINISHED]
    weeks = {day.isocalendar()[:2]: scan.pk for scan, day in dated if day > weekly}
    months = {(day.year, day.month): scan.pk for scan, day in dated}
    kept = {*weeks.values(), *months.values(), *(s.pk for s in scans if is_recent(s, dense))}
    for of in _ORDERS:
        kept |= {scan.pk for scan in sorted(scans, key=of)[-NEWEST:]}
    return frozenset(kept)


def is_recent(scan: Scan, dense: date) -> bool:
    return _day(_ended(scan)) > dense


def _ended(scan: Scan) -> datetime:
    return scan.ended_at or scan.queued_at


def _day(at: datetime) -> date:
    return at.astimezone(CHINA).date()


_ORDERS: tuple[Callable[[Scan], Any], ...] = (  # by which a newest scan is asked for, or built upon
    lambda scan: scan.reference_time,
    _ended,
    lambda scan: scan.folder,
)

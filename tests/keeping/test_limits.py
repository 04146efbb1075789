"""Which nights stay whole."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from portal.calendar import CHINA
from xunjian.keeping.limits import kept_whole
from xunjian.store.models import Office, Scan, ScanState

TODAY = date(2027, 6, 30)  # a Wednesday
OFFICE = Office(keep_days=30, keep_months=3)


def scan(day: date, state: ScanState = ScanState.FINISHED) -> Scan:
    at = datetime.combine(day, time(1, 30), CHINA)
    return Scan(
        pk=day.toordinal(), state=state, reference_time=at, ended_at=at, folder=f"{day:%Y%m%d}-013000"
    )


def kept(scans: list[Scan]) -> list[date]:
    return sorted(date.fromordinal(pk) for pk in kept_whole(scans, TODAY, OFFICE))


def nights(first: date, last: date) -> list[Scan]:
    return [scan(first + timedelta(n)) for n in range((last - first).days + 1)]


def test_all_then_one_a_week_then_one_a_month() -> None:
    found = kept(nights(date(2026, 12, 1), TODAY))
    dense = [TODAY - timedelta(n) for n in reversed(range(30))]
    assert found[-30:] == dense  # 1 to 30 June
    assert found[:-30] == [
        date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31),  # the last of each month
        date(2027, 4, 4), date(2027, 4, 11), date(2027, 4, 18), date(2027, 4, 25), date(2027, 4, 30),
        date(2027, 5, 2), date(2027, 5, 9), date(2027, 5, 16), date(2027, 5, 23), date(2027, 5, 30), date(2027, 5, 31),
    ]  # fmt: skip


def test_what_was_kept_before_is_kept_as_time_goes_on() -> None:
    """Cleared day by day, or all at once: the same are left."""
    left = {s.pk: s for s in nights(date(2026, 12, 1), date(2027, 2, 1))}
    for day in range(150):
        today = date(2027, 2, 1) + timedelta(day)
        left |= {s.pk: s for s in [scan(today)]}
        left = {pk: left[pk] for pk in sorted(kept_whole([*left.values()], today, OFFICE))}
    at_once = kept_whole(nights(date(2026, 12, 1), today), today, OFFICE)
    assert frozenset(left) == at_once


def test_the_newest_stays_however_old() -> None:
    old = nights(date(2025, 1, 1), date(2025, 1, 9))
    assert kept(old) == [date(2025, 1, day) for day in (6, 7, 8, 9)]
    assert kept([]) == []


def test_a_scan_that_failed_stands_for_no_week_and_no_month() -> None:
    failed = scan(date(2027, 1, 31), ScanState.FAILED)
    scans = [*nights(date(2027, 1, 4), date(2027, 1, 30)), failed, *nights(date(2027, 6, 20), TODAY)]
    assert kept(scans)[:2] == [date(2027, 1, 30), date(2027, 6, 20)]

"""Columns that will be out of date within days, as the newest scan of each site shows them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from checks import Outcome
from checks import Scan as Judged
from checks.updates.freshness import Standing, standings
from portal.calendar import CHINA
from portal.errors import XunjianError
from portal.profile import Profile
from portal.snapshot import Snapshot
from xunjian.jobs.profiles import profile_of_site
from xunjian.jobs.reminders import Due
from xunjian.store.models import Scan, ScanKind, ScanState, Site


def forecasts_due(at: datetime) -> Iterator[Due]:
    """One for each column and last day; a column that was updated has a later one. As UPD006: only columns whose kind
    is certain. Unreadable scans are passed over: they are told of where they are shown.
    """
    for site in Site.objects.all():
        scans = Scan.objects.filter(site=site, state=ScanState.FINISHED).exclude(kind=ScanKind.RECHECK)
        newest = scans.order_by("-ended_at", "-pk").first()
        if newest is None:
            continue
        try:
            yield from _of_site(site, newest, at)
        except XunjianError:
            continue


def _of_site(site: Site, scan: Scan, at: datetime) -> Iterator[Due]:
    profile = profile_of_site(site)
    today = at.astimezone(CHINA).date()
    for standing in _standings(scan, profile, at):
        left = (standing.due - today).days
        if standing.outcome is Outcome.FAIL and 0 <= left <= profile.rules.due_soon_days:
            place = hashlib.sha256(standing.column.url.encode()).hexdigest()[:16]
            yield Due(f"due-soon:{site.pk}:{place}:{standing.due}", _line(site, standing, left))


def _standings(scan: Scan, profile: Profile, at: datetime) -> list[Standing]:
    snapshot = Snapshot.open(scan.snapshot)
    try:
        return list(standings(Judged(snapshot, profile, at=at)))
    finally:
        snapshot.close()


def _line(site: Site, standing: Standing, left: int) -> str:
    column = standing.column
    when = f"还有 {left} 天" if left else "今天是最后一天"
    owner = f"，{column.owner}" if column.owner else ""
    return (
        f"{site.name}「{column.name}」{owner}：最新一条 {standing.newest:%Y-%m-%d}，期限 {standing.limit}，"
        f"最迟 {standing.due:%Y-%m-%d} 更新，{when}。{column.url}"
    )

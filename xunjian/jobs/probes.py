"""Hourly looks at home pages (AVL001), and what a week of them says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.visit import TIME_LIMIT, Arrival, visit_home
from xunjian.jobs.profiles import profile_of_site
from xunjian.store.models import Maintenance, Probe, Site

WEEK = timedelta(days=7)
A_DAY = 20  # looks a day under which nothing can be said; 国办秘函〔2019〕19号: 「每天间隔性访问20次以上」
VETO_SHARE, WARNING_SHARE = 0.05, 0.03  # 「累计占比超过（含）5%」; the warning line is ours


def slot_of(at: datetime) -> datetime:
    """The hour a look is for."""
    return at.replace(minute=0, second=0, microsecond=0)


def probe_site(site: Site, slot: datetime, at: datetime, *, limit: float = TIME_LIMIT) -> Probe:
    """Look at the home page, unless this hour was looked at already. Raises ProfileError."""
    earlier = Probe.objects.filter(site=site, slot=slot).first()
    if earlier:
        return earlier
    visit = visit_home(profile_of_site(site), limit=limit)
    closed = Maintenance.objects.filter(site=site, starts_at__lte=at, ends_at__gt=at).exists()
    return Probe.objects.get_or_create(
        site=site,
        slot=slot,
        defaults={
            "at": at,
            "ok": visit.arrival is Arrival.ARRIVED,
            "status": visit.status,
            "seconds": visit.seconds,
            "error": visit.error[:200],
            "counted": visit.arrival is not Arrival.CANNOT_TELL and not closed,
        },
    )[0]


@dataclass(frozen=True, slots=True)
class Availability:
    """The last seven days. enough: every one of them has the looks the indicator asks for, else no verdict."""

    counted: int
    failed: int
    enough: bool

    @property
    def share(self) -> float:
        return self.failed / self.counted if self.counted else 0.0

    @property
    def is_veto(self) -> bool:
        return self.enough and self.share >= VETO_SHARE

    @property
    def is_warning(self) -> bool:
        return self.enough and WARNING_SHARE <= self.share < VETO_SHARE


def availability(site: Site, at: datetime) -> Availability:
    looks = list(
        Probe.objects.filter(site=site, counted=True, at__gt=at - WEEK, at__lte=at).values_list("at", "ok")
    )
    days = [sum(timedelta(day) <= at - when < timedelta(day + 1) for when, _ in looks) for day in range(7)]
    return Availability(len(looks), sum(not ok for _, ok in looks), min(days) >= A_DAY)

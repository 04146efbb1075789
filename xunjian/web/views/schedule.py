"""日程: when each site is scanned and probed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from xunjian.jobs.countdowns import Countdown, countdowns
from xunjian.jobs.timetable import CLEARING
from xunjian.keeping.room import room
from xunjian.store import sight
from xunjian.store.models import Office, Probe, Role, Scan, ScanKind, Site
from xunjian.web.access import Request, seen_by

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Line:
    """A site with its last runs and its next; None where it is switched off or has not run."""

    site: Site
    last_scan: Scan | None
    next_scan: datetime | None
    last_probe: Probe | None
    next_probe: datetime | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the year by which something must be out, as it comes next."""

    countdown: Countdown
    day: date
    left: int


@seen_by(Role.OFFICE, Role.LEADER)
def schedule(request: Request) -> HttpResponse:
    now = timezone.localtime()
    lines = [_line(site, now) for site in sight.sites(request.user)]
    days = sorted((_next(countdown, now.date()) for countdown in countdowns()), key=lambda day: day.day)
    keeping = {"office": Office.current(), "disk": room(), "clearing_at": CLEARING}
    return render(request, "web/schedule.html", {"lines": lines, "days": days, "now": now} | keeping)


def _next(countdown: Countdown, today: date) -> Day:
    this = date(today.year, countdown.month, countdown.day)
    day = this if this >= today else this.replace(year=today.year + 1)
    return Day(countdown, day, (day - today).days)


def _line(site: Site, now: datetime) -> Line:
    return Line(
        site,
        site.scans.filter(kind=ScanKind.NIGHTLY).first(),
        _next_night(site, now) if site.nightly else None,
        site.probes.first(),
        now.replace(minute=0, second=0, microsecond=0) + HOUR if site.probing else None,
    )


def _next_night(site: Site, now: datetime) -> datetime:
    at = datetime.combine(now.date(), site.nightly_at, now.tzinfo)
    return at if at > now else at + timedelta(days=1)

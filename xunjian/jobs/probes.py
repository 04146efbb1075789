"""Hourly looks at home pages (AVL001), and what a week of them says."""

from __future__ import annotations

from datetime import datetime

from checks.availability.week import Week, week_of
from checks.scheme import load_scheme
from crawler.visit import TIME_LIMIT, Arrival, visit_home
from xunjian.jobs.profiles import profile_of_site
from xunjian.jobs.records import records_of_site
from xunjian.store.models import Maintenance, Probe, Site


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


def availability(site: Site, at: datetime) -> Week:
    """What AVL001 says of the seven days up to a time."""
    records = records_of_site(site, at)
    clause = load_scheme().clause("AVL001")
    return week_of(records.visits or (), records.outages or (), at, clause)

"""What the office knows of a site besides its scans: the hourly visits, the windows announced for maintenance, and the
records people handed in."""

from __future__ import annotations

from datetime import datetime, timedelta

from portal.records import Outage, Records, Visit
from xunjian.store.models import Maintenance, Probe, Site
from xunjian.store.uploads import told_of

KEPT = timedelta(days=8)  # before the time of inspection; AVL001 looks at seven


def records_of_site(site: Site, at: datetime) -> Records:
    """Each kind None where nobody told. Visits of other monitors count beside our own."""
    given = told_of(site)
    windows = Maintenance.objects.filter(site=site, ends_at__gt=at - KEPT, starts_at__lte=at)
    ours = tuple(Outage(w.starts_at, w.ends_at, w.reason) for w in windows.order_by("starts_at"))
    theirs = (outage for outage in given.outages or () if outage.end > at - KEPT and outage.start <= at)
    outages = tuple(dict.fromkeys((*ours, *theirs)))
    probes = Probe.objects.filter(site=site, at__gt=at - KEPT, at__lte=at).order_by("at")
    looks = [_visit(probe, outages) for probe in probes]
    looks += [visit for visit in given.visits or () if at - KEPT < visit.at <= at]
    visits = tuple(sorted(looks, key=lambda visit: visit.at))
    return Records(visits or None, outages or None, given.accounts, given.letters)


def _visit(probe: Probe, outages: tuple[Outage, ...]) -> Visit:
    """A look in a window is not counted in the table; here the window itself sets it aside."""
    excused = any(outage.covers(probe.at) for outage in outages)
    return Visit(probe.at, probe.ok, probe.seconds, probe.error, probe.counted or excused)

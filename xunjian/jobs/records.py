"""What the office observed of a site besides its scans: the hourly visits, and the windows announced for maintenance."""

from __future__ import annotations

from datetime import datetime, timedelta

from portal.records import Outage, Records, Visit
from xunjian.store.models import Maintenance, Probe, Site

KEPT = timedelta(days=8)  # before the time of inspection; AVL001 looks at seven


def records_of_site(site: Site, at: datetime) -> Records:
    """Visits None where the site was never visited: nobody told."""
    windows = Maintenance.objects.filter(site=site, ends_at__gt=at - KEPT, starts_at__lte=at)
    outages = tuple(Outage(w.starts_at, w.ends_at, w.reason) for w in windows.order_by("starts_at"))
    probes = Probe.objects.filter(site=site, at__gt=at - KEPT, at__lte=at).order_by("at")
    visits = tuple(_visit(probe, outages) for probe in probes)
    return Records(visits=visits or None, outages=outages or None)


def _visit(probe: Probe, outages: tuple[Outage, ...]) -> Visit:
    """A look in a window is not counted in the table; here the window itself sets it aside."""
    excused = any(outage.covers(probe.at) for outage in outages)
    return Visit(probe.at, probe.ok, probe.seconds, probe.error, probe.counted or excused)

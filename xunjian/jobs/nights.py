"""Nightly scans: which night is due, which was missed. Every function is given the clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from portal.calendar import CHINA
from xunjian.jobs.scans import request_scan
from xunjian.store.models import Scan, ScanKind, ScanState, Site

MORNING = time(8, 0)  # by then a nightly scan is expected to be over
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MissedNight:
    """scan: as far as it came; None where it was never asked for."""

    site: Site
    night: date
    scan: Scan | None

    @property
    def why(self) -> str:
        if self.scan is None:
            return "没有开始：程序当时没有运行"
        if self.scan.state == ScanState.QUEUED:
            return self.scan.stage or "还在排队：请确认后台任务（xunjian worker）正在运行"
        if self.scan.state == ScanState.RUNNING:
            return f"还在进行（{self.scan.stage or '刚开始'}）"
        return f"没有完成：{self.scan.error}"


def night_before(site: Site, at: datetime) -> datetime:
    """The last moment up to `at` at which a nightly scan of the site was to begin."""
    local = at.astimezone(CHINA)
    moment = datetime.combine(local.date(), site.nightly_at, CHINA)
    return moment if moment <= local else moment - DAY


def morning_after(moment: datetime) -> datetime:
    """When a scan that began at `moment` is expected to be over."""
    morning = datetime.combine(moment.date(), MORNING, CHINA)
    return morning if morning > moment else morning + DAY


def request_night(site: Site, at: datetime) -> Scan:
    """The scan of the night that is on, asked for once."""
    return request_scan(site, ScanKind.NIGHTLY, at, night=night_before(site, at).date())


def catch_up(at: datetime) -> list[Scan]:
    """Ask for the newest night of every site where nobody did: the machine was off. Older nights stay missed."""
    return [
        request_night(site, at)
        for site, moment in _nightly(at)
        if not Scan.objects.filter(site=site, kind=ScanKind.NIGHTLY, night=moment.date()).exists()
    ]


def missed_nights(at: datetime) -> list[MissedNight]:
    """Sites whose newest night that should be over by `at` has no finished scan; for 今日 and the morning's mail."""
    missed = []
    for site, moment in _nightly(at, over=True):
        scan = Scan.objects.filter(site=site, kind=ScanKind.NIGHTLY, night=moment.date()).first()
        if scan is None or scan.state != ScanState.FINISHED:
            missed.append(MissedNight(site, moment.date(), scan))
    return missed


def _nightly(at: datetime, *, over: bool = False) -> Iterator[tuple[Site, datetime]]:
    """Sites with their newest night, begun or (`over`) expected to be over; none from before a site was there."""
    for site in Site.objects.filter(nightly=True):
        moment = night_before(site, at)
        if over and morning_after(moment) > at:
            moment -= DAY
        if moment >= site.created_at:
            yield site, moment

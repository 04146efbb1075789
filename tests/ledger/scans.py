"""Scans of a loopback portal with the real crawler, judged by the real rules and recorded in the real database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from checks import Scan as Judged
from checks import judge
from crawler import gather
from portal.calendar import CHINA
from portal.profile import Profile
from portal.snapshot import Snapshot
from reports.build import cleaned
from tests.crawler.helpers import HASTY
from tests.crawler.portal_server import PortalServer
from xunjian.ledger.covered import Covered
from xunjian.ledger.recording import Change, record
from xunjian.store.models import Case, Scan, ScanKind, Site

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)  # a Tuesday


@dataclass
class Nights:
    """The nights of one site, a day apart; each scan takes over from the one before, as the office does."""

    site: Site
    folder: Path
    number: int = 0

    def profile(self, **more: object) -> Profile:
        crawl = {"external": False, "timeout": 3.0, "reuse_hours": 0}
        return Profile.model_validate({"start": [self.site.home], "crawl": crawl, **more})

    def scan(self, *, kind: ScanKind = ScanKind.NIGHTLY, **more: object) -> Change:
        profile, at = self.profile(**more), NOW + timedelta(days=self.number)
        before = self.folder / str(self.number)
        self.number += 1
        folder = self.folder / str(self.number)
        gather(profile, folder, at, previous=before if before.exists() else None, tuning=HASTY)
        row = Scan.objects.create(site=self.site, kind=kind, reference_time=at, folder=folder.name)
        snapshot = Snapshot.open(folder)
        try:
            judged = Judged(snapshot, profile)
            judgement = judge(judged)
            seen = Covered.of(snapshot, judgement, judged.columns)
            return record(row, list(map(cleaned, judgement.findings)), seen, at)
        finally:
            snapshot.close()


def nights(server: PortalServer, folder: Path) -> Nights:
    return Nights(Site.objects.create(name="某区人民政府", home=f"{server.url}/"), folder)


def told(cases: tuple[Case, ...], server: PortalServer) -> set[tuple[str, str]]:
    """(rule, address at fault without the host, or the words)."""
    return {(case.rule, case.finding.target.removeprefix(server.url) or case.finding.text) for case in cases}

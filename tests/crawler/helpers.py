"""Gathering from a test server, without waiting."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from crawler import Tuning, gather
from portal.profile import Crawl, Profile
from portal.snapshot import Snapshot
from tests.crawler.portal_server import PortalServer

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
HASTY = Tuning(
    spacing=0.0, breaker_pause=0.01, slow_step=0.001, slow_most=0.002, baselines=3, commit_every=0.0
)


def profile_of(*sites: PortalServer | str, **crawl: object) -> Profile:
    starts = tuple(site if isinstance(site, str) else f"{site.url}/" for site in sites)
    return Profile(start=starts, crawl=Crawl.model_validate({"external": False, "timeout": 3.0, **crawl}))


def scan(
    folder: Path,
    site: PortalServer | str,
    *,
    previous: Path | None = None,
    max_pages: int | None = None,
    tuning: Tuning = HASTY,
    **crawl: object,
) -> Snapshot:
    profile = profile_of(site, **crawl)
    gather(profile, folder, NOW, previous=previous, max_pages=max_pages, tuning=tuning)
    return Snapshot.open(folder)


def pages_of(snapshot: Snapshot, site: PortalServer) -> list[str]:
    return sorted(page.url.removeprefix(site.url) for page in snapshot.pages())


def verdict_of(snapshot: Snapshot, site: PortalServer, path: str) -> str:
    probe = snapshot.probe(site.url + path)
    assert probe is not None, f"never asked: {path}"
    return f"{probe.verdict}{' ' + probe.reason if probe.reason else ''}"

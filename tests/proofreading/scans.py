"""Small scans of a site, for what reads an office's archive."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from portal.page import Block, Page, Zone
from portal.profile import default_profile
from portal.snapshot import Capture, SnapshotWriter
from portal.snapshot.facts import Validators
from portal.target import Probe, TargetKind, Verdict

HOME = "http://a.gov.cn/"
NOW = datetime(2026, 11, 24, tzinfo=UTC)


def scan(folder: Path, texts: Sequence[str]) -> None:
    """A finished snapshot with a page for each text."""
    writer = SnapshotWriter.create(folder, default_profile(HOME), NOW)
    for number, text in enumerate(texts):
        url = f"{HOME}{number}"
        body = text.encode()
        writer.add([(url, TargetKind.PAGE, 0)])
        capture = Capture(url, 200, (), body, hashlib.sha256(body).hexdigest())
        page = Page(url, title="网页", blocks=(Block(Zone.BODY, text),))
        writer.store_page(page, Probe(Verdict.OK, 200), Validators(), capture)
    writer.finish()

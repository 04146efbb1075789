"""The scan before this one: what need not be fetched or parsed again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawler import extract
from portal import files
from portal.attachment import Reading
from portal.page import Hiding, Link
from portal.snapshot import FILE_READER, READER, AttachmentRow, PageRow, Snapshot, Validators
from portal.source import digest_of
from portal.target import Baseline, Probe, Target, TargetKind, Verdict


def reader() -> str:
    """Changes whenever the extraction does, so that pages are read anew by new code."""
    return digest_of(Path(extract.__file__).parent)


def file_reader() -> str:
    """The same of the reading of attachments."""
    return digest_of(Path(files.__file__).parent)


class Earlier:
    """Look-ups in the previous snapshot; without one, nothing is known."""

    def __init__(self, snapshot: Snapshot | None, reuse: timedelta) -> None:
        self._snapshot = snapshot
        self._same_reader = snapshot is not None and snapshot.facts.get(READER) == reader()
        self._same_files = snapshot is not None and snapshot.facts.get(FILE_READER) == file_reader()
        self._known = {hash(url) for url in snapshot.addresses()} if snapshot else set()
        self._hidings = dict(snapshot.hidings()) if snapshot else {}
        self._fresh_since = datetime.now(UTC) - reuse

    def knows(self, target: Target) -> bool:
        return self.has(target.url)

    def has(self, url: str) -> bool:
        return hash(url) in self._known

    def target(self, url: str) -> Target | None:
        return self._snapshot.target(url) if self._snapshot else None

    def baselines(self) -> tuple[Baseline, ...]:
        return self._snapshot.baselines() if self._snapshot else ()

    def probe(self, url: str) -> Probe | None:
        return self._snapshot.probe(url) if self._snapshot else None

    def page(self, url: str) -> PageRow | None:
        """The page as read then, unless this version reads differently."""
        return self._snapshot.page_row(url) if self._snapshot and self._same_reader else None

    def attachment(self, url: str) -> AttachmentRow | None:
        """What was read of a file that was fetched then, unless this version reads differently."""
        row = self._snapshot.attachment_row(url) if self._snapshot and self._same_files else None
        fetched = row is not None and (row.digest != "" or row.reading == Reading.UNREAD)
        return row if row and fetched and row.reading != Reading.DAMAGED else None

    def was_file(self, url: str) -> bool:
        before = self.target(url)
        return before is not None and before.kind is TargetKind.ATTACHMENT

    def validators(self, url: str) -> Validators:
        return self._snapshot.validators(url) if self._snapshot else Validators()

    def sheet(self, url: str) -> tuple[Link, ...]:
        return self._snapshot.sheet(url) if self._snapshot else ()

    def hiding(self, url: str) -> tuple[Hiding, ...]:
        return self._hidings.get(url, ())

    def fresh(self, target: Target) -> Probe | None:
        """The probe of a leaf that was fine too short a time ago to be asked again."""
        before = self.target(target.url)
        if before is None or before.probe is None or before.kind is not target.kind:
            return None
        probe = before.probe
        fine = probe.verdict is Verdict.OK and bool(probe.checked_at) and target.kind is not TargetKind.PAGE
        return probe if fine and datetime.fromisoformat(probe.checked_at) > self._fresh_since else None

    def close(self) -> None:
        if self._snapshot:
            self._snapshot.close()

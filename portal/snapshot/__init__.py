"""One scan, complete in itself: a folder with `snapshot.sqlite`, `responses-*.warc.gz` and `manifest.json`."""

from portal.snapshot.amended import Amended
from portal.snapshot.cleared import Cleared, read_cleared
from portal.snapshot.facts import (
    FILE_READER,
    READER,
    AttachmentRow,
    Capture,
    Coverage,
    Note,
    PageRow,
    Unreached,
    Validators,
)
from portal.snapshot.history import History, Sight
from portal.snapshot.manifest import intact, verify
from portal.snapshot.reader import Snapshot
from portal.snapshot.writer import SnapshotWriter

__all__ = [
    "FILE_READER",
    "READER",
    "Amended",
    "AttachmentRow",
    "Capture",
    "Cleared",
    "Coverage",
    "History",
    "Note",
    "PageRow",
    "Sight",
    "Snapshot",
    "SnapshotWriter",
    "Unreached",
    "Validators",
    "intact",
    "read_cleared",
    "verify",
]

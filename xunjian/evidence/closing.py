"""What proves that a case is mended: the same page as the look saw it that closed the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.errors import SnapshotError
from portal.snapshot import Capture
from xunjian.evidence.archive import capture_of, opened
from xunjian.store.models import Case, EventKind, Scan, State


@dataclass(frozen=True, slots=True)
class Closing:
    """at: when the case was closed · note: what was said then · scan: of the look, None where it is gone."""

    at: datetime
    note: str
    scan: Scan | None


def closing_of(case: Case) -> Closing | None:
    """None while the case is not closed."""
    if case.state != State.CLOSED:
        return None
    event = case.events.filter(kind=EventKind.CLOSED).select_related("scan__site").last()
    return Closing(event.at, event.note, event.scan) if event else None


def page_after(closing: Closing, url: str) -> tuple[Capture | None, str]:
    """The page as it was then, or why there is none to be seen."""
    if closing.scan is None or not closing.scan.folder:
        return None, "销号那次检查的记录已经清理"
    try:
        capture = capture_of(closing.scan, url)
        if capture:
            return capture, ""
        with opened(closing.scan) as snapshot:
            probe = snapshot.probe(url)
    except SnapshotError as error:
        return None, str(error)
    if probe and probe.status:
        return None, f"销号时这个网页已经不在（应答码 {probe.status}）"
    return None, "销号时没有封存这个网页"

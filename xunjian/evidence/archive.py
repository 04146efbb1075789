"""The sealed answer of a page, also where a later scan only noted that it had not changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from portal.errors import SnapshotError
from portal.snapshot import Capture, Snapshot
from xunjian.store.models import Finding, Scan

MOST_SCANS = 400  # of one site that are looked through; a year of nights
PLACES_LISTED = 30


def places_of(finding: Finding) -> list[tuple[str, str]]:
    """Address and locator of each place whose page is shown as evidence."""
    listed = [(str(url), str(locator)) for url, locator in finding.places[:PLACES_LISTED]]
    return listed or [(finding.url, "")]


@contextmanager
def opened(scan: Scan) -> Iterator[Snapshot]:
    """Thinned out or not: what is evidence is there. Raises SnapshotError where the snapshot is not there any more."""
    snapshot = Snapshot.open(scan.snapshot, thinned=True)
    try:
        yield snapshot
    finally:
        snapshot.close()


def capture_of(scan: Scan, url: str) -> Capture | None:
    """The answer with its body as it was sealed; None where none was, or its body is gone. Raises SnapshotError."""
    with opened(scan) as snapshot:
        found = snapshot.evidence(url)
    if found is None or not found.unchanged:
        return found
    return next((capture for capture in _earlier(scan, url) if capture.digest == found.digest), None)


def intact(capture: Capture) -> bool:
    """Whether the sealed bytes have the SHA-256 they were sealed with."""
    return sha256(capture.body).hexdigest() == capture.digest


def _earlier(scan: Scan, url: str) -> Iterator[Capture]:
    before = Scan.objects.filter(site=scan.site_id, reference_time__lte=scan.reference_time).exclude(
        folder=""
    )
    for each in (
        before.exclude(pk=scan.pk).select_related("site").order_by("-reference_time", "-id")[:MOST_SCANS]
    ):
        try:
            with opened(each) as snapshot:
                found = snapshot.evidence(url)
        except SnapshotError:  # cleared away meanwhile
            continue
        if found and not found.unchanged:
            yield found

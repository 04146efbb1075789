"""Which pages of which scans are evidence: of a case as it was last seen, and of a closed one as it was when it closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from xunjian.evidence.archive import places_of
from xunjian.store.models import Case, Event, EventKind, Site, State


def evidence(site: Site) -> Mapping[int, frozenset[str]]:
    """Addresses by scan. Cases ruled on count too: a ruling may be asked about."""
    cited: dict[int, set[str]] = defaultdict(set)
    closed = dict(
        Event.objects.filter(case__site=site, case__state=State.CLOSED, kind=EventKind.CLOSED)
        .order_by("pk")
        .values_list("case_id", "scan_id")
    )
    for case in Case.objects.filter(site=site).select_related("finding").iterator(chunk_size=2000):
        urls = {case.finding.url, *(url for url, _ in places_of(case.finding))}
        cited[case.finding.scan_id] |= urls
        if after := closed.get(case.pk):
            cited[after] |= urls
    return {scan: frozenset(urls) for scan, urls in cited.items()}

"""What the scans before this one held: the yardstick for what is new on a site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field

from checks.security.hosts import owner
from portal.snapshot import History, Snapshot, manifest, read_cleared

SCANS = 3  # looked back
PAGES = 3  # that must have carried a host, in each of two scans, for it to be at home here
STEADY = 2  # scans


@dataclass(frozen=True, slots=True)
class Past:
    """scans: how many were looked at · homes: their home pages' title and SiteName, latest first."""

    scans: int = 0
    homes: tuple[tuple[str, str], ...] = ()
    _carried: Mapping[str, tuple[int, ...]] = field(
        default_factory=dict
    )  # host → pages in each scan that had it

    def had(self, host: str) -> bool:
        """Whether an earlier scan had scripts, frames or forms of a host."""
        return host in self._carried

    def is_at_home(self, host: str) -> bool:
        """Whether a host has been part of the site for long."""
        return sum(pages >= PAGES for pages in self._carried.get(host, ())) >= STEADY


def look_back(snapshot: Snapshot, history: History) -> Past:
    """The earlier scans a snapshot builds on, as far as they still lie beside it whole and their history is known."""
    folder = manifest.before(snapshot.folder) if snapshot.folder else None
    homes: list[tuple[str, str]] = []
    counts: list[Counter[str]] = []
    while folder and len(counts) < SCANS and not read_cleared(folder):
        embedded = history.embedded(folder.name)
        if not embedded:
            break
        with closing(Snapshot.open(folder)) as earlier:
            home = earlier.page(earlier.home)
        homes.append((home.title, home.meta.get("sitename", "")) if home else ("", ""))
        counts.append(_carriers(embedded))
        folder = manifest.before(folder)
    hosts = {host for count in counts for host in count}
    return Past(
        len(counts), tuple(homes), {h: tuple(count[h] for count in counts if h in count) for h in hosts}
    )


def _carriers(embedded: Mapping[tuple[str, ...], int]) -> Counter[str]:
    """How many pages have scripts, frames or forms of each owner."""
    found: Counter[str] = Counter()
    for roots, pages in embedded.items():
        for host in {owner(root) for root in roots}:
            found[host] += pages
    return found

"""Pictures of evidence that can be taken again from the archive when somebody wants one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from xunjian.keeping.item import Item, Kind
from xunjian.store.models import Case, Office, Site
from xunjian.store.models.case import OPEN


def items(site: Site, at: datetime, office: Office) -> Iterator[Item]:
    """Of findings that are no open case's, as old as whole snapshots are that go."""
    edge = (at - timedelta(days=office.keep_days)).timestamp()
    needed = set(Case.objects.filter(site=site, state__in=OPEN).values_list("finding_id", flat=True))
    old = [p for p in sorted((site.folder / "pictures").glob("*.png")) if p.stat().st_mtime < edge]
    gone = [path for path in old if int(path.name.partition("-")[0]) not in needed]
    if gone:
        size = sum(path.stat().st_size for path in gone)
        yield Item(Kind.PICTURES, f"{len(gone)} 张", size, lambda _: _delete(gone, size), len(gone))


def _delete(paths: list[Path], size: int) -> int:
    for path in paths:
        path.unlink(missing_ok=True)
    return size

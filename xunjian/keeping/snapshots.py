"""Snapshots of a site that may be thinned out or removed, and what lies beside them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from shutil import rmtree

from portal.calendar import CHINA
from portal.snapshot import History, Snapshot, cleared, clearing, schema
from xunjian.keeping.item import WHY, Item, Kind, size_of
from xunjian.keeping.limits import is_recent, kept_whole
from xunjian.keeping.needs import evidence
from xunjian.store.models import Office, Scan, ScanKind, ScanState, Site

SHELVES = ("snapshots", "rechecks")


def items(site: Site, at: datetime, office: Office) -> Iterator[Item]:
    """Nothing is changed. Of a site that is not being scanned: call it while the site is held, or for a look only."""
    today = at.astimezone(CHINA).date()
    dense = today - timedelta(days=office.keep_days)
    over = site.scans.filter(state__in=(ScanState.FINISHED, ScanState.FAILED)).exclude(folder="")
    scans = [scan for scan in over.order_by("reference_time", "id") if _is_sealed(scan.snapshot)]
    nights = [scan for scan in scans if scan.kind != ScanKind.RECHECK]
    whole = kept_whole(nights, today, office)
    whole |= {s.pk for s in scans if s.kind == ScanKind.RECHECK and is_recent(s, dense)}
    cited = evidence(site)
    wanted = {scan.folder: None if scan.pk in whole else cited.get(scan.pk, ()) for scan in scans}
    holding = clearing.holders((site.folder / shelf for shelf in SHELVES), wanted)
    for scan in scans:
        if scan.pk not in whole:
            keep = cited.get(scan.pk, frozenset())
            yield from _of_scan(scan, keep, needed=bool(keep) or scan.folder in holding)
    yield from _unfinished(site, dense)


def _of_scan(scan: Scan, keep: frozenset[str], *, needed: bool) -> Iterator[Item]:
    folder = scan.snapshot
    name = f"{scan.reference_time.astimezone(CHINA):%Y-%m-%d} {scan.get_kind_display()}（第 {scan.pk} 号）"
    if needed and (folder / schema.FILE).is_file():
        act = partial(_thin, scan, keep)
        yield Item(Kind.THINNED, name, size_of(folder / schema.FILE) + size_of(scan.report), act)
    elif not needed and schema.is_there(folder):
        yield Item(Kind.REMOVED, name, size_of(folder) + size_of(scan.report), partial(_remove, scan))


def _thin(scan: Scan, keep: frozenset[str], at: datetime) -> int:
    _remember(scan)
    return clearing.thin(scan.snapshot, keep, at, WHY[Kind.THINNED]) + _delete(scan.report)


def _remove(scan: Scan, at: datetime) -> int:
    _remember(scan)
    return clearing.remove(scan.snapshot, at, WHY[Kind.REMOVED]) + _delete(scan.report)


def _remember(scan: Scan) -> None:
    """What it saw of each page stays in the history of the site."""
    if scan.kind != ScanKind.RECHECK and (scan.snapshot / schema.FILE).is_file():
        with closing(Snapshot.open(scan.snapshot)) as snapshot, closing(History.of(snapshot)):
            pass


def _unfinished(site: Site, dense: date) -> Iterator[Item]:
    """Folders of scans that failed, or of nobody, unsealed and untouched since."""
    kept = {scan.folder for scan in site.scans.exclude(folder="") if scan.is_open}
    for shelf in SHELVES:
        for folder in sorted((site.folder / shelf).glob("*/")):
            if folder.name not in kept and not _is_sealed(folder) and _touched(folder) <= dense:
                yield Item(Kind.UNFINISHED, folder.name, size_of(folder), partial(_discard, folder))


def _is_sealed(folder: Path) -> bool:
    return (folder / cleared.MANIFEST).is_file()


def _touched(folder: Path) -> date:
    newest = max(path.stat().st_mtime for path in (folder, *folder.iterdir()))
    return datetime.fromtimestamp(newest, UTC).astimezone(CHINA).date()


def _discard(folder: Path, _: datetime) -> int:
    size = size_of(folder)
    rmtree(folder)
    return size


def _delete(path: Path) -> int:
    size = size_of(path)
    path.unlink(missing_ok=True)
    return size

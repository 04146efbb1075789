"""How much room is left, and for how many nights at the pace of the newest scans."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from shutil import disk_usage

from django.conf import settings

from portal.snapshot import schema
from xunjian.keeping.item import megabytes, size_of
from xunjian.store.models import Scan, ScanKind, ScanState, Site

LEAST = 2 << 30  # bytes
NIGHTS = 14
TOLD = 1000  # nights; so far ahead nobody looks


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes; night: what one night adds, 0 where no scan was finished yet."""

    free: int
    total: int
    night: int

    @property
    def nights(self) -> int | None:
        return self.free // self.night if self.night else None

    @property
    def low(self) -> bool:
        return self.free < LEAST or (self.nights is not None and self.nights < NIGHTS)

    @property
    def told(self) -> str:
        words = f"数据所在的磁盘还剩 {megabytes(self.free)}，共 {megabytes(self.total)}"
        if self.nights is None or self.nights > TOLD:
            return words
        return f"{words}；每晚约增加 {megabytes(self.night)}，还够约 {self.nights} 晚"


def room() -> Room:
    disk = disk_usage(settings.DATA)
    return Room(disk.free, disk.total, sum(_newest(site) for site in Site.objects.filter(nightly=True)))


def _newest(site: Site) -> int:
    done = (
        Scan.objects.filter(site=site, state=ScanState.FINISHED)
        .exclude(kind=ScanKind.RECHECK)
        .exclude(folder="")
    )
    scan = done.order_by("-ended_at", "-id").first()
    there = scan and (scan.snapshot / schema.FILE).is_file()
    return size_of(Path(scan.snapshot)) + size_of(scan.report) if scan and there else 0

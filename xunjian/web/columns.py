"""栏目 of a scan with the days on which each published: learned from its snapshot once, then read from a file beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import msgspec
from dateutil.relativedelta import relativedelta

from checks import Scan, catalogue, judge
from checks.proofreading import make_proofreader
from checks.proofreading.engines import LEXICON
from portal.errors import SnapshotError
from portal.snapshot import Snapshot
from reports.build import FRESHNESS, cleaned, column_lines
from reports.files import replacing
from reports.model import ColumnLine

SOON = timedelta(days=7)
SHOWN = relativedelta(months=12)


@dataclass(frozen=True, slots=True)
class Published:
    """How many items of a column bear a day's date."""

    day: date
    items: int


@dataclass(frozen=True, slots=True)
class Updates:
    """A column and its days, oldest first, those of the year before the scan."""

    line: ColumnLine
    days: tuple[Published, ...]


def columns_of(snapshot: Path) -> tuple[Updates, ...]:
    """Raises SnapshotError when the snapshot is gone or damaged. The first call for a snapshot takes seconds."""
    kept = snapshot.with_name(f"{snapshot.name}.columns.json")
    try:
        return msgspec.json.decode(kept.read_bytes(), type=tuple[Updates, ...])
    except (OSError, msgspec.DecodeError):
        found = _learn(snapshot)
        with replacing(kept) as draft:
            draft.write_bytes(msgspec.json.encode(found))
        return found


def _learn(snapshot: Path) -> tuple[Updates, ...]:
    if not snapshot.is_dir():
        raise SnapshotError(f"这次检查的快照不在了：{snapshot}；请重新检查一次")
    opened = Snapshot.open(snapshot)
    try:
        scan = Scan(opened, opened.profile, make_proofreader(LEXICON))  # nothing is proofread here
        rules = catalogue()
        findings = judge(scan, [rules[code] for code in FRESHNESS]).findings
        lines = column_lines(scan, map(cleaned, findings))
        since = scan.today - SHOWN
        return tuple(
            Updates(line, _days((entry.date for entry in column.entries), since, scan.today))
            for line, column in zip(lines, scan.columns, strict=True)
        )
    finally:
        opened.close()


def _days(dates: Iterable[date | None], since: date, until: date) -> tuple[Published, ...]:
    counts = Counter(day for day in dates if day and since < day <= until)
    return tuple(Published(day, items) for day, items in sorted(counts.items()))


def together(columns: Iterable[Updates]) -> tuple[Published, ...]:
    """The days of several columns added up."""
    counts: Counter[date] = Counter()
    for column in columns:
        counts.update({published.day: published.items for published in column.days})
    return tuple(Published(day, items) for day, items in sorted(counts.items()))

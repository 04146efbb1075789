"""What the scans so far say against a page's date: changed since, slotted in among older items, an old text anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from checks.scan import Scan
from portal.column import Column
from portal.page import Page
from portal.snapshot import Sight

CHANGED, SLOTTED, OLD_TEXT = "发布日期改动过", "补发旧日期", "旧稿新发"
TOLERANCE = 1  # days
LATE = 7  # days from the date an item bears to its appearance on a list that is watched
OLDER_SEEN = 3  # older items that must have been seen before it
OLD = 30  # days between the dates of two pages of one text


def against(page: Page, shown: date, scan: Scan) -> Iterator[tuple[str, str]]:
    """Name of the sign, and what is said of it; `shown` is the sure date of the page."""
    sights = scan.history.sights(page.url)
    if not sights:
        return
    first = sights[0]
    changed = first.published and abs((shown - first.published).days) > TOLERANCE
    if changed and shown > first.day + timedelta(TOLERANCE):  # an earlier one may be a slip put right
        yield (
            CHANGED,
            f"{first.day:%Y-%m-%d} 就已看到这篇文章，当时发布日期是 {first.published:%Y-%m-%d}，现在是 {shown:%Y-%m-%d}",
        )
    if first.day > scan.history.days[0]:
        yield from _appeared(page, shown, first, scan)


def _appeared(page: Page, shown: date, first: Sight, scan: Scan) -> Iterator[tuple[str, str]]:
    """Of a page that was not there when the scans began."""
    before = max(day for day in scan.history.days if day < first.day)
    if shown < before - timedelta(LATE) and (column := _slotted(page, shown, first, scan)):
        yield (
            SLOTTED,
            (
                f"「{column.name}」到 {before:%Y-%m-%d} 还没有这一条，{first.day:%Y-%m-%d} 才出现，日期却是 {shown:%Y-%m-%d}"
            ),
        )
    for other in scan.history.same_text(page):
        if other.published and other.day < first.day and (shown - other.published).days >= OLD:
            yield OLD_TEXT, f"与 {other.published:%Y-%m-%d} 发布的 {other.url} 正文完全相同"
            return


def _slotted(page: Page, shown: date, first: Sight, scan: Scan) -> Column | None:
    """The column among whose items it appeared: older and newer ones had been seen there before."""
    for column in scan.columns:
        if all(entry.url != page.url for entry in column.entries):
            continue
        known = [e.date for e in column.entries if e.date and e.url and _was_seen(e.url, first.day, scan)]
        older = sum(day <= shown for day in known)
        if older >= OLDER_SEEN and any(day > shown + timedelta(TOLERANCE) for day in known):
            return column
    return None


def _was_seen(url: str, before: date, scan: Scan) -> bool:
    sights = scan.history.sights(url)
    return bool(sights) and sights[0].day < before

"""The day a mirror was taken, by what its pages show: a mirror is no older than its newest publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from portal.calendar import CHINA
from portal.page import Page

PAGES = 2  # pages that must show a day: one alone may be a slip of the pen
LAG = 7  # days from the newest publication to the inspection


def reference_of(pages: Iterable[Page], latest: datetime) -> datetime:
    """Noon, LAG days after the newest day that PAGES pages show as publication date or in a list.

    Never after `latest`, which is also the answer for pages without such a day.
    """
    shown: Counter[date] = Counter()
    for page in pages:
        days = {entry.date for entry in page.entries if not entry.inferred_year} | {page.published.date}
        shown.update(day for day in days if day and day <= latest.date())
    newest = max((day for day, pages_with in shown.items() if pages_with >= PAGES), default=latest.date())
    return min(datetime.combine(newest + timedelta(days=LAG), time(12), CHINA), latest)

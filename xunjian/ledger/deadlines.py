"""By when a case is to be mended."""

from __future__ import annotations

from datetime import date

from portal.calendar import after_workdays
from portal.calendar import is_workday as is_workday_anywhere
from xunjian.store.models import Office


def due_date(severity: str, found: date, office: Office) -> date | None:
    """Counted from the day after; None where nothing is due."""
    days = {"veto": office.days_veto, "error": office.days_error, "warning": office.days_warning}.get(
        severity
    )
    return after_workdays(found, days, office.days_off) if days else None


def is_workday(day: date, office: Office) -> bool:
    return is_workday_anywhere(day, office.days_off)

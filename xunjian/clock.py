"""The one place that reads the clock; everything after it is given a reference time."""

from __future__ import annotations

from datetime import datetime

from portal.calendar import CHINA
from portal.errors import XunjianError


def reference_time(text: str = "") -> datetime:
    """ISO time of inspection; without a zone it is China time, empty means now."""
    if not text:
        return datetime.now(CHINA).replace(microsecond=0)
    try:
        given = datetime.fromisoformat(text)
    except ValueError as error:
        raise XunjianError(f"看不懂检查时间：{text}（应形如 2026-12-20 或 2026-12-20T09:00）") from error
    return given if given.tzinfo else given.replace(tzinfo=CHINA)

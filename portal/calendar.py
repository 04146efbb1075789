"""The one time zone of every date an office sees."""

from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")

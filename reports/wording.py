"""The words an office reads, and the deadlines that go with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from checks import Outcome, Severity
from portal.calendar import CHINA, after_workdays

SEVERITY: Mapping[Severity, str] = {
    Severity.VETO: "单项否决",
    Severity.ERROR: "扣分",
    Severity.WARNING: "提示",
    Severity.INFO: "参考",
}
MEANING: Mapping[Severity, str] = {
    Severity.VETO: "国家检查指标的“单项否决”项：有一项就判整站不合格，必须立即处理。",
    Severity.ERROR: "检查时会被扣分，或达到数量后变成单项否决。",
    Severity.WARNING: "不直接扣分，但应当改正，或即将变成问题。",
    Severity.INFO: "供参考，可改可不改。",
}
OUTCOME: Mapping[Outcome, str] = {
    Outcome.FAIL: "问题",
    Outcome.REVIEW: "疑似待核",
    Outcome.UNKNOWN: "无法判断",
    Outcome.ERROR: "规则出错",
}
UNVERIFIED = "（未核验）"
WORKING_DAYS: Mapping[Severity, int] = {Severity.VETO: 2, Severity.ERROR: 10, Severity.WARNING: 20}
DEADLINE_NOTE = (
    "整改时限自发现之日次日起算：单项否决 2、扣分 10、提示 20 个工作日，"
    "已扣除国务院公布的节假日、计入调休上班日；尚未公布的年份按周一至周五计算。"
)


def deadline(found: date, severity: Severity) -> date | None:
    """The last working day to mend it; None where nothing is due."""
    days = WORKING_DAYS.get(severity, 0)
    return after_workdays(found, days) if days else None


def china(moment: datetime) -> str:
    """2026-11-24 09:00, Beijing time."""
    return moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def chinese_day(day: date) -> str:
    """2026年11月4日, as official papers write it: no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def china_iso(text: str) -> str:
    """The same, from an ISO string; "" stays ""."""
    return china(datetime.fromisoformat(text)) if text else ""


def basis(text: str, verified: bool) -> str:
    return text + ("" if verified or not text else UNVERIFIED)


def clip(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def flat(text: str, limit: int) -> str:
    """On one line: crawled text must not begin lines of its own in a letter."""
    return clip(" ".join(text.split()), limit)

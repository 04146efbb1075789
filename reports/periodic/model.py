"""What a periodic report is made of. Its figures close: 期初 + 新增 − 销号 − 误报或豁免 = 期末."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from checks import Severity
from reports.wording import china

EXPLAINED = (
    "期初未办结＋本期新增－本期销号－本期判为误报或豁免＝期末未办结。“新增”含复发和重新打开的；只统计已确认属实的问题。"
    "整改率＝本期销号÷（期初未办结＋本期新增－误报或豁免）。“超期”是期末未办结中已过整改时限的。"
)


class Step(StrEnum):
    OPENED = "opened"  # found, back or opened again
    CLOSED = "closed"  # 销号
    SET_ASIDE = "set aside"  # 误报 or 豁免


@dataclass(frozen=True, slots=True)
class Flow:
    """One case became, or ceased to be, something to mend. unit: "" where no unit answers for it."""

    day: date
    step: Step
    unit: str
    rule: str


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case open at the end. unit: "" where no unit answers for it · late: its date has passed."""

    number: int
    unit: str
    rule: str
    severity: Severity
    message: str
    url: str
    due: date | None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """Problems of one unit, one rule or one month. before: open when the time began."""

    name: str
    before: int
    opened: int
    closed: int
    set_aside: int
    overdue: int = 0

    @property
    def after(self) -> int:
        return self.before + self.opened - self.closed - self.set_aside

    @property
    def rate(self) -> str:
        """整改率 with one decimal, "—" where there was nothing to mend."""
        whole = self.before + self.opened - self.set_aside
        return f"{100 * self.closed / whole:.1f}%" if whole > 0 else "—"


@dataclass(frozen=True, slots=True)
class SiteWatch:
    """What was looked at. failed: scans that did not finish · pages: of the last finished scan · probes: of the home
    page, maintenance left out · down: probes without an answer in time.
    """

    name: str
    home: str
    scans: int
    failed: int
    pages: int
    probes: int
    down: int

    @property
    def down_share(self) -> str:
        return f"{100 * self.down / self.probes:.2f}%" if self.probes else "—"


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """title: e.g. 2026年11月网站巡查月报 · first, last: days, both counted · months: the trend, oldest first · scope: of
    which unit or site alone, "" for everything; a unit's holds nothing of what was looked at (`sites`).
    """

    title: str
    office: str
    at: datetime
    first: date
    last: date
    sites: tuple[SiteWatch, ...]
    total: Tally
    months: tuple[Tally, ...]
    units: tuple[Tally, ...]
    rules: tuple[Tally, ...]
    open_cases: tuple[OpenCase, ...] = ()
    scope: str = ""

    @property
    def vetoes(self) -> tuple[OpenCase, ...]:
        return tuple(case for case in self.open_cases if case.severity is Severity.VETO)

    @property
    def when(self) -> str:
        return china(self.at)


def tally(name: str, flows: Iterable[Flow], first: date, last: date, overdue: int = 0) -> Tally:
    before, counts = 0, dict.fromkeys(Step, 0)
    for flow in flows:
        if flow.day < first:
            before += 1 if flow.step is Step.OPENED else -1
        elif flow.day <= last:
            counts[flow.step] += 1
    return Tally(name, before, counts[Step.OPENED], counts[Step.CLOSED], counts[Step.SET_ASIDE], overdue)

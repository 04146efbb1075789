"""Seven days of visits to the home page, as the indicator counts them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from checks.scheme import Clause
from portal.calendar import CHINA
from portal.records import Outage, Visit

SPACING = timedelta(
    minutes=10
)  # visits closer than that to the one before are not 间隔性: they add none to a day


@dataclass(frozen=True, slots=True)
class Day:
    """Twenty-four hours; spaced: visits in them, those in announced outages too, that stand apart."""

    start: datetime
    spaced: int

    def __str__(self) -> str:
        start, end = (at.astimezone(CHINA) for at in (self.start, self.start + timedelta(days=1)))
        return f"{start:%m-%d %H:%M} 至 {end:%m-%d %H:%M}（{self.spaced} 次）"


@dataclass(frozen=True, slots=True)
class Week:
    """visits: those that count · failures: those of them in vain · excused: left out for an announced outage ·
    turned_away: left out because they say nothing · gaps: days with too few visits for a verdict.
    """

    clause: Clause
    visits: tuple[Visit, ...]
    failures: tuple[Visit, ...]
    excused: tuple[Visit, ...]
    turned_away: tuple[Visit, ...]
    outages: tuple[Outage, ...]
    gaps: tuple[Day, ...]

    @property
    def counted(self) -> int:
        return len(self.visits)

    @property
    def failed(self) -> int:
        return len(self.failures)

    @property
    def enough(self) -> bool:
        return not self.gaps and bool(self.visits)

    @property
    def percent(self) -> float:
        return 100 * self.failed / self.counted if self.counted else 0.0

    @property
    def is_veto(self) -> bool:
        return self.enough and self.percent >= self.clause.percent

    @property
    def is_warning(self) -> bool:
        return self.enough and self.clause.warn_percent <= self.percent < self.clause.percent


def week_of(visits: Iterable[Visit], outages: Iterable[Outage], at: datetime, clause: Clause) -> Week:
    """The days up to a time (aware)."""
    start = at - timedelta(days=clause.days)
    looks = sorted((visit for visit in visits if start < visit.at <= at), key=lambda visit: visit.at)
    announced = tuple(sorted((o for o in outages if o.end > start and o.start <= at), key=lambda o: o.start))
    excused = tuple(v for v in looks if any(outage.covers(v.at) for outage in announced))
    left = [visit for visit in looks if visit not in excused]
    counted = tuple(visit for visit in left if visit.counted)
    days = _days(start, clause, _spaced([*excused, *counted]))
    return Week(
        clause,
        counted,
        tuple(visit for visit in counted if not visit.ok or visit.seconds >= clause.seconds),
        excused,
        tuple(visit for visit in left if not visit.counted),
        announced,
        tuple(day for day in days if day.spaced < clause.least),
    )


def _spaced(visits: Iterable[Visit]) -> list[datetime]:
    kept: list[datetime] = []
    for at in sorted(visit.at for visit in visits):
        if not kept or at - kept[-1] >= SPACING:
            kept.append(at)
    return kept


def _days(start: datetime, clause: Clause, looks: list[datetime]) -> list[Day]:
    starts = [start + timedelta(days=number) for number in range(clause.days)]
    return [Day(day, sum(day < at <= day + timedelta(days=1) for at in looks)) for day in starts]

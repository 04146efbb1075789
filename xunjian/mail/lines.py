"""Cases as `reports` tells a unit of them, and what the unit last said of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models import QuerySet

from portal.calendar import CHINA
from reports.cases import CaseLine, UnitList
from reports.workbook.unit import CANNOT, MENDED, MENDING, TODO
from xunjian.ledger.found import found_of
from xunjian.store.models import Case, Event, EventKind, Office, State, Unit
from xunjian.store.models.case import OPEN

CANNOT_MARK = "无法整改："  # begins the remark of a case that its unit says it cannot mend
UNTOLD = (State.NEW, State.BACK)
STATUSES = {State.MENDING: MENDING, State.CLAIMED: MENDED}
AFRESH = {
    EventKind.FOUND,
    EventKind.BACK,
    EventKind.LAPSED,
    EventKind.REOPENED,
}  # what was said before is of the past
SAYING = {EventKind.STARTED, EventKind.CLAIMED, EventKind.REMARKED}


def open_cases(unit: Unit | None) -> QuerySet[Case]:
    """What the unit has to mend: confirmed and open. None: what no unit was given yet."""
    made = Case.objects.filter(unit=unit, confirmed=True, state__in=OPEN)
    return made.select_related("site", "finding").prefetch_related("events").order_by("pk")


def found_mark(cases: Iterable[Case]) -> str:
    """The same for the same cases until one of them is found anew: what a key of an event ends in."""
    found = (f"{case.pk}-{_found_event(case)}" for case in cases)
    return sha256(",".join(found).encode()).hexdigest()[:24]


def _found_event(case: Case) -> int:
    return max((event.pk for event in case.events.all() if event.kind in AFRESH), default=0)


def unit_list(unit: Unit, cases: Iterable[Case], office: Office, at: datetime) -> UnitList:
    return UnitList(unit.name, office.name, office.email, at, tuple(map(case_line, cases)))


def case_line(case: Case) -> CaseLine:
    said = last_said(case)
    return CaseLine(
        number=case.pk,
        site=case.site.name,
        home=case.site.home,
        finding=found_of(case.finding),
        state=State(case.state).label,
        status=said.status,
        found=case.found_at.astimezone(CHINA).date(),
        due=case.due,
        fresh=case.state in UNTOLD,
        waits=case.state == State.CLAIMED,
        remark=said.remark,
        revision=max((event.pk for event in case.events.all()), default=0),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """The two columns a unit fills in."""

    status: str
    remark: str


def last_said(case: Case) -> Said:
    remark = ""
    for event in case.events.all():
        if event.kind in AFRESH:
            remark = ""
        elif event.kind in SAYING and event.note:
            remark = event.note
    status = STATUSES.get(State(case.state), TODO)
    if remark.startswith(CANNOT_MARK) and status != MENDED:
        return Said(CANNOT, remark.removeprefix(CANNOT_MARK))
    return Said(status, remark)


def events_since(case: Case, revision: int) -> list[Event]:
    return [event for event in case.events.all() if event.pk > revision]

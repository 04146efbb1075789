"""A scan goes into the ledger: its findings are kept, and merged into cases by fingerprint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from checks import Finding as Found
from checks import Outcome
from portal.calendar import CHINA
from xunjian.ledger.covered import Covered
from xunjian.ledger.deadlines import due_date
from xunjian.ledger.owners import Owners
from xunjian.ledger.precision import doubtful_rules
from xunjian.ledger.states import after
from xunjian.store.models import Case, Event, EventKind, Finding, Office, Scan, State

TRACKED = {Outcome.FAIL, Outcome.REVIEW}  # the others are listed with the scan and make no case
RULED = {State.DISMISSED, State.WAIVED}
BATCH = 500
_CHANGING = (
    "severity", "state", "confirmed", "unit", "finding", "last_scan", "found_at", "due", "closed_at", "lapses",
)  # fmt: skip


@dataclass(slots=True)
class Change:
    """What a scan did to the ledger."""

    new: list[Case] = field(default_factory=list)
    still: list[Case] = field(default_factory=list)
    closed: list[Case] = field(default_factory=list)
    back: list[Case] = field(default_factory=list)
    lapsed: list[Case] = field(default_factory=list)


@transaction.atomic
def record(scan: Scan, findings: Sequence[Found], seen: Covered, at: datetime) -> Change:
    """findings: masked (reports.build.cleaned). All or nothing."""
    rows = [_row(scan, found) for found in findings]
    Finding.objects.bulk_create(rows, BATCH)
    cases = {
        case.fingerprint: case
        for case in Case.objects.filter(site=scan.site).select_related("finding", "unit")
    }
    merge = _Merge(scan, at, Office.current())
    for row in rows:
        if row.outcome in TRACKED:
            merge.found(row, cases.get(row.fingerprint))
    present = {row.fingerprint for row in rows}
    for fingerprint, case in cases.items():
        if case.is_open and fingerprint not in present and seen.covers(case):
            merge.gone(case)
    merge.save()
    return merge.change


class _Merge:
    """One pass over a scan; nothing is written before `save`."""

    def __init__(self, scan: Scan, at: datetime, office: Office) -> None:
        self._scan, self._at, self._office = scan, at, office
        self._day = at.astimezone(CHINA).date()
        self._owners = Owners.of(scan.site)
        self._doubtful = doubtful_rules(scan.site, office)
        self._events: list[Event] = []
        self.change = Change()

    def found(self, row: Finding, case: Case | None) -> None:
        if case is None:
            self._open(row)
            return
        texts = case.ruled_text, row.text
        case.finding, case.last_scan, case.severity = row, self._scan, row.severity
        case.confirmed = case.confirmed or self._is_sure(row)
        if case.state == State.CLOSED:
            self._again(case, EventKind.BACK, "再次发现")
            self.change.back.append(case)
        elif case.state in RULED and (reason := self._lapse(case, *texts)):
            self._again(case, EventKind.LAPSED, reason)
            self.change.lapsed.append(case)
        else:
            if case.state == State.CLAIMED:
                self._step(case, EventKind.RECHECKED, "巡查时仍存在")
            self.change.still.append(case)

    def gone(self, case: Case) -> None:
        case.closed_at = self._at
        self._step(case, EventKind.CLOSED, "巡查已覆盖，未再发现")
        self.change.closed.append(case)

    def save(self) -> None:
        Case.objects.bulk_create(self.change.new, BATCH)
        known = [*self.change.still, *self.change.closed, *self.change.back, *self.change.lapsed]
        Case.objects.bulk_update(known, _CHANGING, BATCH)
        Event.objects.bulk_create(self._events, BATCH)

    def _open(self, row: Finding) -> None:
        case = Case(
            site=self._scan.site,
            fingerprint=row.fingerprint,
            rule=row.rule,
            severity=row.severity,
            confirmed=self._is_sure(row),
            unit=self._owners.unit_of(row),
            finding=row,
            first_scan=self._scan,
            last_scan=self._scan,
            found_at=self._at,
            due=due_date(row.severity, self._day, self._office),
        )
        self.change.new.append(case)
        self._tell(case, EventKind.FOUND, "", "")

    def _is_sure(self, row: Finding) -> bool:
        return row.outcome == Outcome.FAIL and row.rule not in self._doubtful

    def _lapse(self, case: Case, ruled: str, now: str) -> str:
        """Why a ruling holds no more. Most rules have their wording in the fingerprint: another wording is another
        case; this is for those that do not.
        """
        if case.lapses and case.lapses < self._day:
            return f"{case.get_state_display()}已于 {case.lapses} 期满"
        return "原文已变" if ruled != now else ""

    def _again(self, case: Case, kind: EventKind, note: str) -> None:
        case.found_at, case.closed_at, case.lapses = self._at, None, None
        case.due = due_date(case.severity, self._day, self._office)
        self._step(case, kind, note)

    def _step(self, case: Case, kind: EventKind, note: str) -> None:
        before, case.state = case.state, after(kind, State(case.state))
        self._tell(case, kind, before, note)

    def _tell(self, case: Case, kind: EventKind, before: str, note: str) -> None:
        self._events.append(
            Event(
                case=case, at=self._at, kind=kind, before=before, after=case.state, note=note, scan=self._scan
            )
        )


def _row(scan: Scan, found: Found) -> Finding:
    return Finding(
        scan=scan,
        fingerprint=found.fingerprint,
        rule=found.rule,
        name=found.name[:100],
        severity=found.severity,
        outcome=found.outcome,
        url=found.url,
        target=found.target,
        column=found.column[:200],
        owner=found.owner[:100],
        text=found.text,
        suggestion=found.suggestion,
        message=found.message,
        basis=found.basis,
        verified=found.verified,
        count=found.count,
        places=[[place.url, place.locator] for place in found.occurrences],
    )

"""Merges what a scan found into the cases of its site: what is new, still there, mended, back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from checks import Finding, Outcome, Severity
from portal.calendar import CHINA
from xunjian.hooks import announce
from xunjian.ledger.covered import Covered
from xunjian.ledger.deadlines import due_date
from xunjian.ledger.owners import Owners
from xunjian.ledger.precision import doubtful_rules
from xunjian.ledger.states import step
from xunjian.ledger.wording import wording
from xunjian.store import models
from xunjian.store.models import Case, Event, EventKind, Office, Scan, ScanKind, State
from xunjian.store.models.case import OPEN

_BATCH = 500
_PROBLEMS = (Outcome.FAIL, Outcome.REVIEW)
_CHANGING = (
    "state", "severity", "confirmed", "unit", "finding", "last_scan", "found_at", "due", "closed_at", "lapses", "ruled_text",
)  # fmt: skip
_WORST_FIRST = tuple(Severity)
Judged = models.Finding | Finding
_CERTAIN = "本次检查已能确定，不再是疑似"


@dataclass(frozen=True, slots=True)
class Change:
    """What a scan changed. still: open before, found again · lapsed: ruled on once, and to be ruled on again."""

    new: tuple[Case, ...] = ()
    still: tuple[Case, ...] = ()
    closed: tuple[Case, ...] = ()
    back: tuple[Case, ...] = ()
    lapsed: tuple[Case, ...] = ()


@transaction.atomic
def record(scan: Scan, findings: Sequence[Finding], seen: Covered, at: datetime) -> Change:
    """`findings`: of the whole scan, cleaned (reports.build). Everything is kept, or nothing."""
    _keep(scan, findings)
    merging = _Merging.of(scan, at)
    stored = models.Finding.objects.filter(scan=scan)
    problems = stored.filter(outcome__in=_PROBLEMS)
    # The rows are held until the end: what a person rules meanwhile is not written over.
    cases = Case.objects.filter(site=scan.site).select_for_update()
    known = {case.fingerprint: case for case in cases.filter(fingerprint__in=problems.values("fingerprint"))}
    for finding in problems.defer("places").iterator(_BATCH):
        merging.merge(finding, known.get(finding.fingerprint))
    unseen = cases.filter(state__in=OPEN).exclude(fingerprint__in=problems.values("fingerprint"))
    merging.close(
        case for case in unseen.select_related("finding").select_for_update(of=("self",)) if seen.covers(case)
    )
    return merging.save()


def _keep(scan: Scan, findings: Iterable[Finding]) -> None:
    rows = (
        models.Finding(
            scan=scan,
            fingerprint=f.fingerprint,
            rule=f.rule,
            name=f.name[:100],
            severity=f.severity,
            outcome=f.outcome,
            url=f.url,
            target=f.target,
            column=f.column[:200],
            owner=f.owner[:100],
            text=f.text,
            suggestion=f.suggestion,
            message=f.message,
            basis=f.basis,
            verified=f.verified,
            count=f.count,
            places=[[place.url, place.locator] for place in f.occurrences],
        )
        for f in findings
    )
    # a job that is run again finds its rows there and changes nothing
    models.Finding.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)


@dataclass(slots=True)
class _Merging:
    """One scan being merged. doubtful: rules whose findings a person confirms."""

    scan: Scan
    at: datetime
    office: Office
    owners: Owners
    doubtful: frozenset[str]
    new: list[Case] = field(default_factory=list)
    still: list[Case] = field(default_factory=list)
    closed: list[Case] = field(default_factory=list)
    back: list[Case] = field(default_factory=list)
    lapsed: list[Case] = field(default_factory=list)
    hidden: list[Case] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    @classmethod
    def of(cls, scan: Scan, at: datetime) -> _Merging:
        office = Office.current()
        return cls(scan, at, office, Owners.of(scan.site), doubtful_rules(scan.site, office))

    @property
    def today(self) -> date:
        return self.at.astimezone(CHINA).date()

    def merge(self, finding: models.Finding, case: Case | None) -> None:
        if case is None:
            self._open(finding)
            return
        if case.is_open:
            self._see_again(case, finding)
        elif case.state == State.CLOSED:
            self._begin_anew(case, finding, EventKind.BACK, "又出现了")
            self.back.append(case)
        elif reason := why_lapsed(case, finding, self.today):
            self._begin_anew(case, finding, EventKind.LAPSED, reason)
            self.lapsed.append(case)
        else:
            self.hidden.append(case)
        case.finding, case.last_scan = finding, self.scan

    def close(self, cases: Iterable[Case]) -> None:
        for case in cases:
            self._tell(case, EventKind.CLOSED, "查过原处，问题已不在")
            case.closed_at = self.at
            self.closed.append(case)

    def save(self) -> Change:
        Case.objects.bulk_create(self.new, batch_size=_BATCH)
        changed = [*self.still, *self.closed, *self.back, *self.lapsed, *self.hidden]
        Case.objects.bulk_create(  # one statement for many rows; bulk_update would build a CASE for each field
            changed, batch_size=_BATCH, update_conflicts=True, unique_fields=["id"], update_fields=_CHANGING
        )
        announce.case_changes(Event.objects.bulk_create(self.events, batch_size=_BATCH))
        lists = (self.new, self.still, self.closed, self.back, self.lapsed)
        return Change(*map(tuple, lists))

    def _open(self, finding: models.Finding) -> None:
        case = Case(
            site=self.scan.site,
            fingerprint=finding.fingerprint,
            rule=finding.rule,
            severity=finding.severity,
            confirmed=self._is_certain(finding),
            unit=self.owners.unit_of(finding),
            finding=finding,
            first_scan=self.scan,
            last_scan=self.scan,
            found_at=self.at,
            due=self._due(finding),
        )
        self.new.append(case)
        self.events.append(
            Event(
                case=case,
                at=self.at,
                kind=EventKind.FOUND,
                after=State.NEW,
                note=finding.message,
                scan=self.scan,
            )
        )

    def _see_again(self, case: Case, finding: models.Finding) -> None:
        """No row for merely being there still: there would be one every night."""
        self.still.append(case)
        if case.state == State.CLAIMED or self.scan.kind == ScanKind.RECHECK:
            self._tell(case, EventKind.RECHECKED, f"问题仍在：{finding.message}")
        if not case.confirmed and self._is_certain(finding):
            case.confirmed = True
            self._tell(case, EventKind.SEEN, _CERTAIN)
        if _is_graver(finding, case):
            self._hasten(case, finding)
        case.severity = finding.severity
        if case.unit_id is None and (unit := self.owners.unit_of(finding)):
            case.unit = unit
            self._tell(case, EventKind.ASSIGNED, f"按责任分工分派给{unit.name}")

    def _hasten(self, case: Case, finding: models.Finding) -> None:
        due = self._due(finding)
        if due and (case.due is None or due < case.due):
            self._tell(case, EventKind.DUE, f"问题变得更严重，期限由 {case.due or '无'} 改为 {due}")
            case.due = due

    def _begin_anew(self, case: Case, finding: models.Finding, kind: EventKind, note: str) -> None:
        self._tell(case, kind, f"{note}：{finding.message}")
        case.confirmed = self._is_certain(finding) or (kind == EventKind.BACK and case.confirmed)
        case.severity, case.found_at = finding.severity, self.at
        case.due, case.closed_at, case.lapses, case.ruled_text = self._due(finding), None, None, ""
        if case.unit_id is None:
            case.unit = self.owners.unit_of(finding)

    def _is_certain(self, finding: models.Finding) -> bool:
        return finding.outcome == Outcome.FAIL and finding.rule not in self.doubtful

    def _due(self, finding: models.Finding) -> date | None:
        return due_date(finding.severity, self.today, self.office)

    def _tell(self, case: Case, kind: EventKind, note: str) -> None:
        self.events.append(step(case, kind, self.at, note=note, scan=self.scan))


def why_lapsed(case: Case, finding: Judged, today: date) -> str:
    """Why a ruling no longer holds; "" while it does. The severity of a ruled case is kept as it was ruled on."""
    if case.lapses and case.lapses < today:
        return f"{State(case.state).label}到 {case.lapses} 已期满"
    if wording(finding) != case.ruled_text:
        return "原文已变"
    return "问题变得更严重" if _is_graver(finding, case) else ""


def _is_graver(finding: Judged, case: Case) -> bool:
    return _WORST_FIRST.index(Severity(finding.severity)) < _WORST_FIRST.index(Severity(case.severity))

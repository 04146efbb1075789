"""A judgement after what people ruled in the ledger: what is no fault, or mended since, is counted no more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from checks import Finding, Judgement, Outcome
from reports.build import FRESHNESS, cleaned
from xunjian.ledger.precision import doubtful_rules
from xunjian.ledger.recording import why_lapsed
from xunjian.store.models import Case, EventKind, Office, Scan, State

RULINGS = (
    EventKind.CONFIRMED,
    EventKind.DISMISSED,
    EventKind.WAIVED,
    EventKind.CLOSED,
    EventKind.REOPENED,
    EventKind.LAPSED,
    EventKind.BACK,
)  # fmt: skip - changes of a case that change a judgement
RENEWED = "（复查时已经更新，更新的日期不在这次快照里，请核对）"
_PROBLEMS = (Outcome.FAIL, Outcome.REVIEW)


def as_ruled(judgement: Judgement, scan: Scan, day: date) -> Judgement:
    """`judgement`: of the snapshot of `scan`, as if inspected on `day`."""
    rulings = _Rulings.of(scan, day)
    aside = list(judgement.waived)
    kept: list[Finding] = []
    for finding, counts in map(rulings.apply, judgement.findings):
        (kept if counts else aside).append(finding)
    return replace(judgement, findings=tuple(kept), waived=tuple(aside))


@dataclass(frozen=True, slots=True)
class _Rulings:
    """cases: by fingerprint · doubtful: rules whose findings a person confirms · seen: when the scan ended."""

    cases: dict[str, Case]
    doubtful: frozenset[str]
    seen: datetime | None
    day: date

    @classmethod
    def of(cls, scan: Scan, day: date) -> _Rulings:
        cases = {case.fingerprint: case for case in Case.objects.filter(site=scan.site_id)}
        return cls(cases, doubtful_rules(scan.site, Office.current()), scan.ended_at, day)

    def apply(self, finding: Finding) -> tuple[Finding, bool]:
        """The finding, and whether it counts."""
        if finding.outcome not in _PROBLEMS:
            return finding, True
        case = self.cases.get(finding.fingerprint)
        if case and self._is_mended(case):
            mended = replace(finding, outcome=Outcome.REVIEW, message=finding.message + RENEWED)
            return (mended, True) if finding.rule in FRESHNESS else (finding, False)
        if case and case.state in {State.DISMISSED, State.WAIVED}:
            if not why_lapsed(case, cleaned(finding), self.day):
                return finding, False
            case = None
        certain = finding.outcome is Outcome.FAIL and finding.rule not in self.doubtful
        confirmed = case is not None and case.confirmed
        return replace(finding, outcome=Outcome.FAIL if certain or confirmed else Outcome.REVIEW), True

    def _is_mended(self, case: Case) -> bool:
        """A recheck after the scan found it gone."""
        return bool(
            case.state == State.CLOSED and self.seen and case.closed_at and case.closed_at > self.seen
        )

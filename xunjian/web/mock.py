"""What the page of a mock inspection shows, read from the report it left and put beside the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checks import Finding, Outcome
from checks.priorities import NEAR
from checks.scheme import Part, scheme_of
from checks.sheet import Line, State, counted
from reports import Report, read_report
from reports.build import HOME, STALE
from reports.model import ColumnLine
from reports.page.view import standing as verdict
from reports.record import FILE
from xunjian.jobs.profiles import profile_of_site
from xunjian.ledger.owners import Owners
from xunjian.ledger.standing import Standing, standing_of
from xunjian.store.models import Case, MockInspection, Role, Unit, User
from xunjian.web.scoresheet import shown

VETO = {Part.VETO, Part.MEDIA}


@dataclass(frozen=True, slots=True)
class Late:
    """A column that is past its limit on the day unless something is published. over: days; today: of looking."""

    line: ColumnLine
    day: date
    today: date
    unit: Unit | None
    case: Case | None
    certain: bool

    @property
    def over(self) -> int:
        return (self.day - self.line.due).days if self.line.due else 0

    @property
    def is_late_now(self) -> bool:
        return self.line.due is not None and self.line.due < self.today


@dataclass(frozen=True, slots=True)
class Risk:
    """A veto row that is tripped on the day, might be, or is near. chance: that so many columns are late, where it
    counts columns.
    """

    line: Line
    now: Line | None
    chance: float | None


@dataclass(frozen=True, slots=True)
class Mocked:
    """A mock inspection with its report, opened once. cases: those of findings in it, by fingerprint."""

    mock: MockInspection
    report: Report
    cases: Mapping[str, Case]

    @classmethod
    def of(cls, mock: MockInspection) -> Mocked:
        """Raises SnapshotError where the report is gone."""
        report = read_report(mock.folder / FILE)
        marks = [finding.fingerprint for finding in report.findings]
        cases = Case.objects.filter(site=mock.scan.site_id).select_related("finding", "unit")
        return cls(mock, report, {case.fingerprint: case for case in cases if case.fingerprint in set(marks)})

    def late(self, user: User, today: date) -> list[Late]:
        """Likeliest first; a unit gets its own."""
        owners = Owners.of(self.mock.scan.site)
        found = {
            f.url: f for f in self.report.findings if f.rule in STALE and f.outcome is not Outcome.UNKNOWN
        }
        late = []
        for line in self.report.columns:
            if line.due is None or line.due >= self.mock.day:
                continue
            fault = found.get(line.url)
            case = self.cases.get(fault.fingerprint) if fault else None
            unit = owners.unit_of(fault) if fault else None
            unit = case.unit if case and case.unit else unit
            if fault and (user.role != Role.UNIT or (unit and unit.pk == user.unit_id)):
                late.append(Late(line, self.mock.day, today, unit, case, fault.outcome is Outcome.FAIL))
        return sorted(late, key=lambda one: (-_chance(one.line), one.line.due or one.day, one.line.name))

    def context(self, today: date) -> dict[str, object]:
        """All but the columns, for who may see the whole site. Raises ProfileError."""
        site = self.mock.scan.site
        profile = profile_of_site(site)
        now = standing_of(self.mock.scan, profile)
        then = Standing(
            scheme_of(profile.scheme), self.report.sheet, self.report.steps, self.report.findings, self.cases
        )
        risks = self._risks(now.sheet)
        board = [line for line in self.report.sheet if line.part in VETO]
        outcomes = [finding.outcome for finding in self.report.findings]
        return shown(then) | {
            "verdict": verdict(self.report),
            "risks": risks,
            "calm": len(board) - len(risks),
            "unlooked": sum(line.state is State.OPEN for line in board),
            "tripped": sum(line.state is State.TRIPPED for line in self.report.board),
            "doubtful": sum(line.state is State.DOUBTFUL for line in self.report.board),
            "counts": {outcome.value: outcomes.count(outcome) for outcome in Outcome},
        }

    def _risks(self, now: Iterable[Line]) -> list[Risk]:
        before = {line.code: line for line in now}
        risks = [
            Risk(line, before.get(line.code), self._chance(line))
            for line in self.report.sheet
            if line.part in VETO and _is_at_risk(line)
        ]
        return sorted(
            risks, key=lambda risk: (risk.line.state is not State.TRIPPED, risk.line.state is State.CLEAR)
        )

    def _chance(self, line: Line) -> float | None:
        if line.rules == (HOME,):
            return self.report.home_lapse
        if not line.limit or not line.rules or not set(line.rules) <= set(STALE):
            return None
        lapses = {column.url: _chance(column) for column in self.report.columns}
        return chance_of_reaching(
            line.limit, [lapses.get(f.url, 1.0) for f in counted(line, self.report.findings)]
        )

    def listed(self, row: str, outcome: str) -> list[tuple[Finding, Case | None]]:
        """The findings behind a number: of a row of the score sheet, or of the whole report."""
        items = {item.code: item for item in scheme_of(profile_of_site(self.mock.scan.site).scheme).items}
        item = items.get(row)
        return [
            (finding, self.cases.get(finding.fingerprint))
            for finding in self.report.findings
            if _matches(finding.outcome, outcome)
            and (item is None or finding.rule in item.rules)
            and (item is None or outcome == "unknown" or item.severity in {None, finding.severity})
        ]


def chance_of_reaching(limit: int, chances: Sequence[float]) -> float:
    """Probability that at least `limit` of these come true, each by itself."""
    exactly = [1.0] + [0.0] * len(chances)
    for chance in chances:
        for number in range(len(chances), 0, -1):
            exactly[number] = exactly[number] * (1 - chance) + exactly[number - 1] * chance
        exactly[0] *= 1 - chance
    return sum(exactly[limit:])


def _chance(line: ColumnLine) -> float:
    """Where no rhythm can be read, nothing is expected to appear."""
    return 1.0 if line.lapse is None else line.lapse


def _matches(outcome: Outcome, asked: str) -> bool:
    """What could not be judged, for whatever reason, is one number."""
    return asked in {"", outcome.value} or (asked == "unknown" and outcome is Outcome.ERROR)


def _is_at_risk(line: Line) -> bool:
    near = bool(line.count) and line.state is State.CLEAR and line.limit - line.count <= NEAR
    return near or line.state in {State.TRIPPED, State.DOUBTFUL, State.FOUND}

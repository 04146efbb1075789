"""What a report is made of. Texts are clean and masked (see masking) once `build` or `read_report` made it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from checks import Finding, Outcome, Severity
from checks.priorities import Step
from checks.scheme import Part
from checks.sheet import Line
from portal.calendar import CHINA
from portal.column import ColumnKind
from portal.snapshot import Coverage


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A 栏目 as the report lists it. limit: in words; due: last day within the limit; state: in words;
    chance: that nothing new appears by then, after the column's own rhythm; lapse: that it is past its limit on the day
    of inspection, where that lies after the crawl and it will be unless something is published."""

    name: str
    url: str
    kind: ColumnKind
    guessed: bool
    why: str
    owner: str
    newest: date | None
    limit: str
    due: date | None
    state: str
    entries: int
    chance: float | None = None
    lapse: float | None = None


@dataclass(frozen=True, slots=True)
class TieLine:
    """A document tied to a policy file. relation: as in checks.disclosure.graph.Relation · there: the file links to it;
    back: it links to the file."""

    relation: str
    title: str
    url: str
    published: date | None
    there: bool
    back: bool


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A policy file of the last year, with what explains, changes or ends it. elsewhere: something that is no page of
    the scan is called its interpretation."""

    title: str
    url: str
    number: str
    published: date | None
    elsewhere: bool = False
    ties: tuple[TieLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that was applied. `checks` and `remedy` are the 检查什么 and 怎么改 of its documentation;
    basis, quote: of the clause it rests on."""

    code: str
    name: str
    checks: str = ""
    remedy: str = ""
    basis: str = ""
    quote: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the proof lies. Times are ISO 8601; manifest: SHA-256 of manifest.json."""

    snapshot: str = ""
    manifest: str = ""
    started: str = ""
    finished: str = ""
    profile: str = ""
    scheme: str = ""
    engine: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """unlooked: rows of the sheet that cannot be called clear, by code, and why · home_lapse: as ColumnLine.lapse, of the
    home page.
    """

    name: str
    home: str
    id_code: str
    reference_time: datetime
    coverage: Coverage
    columns: tuple[ColumnLine, ...] = ()
    policies: tuple[PolicyLine, ...] = ()
    home_lapse: float | None = None
    findings: tuple[Finding, ...] = ()
    waived: tuple[Finding, ...] = ()
    sheet: tuple[Line, ...] = ()
    unlooked: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    rules: tuple[RuleLine, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)

    @property
    def today(self) -> date:
        return self.reference_time.astimezone(CHINA).date()

    @property
    def gathered(self) -> date | None:
        """Day in China on which the crawl began."""
        started = self.evidence.started
        return datetime.fromisoformat(started).astimezone(CHINA).date() if started else None

    @property
    def is_ahead(self) -> bool:
        """Whether the day of inspection lies after the crawl: what it says holds if nothing is published until then."""
        return self.gathered is not None and self.today > self.gathered

    @property
    def title(self) -> str:
        """Name of the site, else its address."""
        return self.name or self.home

    @property
    def board(self) -> tuple[Line, ...]:
        """The veto rows of the sheet."""
        return tuple(line for line in self.sheet if line.part is Part.VETO)

    def of(self, *outcomes: Outcome) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.outcome in outcomes)

    @property
    def undecided(self) -> tuple[Finding, ...]:
        return self.of(Outcome.UNKNOWN, Outcome.ERROR)

    def failed(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.of(Outcome.FAIL))

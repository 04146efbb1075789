"""What a report is made of. Texts are clean and masked (see masking) once `build` or `read_report` made it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from checks import Finding, Outcome, Severity
from portal.calendar import CHINA
from portal.column import ColumnKind
from portal.snapshot import Coverage


class VetoItem(Protocol):
    """One row of the veto board. tripped: None when it was not or could not be checked."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def count(self) -> int: ...
    @property
    def limit(self) -> int: ...
    @property
    def tripped(self) -> bool | None: ...
    @property
    def basis(self) -> str: ...
    @property
    def verified(self) -> bool: ...
    @property
    def note(self) -> str: ...


@dataclass(frozen=True, slots=True)
class VetoLine:
    """A VetoItem as kept in findings.json."""

    code: str
    name: str
    count: int = 0
    limit: int = 0
    tripped: bool | None = None
    basis: str = ""
    verified: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A 栏目 as the report lists it. limit: in words; due: last day within the limit; state: in words."""

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


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that was applied. `checks` and `remedy` are the 检查什么 and 怎么改 of its documentation."""

    code: str
    name: str
    checks: str = ""
    remedy: str = ""


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
    name: str
    home: str
    id_code: str
    reference_time: datetime
    coverage: Coverage
    columns: tuple[ColumnLine, ...] = ()
    findings: tuple[Finding, ...] = ()
    waived: tuple[Finding, ...] = ()
    board: tuple[VetoLine, ...] = ()
    rules: tuple[RuleLine, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)

    @property
    def today(self) -> date:
        return self.reference_time.astimezone(CHINA).date()

    @property
    def title(self) -> str:
        """Name of the site, else its address."""
        return self.name or self.home

    def of(self, *outcomes: Outcome) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.outcome in outcomes)

    @property
    def undecided(self) -> tuple[Finding, ...]:
        return self.of(Outcome.UNKNOWN, Outcome.ERROR)

    def failed(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.of(Outcome.FAIL))

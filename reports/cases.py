"""Cases as a unit is told of them: what notice, letter and the unit's workbook are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from checks import Finding, Severity
from portal.calendar import CHINA

RANK = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One open case. number: the case's own, for good · state: as the office calls it · status: what its unit last
    said (one of reports.workbook.unit.STATUSES) · fresh: not told of before · waits: mended by its own account, to be
    looked at again · revision: its last history row when this was written · finding: cleaned and masked.
    """

    number: int
    site: str
    home: str
    finding: Finding
    state: str
    status: str
    found: date
    due: date | None = None
    fresh: bool = False
    waits: bool = False
    remark: str = ""
    revision: int = 0

    @property
    def is_veto(self) -> bool:
        return self.finding.severity is Severity.VETO


@dataclass(frozen=True, slots=True)
class UnitList:
    """What one unit has to mend. office, email: who asks for it and where answers go."""

    unit: str
    office: str
    email: str
    at: datetime
    lines: tuple[CaseLine, ...]

    @property
    def today(self) -> date:
        return self.at.astimezone(CHINA).date()

    @property
    def ordered(self) -> tuple[CaseLine, ...]:
        """Single veto first, then what is due first."""
        return tuple(
            sorted(
                self.lines,
                key=lambda line: (
                    line.waits,
                    not line.is_veto,
                    line.due or date.max,
                    RANK[line.finding.severity],
                    line.number,
                ),
            )
        )

    @property
    def todo(self) -> tuple[CaseLine, ...]:
        return tuple(line for line in self.ordered if not line.waits)

    @property
    def fresh(self) -> int:
        return sum(line.fresh for line in self.todo)

    @property
    def vetoes(self) -> int:
        return sum(line.is_veto for line in self.todo)

    @property
    def overdue(self) -> int:
        return sum(self.is_overdue(line) for line in self.todo)

    @property
    def sites(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.site for line in self.ordered))

    def is_overdue(self, line: CaseLine) -> bool:
        return line.due is not None and line.due < self.today

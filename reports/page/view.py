"""What the template shows, worked out beforehand: groups, counts, bounds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from checks import Finding, Outcome, Severity
from checks.sheet import Line, State, counted
from portal.snapshot import Unreached
from reports.model import ColumnLine, Report, RuleLine
from reports.scoring import PART

ORDER = tuple(Severity)
URGENT_LISTED = 20  # findings under 需要马上处理
URGENT_PER_RULE = 4  # of them from one rule, but every veto
PER_RULE = 50  # findings of a rule written out
PER_COLUMN = 15  # findings named under a column
COLUMNS_LISTED = 60
PLACES_SHOWN = 10  # places of a finding shown at once
PLACES_FOLDED = 90  # further places under 展开 …
PLACES_FOLDED_LARGE = 10  # … when there are many findings
MANY = 300  # findings
COUNTED_SHOWN = 20  # findings named under a row of the score sheet
URGENCY = (State.TRIPPED, State.DOUBTFUL, State.OPEN, State.FOUND, State.CLEAR)
UNREACHED_LISTED = 100  # addresses per reason


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one rule and outcome. `left`: how many are not written out."""

    rule: RuleLine
    severity: Severity
    findings: tuple[Finding, ...]
    total: int
    places: int

    @property
    def left(self) -> int:
        return self.total - len(self.findings)


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart: a count per severity."""

    label: str
    link: str
    counts: tuple[tuple[Severity, int], ...]
    total: int


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    name: str
    owner: str
    findings: tuple[Finding, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the site would pass: tone is bad, unsure or good."""

    tone: str
    headline: str
    detail: str


@dataclass(frozen=True, slots=True)
class Reason:
    text: str
    listed: tuple[Unreached, ...]
    total: int


def standing(report: Report) -> Standing:
    """The one sentence a leader reads first. Never "passes": not everything can be checked by a program."""
    tripped = [line.name for line in report.board if line.state is State.TRIPPED]
    doubtful = [line.name for line in report.board if line.state is State.DOUBTFUL]
    open_items = [line.name for line in report.board if line.state is State.OPEN]
    day = f"照现在的样子，到 {report.today} 接受检查" if report.is_ahead else "现在接受检查"
    vetoes = report.failed(Severity.VETO)
    unread = f"有 {len(doubtful)} 项待核：{'、'.join(doubtful)}。" if doubtful else ""
    unread += f"另有 {len(open_items)} 项未检查：{'、'.join(open_items)}。" if open_items else ""
    if tripped or vetoes:
        what = (
            f"触发单项否决 {len(tripped)} 项：{'、'.join(tripped)}。"
            if tripped
            else f"单项否决级问题 {vetoes} 个。"
        )
        return Standing("bad", f"{day}，会被判不合格", what + unread)
    if not report.board:
        return Standing("unsure", "未做单项否决核对", "没有单项否决核对表，不能说明是否合格。")
    if doubtful:
        return Standing("unsure", "有单项否决项待核实，不能说合格", unread)
    if open_items:
        return Standing("unsure", "已查的单项否决项均未触发，但没有查全，不能说合格", unread)
    return Standing("good", "单项否决项均未触发", "是否合格还取决于扣分项和需要人工判断的内容。")


def board(report: Report) -> list[Line]:
    """Tripped first, then the doubtful and the open ones, then the rest."""
    return sorted(report.board, key=lambda line: URGENCY.index(line.state))


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the score sheet, opened: its rules, and the findings it counts (`more` are not listed)."""

    line: Line
    rules: tuple[RuleLine, ...]
    findings: tuple[Finding, ...]
    more: int


def sheet(report: Report) -> list[tuple[str, list[SheetRow]]]:
    """The rows by part of the form."""
    rules = {rule.code: rule for rule in report.rules}
    rows: dict[str, list[SheetRow]] = {}
    for line in report.sheet:
        found = [*counted(line, report.findings), *counted(line, report.findings, Outcome.REVIEW)]
        own = tuple(rules[code] for code in line.rules if code in rules)
        row = SheetRow(line, own, tuple(found[:COUNTED_SHOWN]), len(found[COUNTED_SHOWN:]))
        rows.setdefault(PART[line.part], []).append(row)
    return list(rows.items())


def urgent(report: Report) -> tuple[Finding, ...]:
    """Decided veto and error findings: worst, then most places first."""
    grave = [f for f in report.of(Outcome.FAIL) if f.severity in {Severity.VETO, Severity.ERROR}]
    return tuple(sorted(grave, key=lambda f: (ORDER.index(f.severity), -f.count, f.rule, f.fingerprint)))


def most_urgent(grave: Sequence[Finding]) -> list[Finding]:
    """The first of them, so chosen that one rule does not crowd out the others."""
    taken: Counter[str] = Counter()
    chosen = []
    for finding in grave:
        taken[finding.rule] += 1
        if finding.severity is Severity.VETO or taken[finding.rule] <= URGENT_PER_RULE:
            chosen.append(finding)
    return chosen[:URGENT_LISTED]


def groups(report: Report, findings: Iterable[Finding]) -> list[Group]:
    """By rule, worst rule first."""
    rules = {rule.code: rule for rule in report.rules}
    gathered: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        gathered[finding.rule].append(finding)
    made = [
        Group(
            rule=rules.get(code, RuleLine(code, members[0].name)),
            severity=min((f.severity for f in members), key=ORDER.index),
            findings=tuple(members[:PER_RULE]),
            total=len(members),
            places=sum(f.count for f in members),
        )
        for code, members in gathered.items()
    ]
    return sorted(made, key=lambda group: (ORDER.index(group.severity), group.rule.code))


def by_column(report: Report, findings: Iterable[Finding]) -> list[ColumnGroup]:
    """Findings by 栏目, most first; those of no column last."""
    owners = {column.name: column.owner for column in report.columns}
    gathered: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        gathered[finding.column].append(finding)
    ordered = sorted(gathered.items(), key=lambda item: (not item[0], -len(item[1]), item[0]))
    return [
        ColumnGroup(name or "（不属于任何栏目）", owners.get(name, ""), tuple(fs[:PER_COLUMN]), len(fs))
        for name, fs in ordered[:COLUMNS_LISTED]
    ]


def rule_bars(made: Sequence[Group], findings: Iterable[Finding]) -> list[Bar]:
    counts = Counter((f.rule, f.severity) for f in findings)
    return [
        _bar(group.rule.name, f"#g-{group.rule.code}", [(s, counts[group.rule.code, s]) for s in ORDER])
        for group in made
    ]


def column_bars(findings: Iterable[Finding], most: int = 12) -> list[Bar]:
    counts: dict[str, Counter[Severity]] = defaultdict(Counter)
    for finding in findings:
        counts[finding.column or "（不属于任何栏目）"][finding.severity] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))
    return [_bar(name, "#columns", [(s, found[s]) for s in ORDER]) for name, found in ordered[:most]]


def _bar(label: str, link: str, counts: Sequence[tuple[Severity, int]]) -> Bar:
    present = tuple((severity, count) for severity, count in counts if count)
    return Bar(label, link, present, sum(count for _, count in present))


def unreached(report: Report) -> list[Reason]:
    """Addresses by reason; the numbers are of those the snapshot lists."""
    gathered: dict[str, list[Unreached]] = defaultdict(list)
    for entry in report.coverage.unreached:
        gathered[entry.reason].append(entry)
    ordered = sorted(gathered.items(), key=lambda item: (-len(item[1]), item[0]))
    return [Reason(reason, tuple(found[:UNREACHED_LISTED]), len(found)) for reason, found in ordered]


def age(column: ColumnLine, report: Report) -> int | None:
    """Days since the newest entry."""
    return (report.today - column.newest).days if column.newest else None


def used(column: ColumnLine, report: Report) -> int | None:
    """Part of the limit that is used up, in percent, at most 100."""
    if column.newest is None or column.due is None:
        return None
    whole = max(column.due - column.newest, timedelta(days=1))
    return max(0, min(100, round(100 * (report.today - column.newest) / whole)))


def folded(report: Report) -> int:
    """Places kept under 展开, fewer when there are many findings so that the page stays small."""
    return PLACES_FOLDED if len(report.findings) <= MANY else PLACES_FOLDED_LARGE

"""The score sheet: every row of the regime's form, with what this scan can say of it. Nothing official is invented."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from checks.engine import Judgement
from checks.finding import Finding, Outcome, Severity
from checks.scan import Scan
from checks.scheme import Item, Part, Scheme
from checks.updates.freshness import code_of

NO_CHECK = "未检查：本程序目前没有这一项的检查，请人工核对。"
SWITCHED_OFF = "未检查：规则已在配置中停用。"
NOT_GATHERED = "未检查：这次扫描没有采集所需的内容。"
NO_COLUMNS = "未检查：没有识别出这类栏目，请在配置中列出栏目。"


class State(StrEnum):
    TRIPPED = "tripped"  # a veto row at its limit
    FOUND = "found"  # any other row with findings
    DOUBTFUL = "doubtful"  # what is undecided might trip it, or be found
    CLEAR = "clear"
    OPEN = "open"  # not checked, or not to be checked by a program


@dataclass(frozen=True, slots=True)
class Line:
    """A row. Counts are of findings: decided, 疑似, and those nothing can be said of.

    lost: points lost, None where nobody entered or verified the points · points_verified: else they are only 参考.
    """

    code: str
    part: Part
    group: str
    name: str
    state: State
    count: int = 0
    doubtful: int = 0
    unknown: int = 0
    limit: int = 0
    note: str = ""
    quote: str = ""
    verified: bool = True
    rules: tuple[str, ...] = ()
    points: float | None = None
    lost: float | None = None
    points_verified: bool = False


def sheet_of(scheme: Scheme, findings: Sequence[Finding], unlooked: Mapping[str, str]) -> tuple[Line, ...]:
    """Rows in the order of the form, from findings as they stand; `unlooked`: rows that cannot be called clear, and why."""
    shown = scheme.points_shown
    return tuple(_line(item, findings, unlooked.get(item.code, ""), shown) for item in scheme.items)


def unlooked(scan: Scan, judgement: Judgement) -> Mapping[str, str]:
    """Rows this scan cannot call clear, and why."""
    found = {item.code: _unlooked(item, scan, judgement) for item in scan.scheme.items}
    return {code: why for code, why in found.items() if why}


def counted(line: Line, findings: Iterable[Finding], outcome: Outcome = Outcome.FAIL) -> Sequence[Finding]:
    """The findings behind a number of a row."""
    return [f for f in findings if f.rule in line.rules and f.outcome is outcome]


def _line(item: Item, findings: Iterable[Finding], missing: str, points_shown: bool) -> Line:
    own = [f for f in findings if f.rule in item.rules]
    if not item.rules:
        missing = f"未检查：{item.human}。" if item.human else NO_CHECK
    graded = [f for f in own if _counts(f, item)]
    failed, doubtful = _count(graded, Outcome.FAIL), _count(graded, Outcome.REVIEW)
    unknown = _count(own, Outcome.UNKNOWN) + _count(own, Outcome.ERROR)
    state = _state(item, missing, failed, doubtful + unknown)
    shown = item.points_verified or points_shown
    return Line(
        item.code,
        item.part,
        item.group,
        item.name,
        state,
        failed,
        doubtful,
        unknown,
        item.limit,
        missing if state is State.OPEN else _note(item, own, failed, doubtful, unknown),
        item.quote,
        item.verified,
        item.rules,
        item.points if shown else None,
        _lost(item, failed) if shown and state is not State.OPEN else None,
        item.points_verified,
    )


def _counts(finding: Finding, item: Item) -> bool:
    """Whether a row counts a finding; a hint, such as of a limit the office set itself, fails nobody."""
    if item.severity is None and item.part is Part.VETO:
        return finding.severity in {Severity.VETO, Severity.ERROR}
    return item.severity in {None, finding.severity}


def _state(item: Item, missing: str, failed: int, open_: int) -> State:
    if failed and failed >= item.limit:
        return State.TRIPPED if item.limit else State.FOUND
    if missing:
        return State.OPEN
    if open_ and failed + open_ >= item.limit:
        return State.DOUBTFUL
    return State.FOUND if failed and not item.limit else State.CLEAR


def _unlooked(item: Item, scan: Scan, judgement: Judgement) -> str:
    """Why a row that is not tripped cannot be called clear either; "" where it can."""
    if not item.rules:
        return ""
    off = [rule for rule in item.rules if rule in scan.profile.rules.disabled]
    reasons: tuple[tuple[Callable[[], bool], str], ...] = (
        (lambda: bool(off), SWITCHED_OFF),
        (lambda: not set(item.rules) & judgement.ran, NOT_GATHERED),
        (lambda: item.part is Part.VETO and not _has_columns(item, scan), NO_COLUMNS),
    )
    return next((told for holds, told in reasons if holds()), "")


def _has_columns(item: Item, scan: Scan) -> bool:
    """Whether there is a column of the kind that a row on columns counts."""
    if "UPD005" in item.rules:
        return bool(scan.columns)
    judged = {"UPD002", "UPD003", "UPD004"} & set(item.rules)
    return not judged or any(code_of(column) in judged and column.entries for column in scan.columns)


def _note(item: Item, own: Sequence[Finding], failed: int, doubtful: int, unknown: int) -> str:
    parts = [f"确定 {failed} 个"] if failed else []
    parts += [f"疑似 {doubtful} 个"] if doubtful else []
    parts += [f"无法判断 {unknown} 个"] if unknown else []
    note = "，".join(parts) or "没有发现问题"
    if item.limit > 1 and failed < item.limit <= failed + doubtful + unknown:
        note += f"；人工核对后若达 {item.limit} 个即单项否决"
    if item.limit == 1 and len(own) == 1:
        note = own[0].message
    return f"{note.removesuffix('。')}。{item.human}。" if item.human else note


def _lost(item: Item, failed: int) -> float | None:
    if item.points is None or item.each is None:
        return None
    return min(item.points, round(item.each * failed, 4))


def _count(findings: Iterable[Finding], outcome: Outcome) -> int:
    return sum(finding.outcome is outcome for finding in findings)

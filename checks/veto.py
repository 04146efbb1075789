"""单项否决 board: the six items of 2019, each with what this scan can say of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checks.finding import Finding, Outcome, Severity
from checks.scan import Scan
from checks.updates.freshness import code_of

_UNCHECKED = "未检查：本程序目前没有这一项的检查，请人工核对。"


@dataclass(frozen=True, slots=True)
class VetoItem:
    """One item. `limit` is the count that trips it; `tripped` None: cannot tell, `note` says why."""

    code: str
    name: str
    count: int
    limit: int
    tripped: bool | None
    basis: str
    verified: bool
    note: str = ""


def veto_board(scan: Scan, findings: Iterable[Finding]) -> tuple[VetoItem, ...]:
    """Items in the order of the 2019 form. `findings` are those of `judge`, waived ones left out."""
    found = tuple(findings)
    return (
        _unchecked(scan, "V1", "安全、泄密事故等严重问题"),
        _unchecked(scan, "V2", "站点无法访问"),
        _home(scan, found),
        _stale(scan, found, "V4a", "栏目不更新（动态要闻、通知公告、政策文件类）", ("UPD002", "UPD003")),
        _stale(scan, found, "V4b", "栏目不更新（其他栏目）", ("UPD004",)),
        _counted(scan, found, "V4c", "空白栏目", ("UPD005",), any_column=bool(scan.columns)),
        _unchecked(scan, "V5", "互动回应差"),
        _unchecked(scan, "V6", "服务不实用"),
    )


def _unchecked(scan: Scan, code: str, name: str) -> VetoItem:
    clause = scan.scheme.clause(code)
    return VetoItem(code, name, 0, 0, None, clause.basis, clause.verified, _UNCHECKED)


def _home(scan: Scan, findings: Sequence[Finding]) -> VetoItem:
    clause = scan.scheme.clause("UPD001")
    own = [f for f in findings if f.rule == "UPD001"]
    failed = [f for f in own if f.outcome is Outcome.FAIL and f.severity is Severity.VETO]
    told: bool | None = bool(failed)
    if _is_off(scan, ("UPD001",)):
        told, note = None, "未检查：规则已在配置中停用。"
    else:
        note = own[0].message if own else f"首页 {clause.days} 天内有更新。"
        if any(f.outcome in {Outcome.UNKNOWN, Outcome.ERROR, Outcome.REVIEW} for f in own) and not failed:
            told = None
    return VetoItem("V3", "首页不更新", len(failed), 1, told, clause.basis, clause.verified, note)


def _stale(scan: Scan, findings: Sequence[Finding], code: str, name: str, rules: tuple[str, ...]) -> VetoItem:
    concerned = any(code_of(column) in rules and column.entries for column in scan.columns)
    return _counted(scan, findings, code, name, rules, any_column=concerned)


def _counted(
    scan: Scan, findings: Sequence[Finding], code: str, name: str, rules: tuple[str, ...], *, any_column: bool
) -> VetoItem:
    clause = scan.scheme.clause(rules[0])
    own = [f for f in findings if f.rule in rules]
    failed, doubtful = _count(own, Outcome.FAIL), _count(own, Outcome.REVIEW)
    unknown = _count(own, Outcome.UNKNOWN) + _count(own, Outcome.ERROR)
    tripped: bool | None = failed >= clause.limit
    note = f"确定 {failed} 个" + (f"，另有疑似 {doubtful} 个" if doubtful else "")
    note += f"，无法判断 {unknown} 个" if unknown else ""
    if _is_off(scan, rules):
        tripped, note = None, "未检查：规则已在配置中停用。"
    elif not any_column:
        tripped, note = None, "未检查：没有识别出这类栏目，请在配置中列出栏目。"
    elif not tripped and failed + doubtful + unknown >= clause.limit:
        tripped, note = None, note + f"；人工核对后若达 {clause.limit} 个即单项否决"
    return VetoItem(code, name, failed, clause.limit, tripped, clause.basis, clause.verified, note)


def _count(findings: Iterable[Finding], outcome: Outcome) -> int:
    return sum(finding.outcome is outcome for finding in findings)


def _is_off(scan: Scan, rules: Iterable[str]) -> bool:
    return any(rule in scan.profile.rules.disabled for rule in rules)

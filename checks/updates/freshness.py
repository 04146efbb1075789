"""How old a column is and what its clause allows: shared by the rules on columns that are not updated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from checks.finding import Fault, Outcome, Severity
from checks.inventory.vocabulary import KIND_NAMES, guess_kind, is_static
from checks.scan import Scan
from checks.scheme import Clause
from portal.column import Column, ColumnKind

NEWS, NOTICE, OTHER = "UPD002", "UPD003", "UPD004"
_TOGETHER = {NEWS: (NEWS, NOTICE), NOTICE: (NEWS, NOTICE), OTHER: (OTHER,)}
_EVIDENT = 5  # dated entries from which a learned column with a telling name is beyond doubt
_GUESSED = "（栏目类别为程序判断：{why}）"


@dataclass(frozen=True, slots=True)
class Standing:
    """A column with its newest date, the last day on which that is new enough, and whether a person must confirm."""

    column: Column
    code: str
    newest: date
    due: date
    limit: str
    outcome: Outcome

    def is_stale(self, today: date) -> bool:
        return today > self.due


def code_of(column: Column) -> str:
    """The rule a column's freshness falls under; "" for none."""
    if column.guessed and is_static(column.name):
        return ""
    if column.kind is ColumnKind.NEWS:
        return NEWS
    if column.kind in {ColumnKind.NOTICE, ColumnKind.POLICY}:
        return NOTICE if column.first_level else OTHER
    return OTHER if column.kind is ColumnKind.OTHER or column.max_age_days else ""


def is_declared(column: Column, today: date) -> bool:
    """Whether the office declared that there is nothing to publish, and the declaration still holds."""
    return column.declaration is not None and today <= column.declaration.until


def newest_of(column: Column, today: date) -> date | None:
    """Newest date shown; days to come prove nothing."""
    return max((e.date for e in column.entries if e.date and e.date <= today), default=None)


def is_evident(column: Column) -> bool:
    """Whether a column's kind is certain enough to accuse: configured, or a telling name over a real list."""
    dated = sum(entry.date is not None for entry in column.entries)
    return not column.guessed or (guess_kind(column.name).clear and dated >= _EVIDENT)


def standings(scan: Scan) -> Iterator[Standing]:
    """Every column with a date that some clause bounds and no declaration covers."""
    for column in scan.columns:
        code, newest = code_of(column), newest_of(column, scan.today)
        if not code or newest is None or is_declared(column, scan.today):
            continue
        clause = scan.scheme.clause(code)
        sure = is_evident(column) and not _year_is_inferred(column, newest)
        outcome = Outcome.FAIL if sure else Outcome.REVIEW
        yield Standing(column, code, newest, _due(column, clause, newest), _limit(column, clause), outcome)


def stale_columns(scan: Scan, code: str) -> Iterator[Fault]:
    """Faults of the columns under one rule; of veto class when those that count together reach the limit."""
    stale = [s for s in standings(scan) if s.is_stale(scan.today)]
    failed = sum(s.code in _TOGETHER[code] and s.outcome is Outcome.FAIL for s in stale)
    limit = scan.scheme.clause(code).limit
    for standing in stale:
        if standing.code == code:
            yield _fault(standing, scan, failed, limit)
    yield from _unreadable(scan, code)


def guess_note(column: Column) -> str:
    return _GUESSED.format(why=column.why) if column.guessed else ""


def _due(column: Column, clause: Clause, newest: date) -> date:
    if column.max_age_days:
        return newest + relativedelta(days=column.max_age_days)
    return newest + relativedelta(days=clause.days, months=clause.months, years=clause.years)


def _limit(column: Column, clause: Clause) -> str:
    if column.max_age_days:
        return f"{column.max_age_days} 天"
    parts = ((clause.years, "年"), (clause.months, "个月"), (clause.days, "天"))
    return "".join(f"{number} {unit}" for number, unit in parts if number)


def _year_is_inferred(column: Column, newest: date) -> bool:
    return all(entry.inferred_year for entry in column.entries if entry.date == newest)


def _fault(standing: Standing, scan: Scan, failed: int, limit: int) -> Fault:
    column, age = standing.column, (scan.today - standing.newest).days
    veto = standing.outcome is Outcome.FAIL and limit and failed >= limit
    counted = f"本次同类栏目共 {failed} 个超期，累计达 {limit} 个即单项否决。" if limit else ""
    return Fault(
        url=column.url,
        message=f"「{column.name}」最新一条信息的日期是 {standing.newest:%Y-%m-%d}，距检查日已 {age} 天，"
        f"超过{KIND_NAMES[column.kind]}类栏目 {standing.limit}的期限。{counted}{guess_note(column)}",
        outcome=standing.outcome,
        column=column.name,
        text=column.name,
        suggestion="补发应公开的信息；确无新内容的，在配置中登记说明（原因、登记人、截止日期）；不再使用的栏目合并或注销。",
        subject=column.url,
        severity=Severity.VETO if veto else None,
    )


def _unreadable(scan: Scan, code: str) -> Iterator[Fault]:
    """Columns with entries none of which shows a date: nothing can be said."""
    for column in scan.columns:
        told = not column.guessed or guess_kind(column.name).clear
        if code_of(column) != code or not column.entries or not told or is_declared(column, scan.today):
            continue
        if newest_of(column, scan.today) is None:
            yield Fault(
                url=column.url,
                message=f"「{column.name}」列出 {len(column.entries)} 条信息，但读不到有效的发布日期，无法判断是否更新。"
                "请打开栏目看最新一条的日期。",
                outcome=Outcome.UNKNOWN,
                column=column.name,
                text=column.name,
                suggestion="在列表中显示每条信息的发布日期（年-月-日）。",
                subject=column.url,
            )

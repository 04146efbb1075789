"""How old a column is and what its clause allows: shared by the rules on columns that are not updated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from checks.finding import Fault, Outcome, Severity
from checks.inventory.pager import front_key
from checks.inventory.vocabulary import KIND_NAMES, guess_kind, is_static
from checks.scan import ROOT_SLASHES, Scan
from checks.scheme import Clause, Scheme
from portal import urls
from portal.column import Column, ColumnKind
from portal.page import Zone

NEWS, NOTICE, OTHER = "UPD002", "UPD003", "UPD004"
_TOGETHER = {NEWS: (NEWS, NOTICE), NOTICE: (NEWS, NOTICE), OTHER: (OTHER,)}
_EVIDENT = 5  # dated entries from which a learned column with a telling name is beyond doubt
_DATE = re.compile(r"(?<!\d)(20\d\d)\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?!\d)")
_CLOCK = re.compile(r"今天|今日|现在时间|当前时间|更新时间|更新日期")
_ASIDE = frozenset({Zone.TITLE, Zone.FOOTER})
_GUESSED = "（栏目类别为程序判断：{why}）"


@dataclass(frozen=True, slots=True)
class Standing:
    """A column with its newest date, the last day on which that is new enough, and whether a person must confirm.

    official: the last day by the clause, where the column has a limit of its own.
    """

    column: Column
    code: str
    newest: date
    due: date
    limit: str
    outcome: Outcome
    official: date

    def is_stale(self, today: date) -> bool:
        return today > self.due

    def counts(self, today: date) -> bool:
        """Whether inspectors count it: news and notices go by the clause alone, however strict the office is."""
        return self.is_stale(today) and (self.code == OTHER or today > self.official)


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


def limit_of(column: Column, scheme: Scheme) -> str:
    """How old a column's newest item may be, in words; "" for any age."""
    code = code_of(column)
    return _limit(column, scheme.clause(code)) if code else ""


def standings(scan: Scan) -> Iterator[Standing]:
    """Every column with a date that some clause bounds and no declaration covers."""
    for column in scan.columns:
        code, below = code_of(column), parts_of(column, scan)
        if not code or is_declared(column, scan.today) or newest_of(column, scan.today) is None:
            continue
        if column.guessed and any(code_of(child) == code for child in below):
            continue  # its parts are judged; counting them and the whole would count twice
        days = [day for part in (column, *below) if (day := newest_of(part, scan.today))]
        yield _standing(column, code, max(days), scan)


def _standing(column: Column, code: str, newest: date, scan: Scan) -> Standing:
    clause = scan.scheme.clause(code)
    due, limit = _due(column, clause, newest), _limit(column, clause)
    sure = is_evident(column) and not _year_is_inferred(column, newest) and not _is_topped(column, newest)
    if scan.today > due and (other := _other_date(column, scan)) and other > newest:
        later = _due(column, clause, other)
        if scan.today > later:
            newest, due = other, later
        else:
            sure = False
    outcome = Outcome.FAIL if sure else Outcome.REVIEW
    return Standing(column, code, newest, due, limit, outcome, _official(clause, newest))


def parts_of(column: Column, scan: Scan) -> list[Column]:
    """Columns in the folder of a column's index page: its parts."""
    folder = urls.directory(column.url)
    if front_key(column.url) != folder or folder.count("/") <= ROOT_SLASHES:
        return []
    return [other for other in scan.columns if other is not column and other.url.startswith(folder)]


def stale_columns(scan: Scan, code: str) -> Iterator[Fault]:
    """Faults of the columns under one rule; of veto class when those that count together reach the limit."""
    stale = [s for s in standings(scan) if s.is_stale(scan.today)]
    failed = sum(
        s.code in _TOGETHER[code] and s.outcome is Outcome.FAIL and s.counts(scan.today) for s in stale
    )
    limit = scan.scheme.clause(code).limit
    for standing in stale:
        if standing.code == code:
            yield _fault(standing, scan, failed, limit)
    yield from _unreadable(scan, code)


def _other_date(column: Column, scan: Scan) -> date | None:
    """Newest numeric date on the column's page, by today, that no entry read there has: perhaps one not understood."""
    page = scan.snapshot.page(column.url)
    if page is None:
        return None
    known = {entry.date for entry in page.entries}
    texts = [b.text for b in page.blocks if b.zone not in _ASIDE and not _CLOCK.search(b.text)]
    found = {_day(match) for text in texts for match in _DATE.finditer(text)}
    return max((day for day in found - known if day and day <= scan.today), default=None)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def guess_note(column: Column) -> str:
    return _GUESSED.format(why=column.why) if column.guessed else ""


def _due(column: Column, clause: Clause, newest: date) -> date:
    if column.max_age_days:
        return newest + relativedelta(days=column.max_age_days)
    return _official(clause, newest)


def _official(clause: Clause, newest: date) -> date:
    return newest + relativedelta(days=clause.days, months=clause.months, years=clause.years)


def _limit(column: Column, clause: Clause) -> str:
    if column.max_age_days:
        return f"{column.max_age_days} 天"
    parts = ((clause.years, "年"), (clause.months, "个月"), (clause.days, "天"))
    return "".join(f"{number} {unit}" for number, unit in parts if number)


def _year_is_inferred(column: Column, newest: date) -> bool:
    shown = [entry.inferred_year for entry in column.entries if entry.date == newest]
    return bool(shown) and all(shown)


def _is_topped(column: Column, newest: date) -> bool:
    """Whether items without a date stand above the newest one: their pages were not read, they may be newer."""
    dates = [entry.date for entry in column.entries]
    return newest in dates and None in dates[: dates.index(newest)]


def _fault(standing: Standing, scan: Scan, failed: int, limit: int) -> Fault:
    column, age = standing.column, (scan.today - standing.newest).days
    counts = standing.outcome is Outcome.FAIL and limit and standing.counts(scan.today)
    whose = "为本栏目设定的" if column.max_age_days else f"{KIND_NAMES[column.kind]}类栏目"
    counted = f"本次确定超期的同类栏目共 {failed} 个，累计达 {limit} 个即单项否决。" if counts else ""
    return Fault(
        url=column.url,
        message=f"「{column.name}」最新一条信息的日期是 {standing.newest:%Y-%m-%d}，距检查日已 {age} 天，"
        f"超过{whose} {standing.limit}的期限。{counted}{_unofficial(standing, scan)}{guess_note(column)}",
        outcome=standing.outcome,
        column=column.name,
        text=column.name,
        suggestion="补发应公开的信息；确无新内容的，在配置中登记说明（原因、登记人、截止日期）；不再使用的栏目合并或注销。",
        subject=column.url,
        severity=_severity(standing, scan, veto=bool(counts and failed >= limit)),
    )


def _severity(standing: Standing, scan: Scan, *, veto: bool) -> Severity | None:
    if not standing.counts(scan.today):
        return Severity.WARNING
    return Severity.VETO if veto else None


def _unofficial(standing: Standing, scan: Scan) -> str:
    if standing.counts(scan.today):
        return ""
    return f"检查指标的期限到 {standing.official:%Y-%m-%d}，此前不计入单项否决。"


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

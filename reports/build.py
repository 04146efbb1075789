"""From a judged scan to a report: gathers, words, cleans and masks; judges nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from importlib.metadata import version

from checks import Finding, Judgement, Occurrence, Outcome, Rule, Scan, catalogue
from checks.priorities import priorities
from checks.scheme import Clause
from checks.sheet import sheet_of, unlooked
from checks.updates.freshness import Standing, is_declared, limit_of, newest_of, parts_of, standings
from checks.updates.home_not_updated import home_days
from checks.updates.rhythm import chance_of_lapse, chance_of_silence
from portal.column import Column
from portal.snapshot import Coverage, Note, Unreached, manifest
from reports.masking import clean, clean_url
from reports.model import ColumnLine, Evidence, Report, RuleLine
from reports.policies import policy_lines

HOME = "UPD001"
STALE, BLANK = ("UPD002", "UPD003", "UPD004"), ("UPD005",)
FRESHNESS = STALE + BLANK


def build(scan: Scan, judgement: Judgement) -> Report:
    """The report of a scan."""
    findings = tuple(map(cleaned, judgement.findings))
    open_rows = unlooked(scan, judgement)
    lines = sheet_of(scan.scheme, judgement.findings, open_rows)
    sheet = tuple(replace(line, note=clean(line.note)) for line in lines)
    return Report(
        name=clean(scan.profile.name),
        home=clean_url(scan.home),
        id_code=clean(scan.profile.id_code),
        reference_time=scan.reference_time,
        coverage=_coverage(scan.snapshot.coverage()),
        columns=column_lines(scan, findings),
        policies=policy_lines(scan),
        home_lapse=_home_lapse(scan),
        findings=findings,
        waived=tuple(map(cleaned, judgement.waived)),
        sheet=sheet,
        unlooked=open_rows,
        steps=priorities(sheet, findings),
        rules=tuple(
            _rule(r, scan.scheme.clause(r.code))
            for r in catalogue().values()
            if r.code not in scan.profile.rules.disabled
        ),
        evidence=_evidence(scan),
    )


def column_lines(scan: Scan, findings: Iterable[Finding]) -> tuple[ColumnLine, ...]:
    """Every column and how it stands. `findings`: cleaned, at least those of FRESHNESS."""
    standing = {s.column.url: s for s in standings(scan)}
    freshness = [f for f in findings if f.rule in FRESHNESS]
    return tuple(_column(column, scan, standing.get(column.url), freshness) for column in scan.columns)


def cleaned(finding: Finding) -> Finding:
    """The finding as it may be shown: no control characters, personal numbers masked."""
    return replace(
        finding,
        name=clean(finding.name),
        url=clean_url(finding.url),
        target=clean_url(finding.target),
        column=clean(finding.column),
        text=clean(finding.text),
        suggestion=clean(finding.suggestion),
        message=clean(finding.message),
        occurrences=tuple(Occurrence(clean_url(o.url), clean(o.locator)) for o in finding.occurrences),
        owner=clean(finding.owner),
    )


def _coverage(coverage: Coverage) -> Coverage:
    return replace(
        coverage,
        unreached=tuple(Unreached(clean_url(u.url), clean(u.reason)) for u in coverage.unreached),
        unreached_total=max(coverage.unreached_total, len(coverage.unreached)),
        notes=tuple(Note(n.kind, n.host, clean(n.message)) for n in coverage.notes),
    )


def _rule(rule: Rule, clause: Clause) -> RuleLine:
    return RuleLine(
        rule.code,
        rule.title,
        section(rule.doc, "检查什么"),
        section(rule.doc, "怎么改"),
        clause.basis or section(rule.doc, "依据"),
        clause.quote,
        clause.verified,
    )


def section(doc: str, heading: str) -> str:
    """The text under a `## heading` of a rule's documentation, white space folded."""
    found = re.search(rf"^## {heading}\s*\n(.*?)(?=^## |\Z)", doc, re.M | re.S)
    return re.sub(r"\s*\n\s*", "\n", found[1]).strip() if found else ""


def _column(
    column: Column, scan: Scan, standing: Standing | None, freshness: Iterable[Finding]
) -> ColumnLine:
    return ColumnLine(
        name=clean(column.name),
        url=clean_url(column.url),
        kind=column.kind,
        guessed=column.guessed,
        why=clean(column.why),
        owner=clean(column.owner),
        newest=standing.newest if standing else newest_of(column, scan.today),
        limit=limit_of(column, scan.scheme),
        due=standing.due if standing else None,
        state=_verdict(column, freshness) or _state(column, standing, scan),
        entries=len(column.entries),
        chance=_chance(column, standing, scan),
        lapse=_lapse(column, standing, scan),
    )


def _chance(column: Column, standing: Standing | None, scan: Scan) -> float | None:
    """As seen on the day of the crawl: of a later day of inspection nothing is known yet."""
    seen = min(scan.today, scan.gathered_on)
    if standing is None or standing.due < seen:
        return None
    return chance_of_lapse((entry.date for entry in column.entries if entry.date), seen, standing.due)


def _lapse(column: Column, standing: Standing | None, scan: Scan) -> float | None:
    """None for a day of inspection that is not ahead, and for a column that is within its limit then anyway."""
    if standing is None or scan.today <= scan.gathered_on or not standing.is_stale(scan.today):
        return None
    parts = (column, *parts_of(column, scan))
    days = (entry.date for part in parts for entry in part.entries if entry.date)
    limit = (standing.due - standing.newest).days
    return chance_of_silence(days, scan.gathered_on, scan.today, limit)


def _home_lapse(scan: Scan) -> float | None:
    """No likelier than that of any column whose newest items it shows: by its own dates, the last few of each, it seems
    slower than it is.
    """
    home, limit = scan.snapshot.page(scan.home), scan.scheme.clause(HOME).days
    seen = [day for day in home_days(scan) if day <= scan.gathered_on]
    if home is None or not seen or scan.today <= scan.gathered_on or (scan.today - max(seen)).days <= limit:
        return None
    linked = {link.url for link in home.links}
    shown = (column for column in scan.columns if any(entry.url in linked for entry in column.entries))
    lists = [seen, *([entry.date for entry in column.entries if entry.date] for column in shown)]
    chances = (chance_of_silence(days, scan.gathered_on, scan.today, limit) for days in lists)
    return min((chance for chance in chances if chance is not None), default=None)


def _verdict(column: Column, freshness: Iterable[Finding]) -> str:
    """What the rules said of the column, "" if nothing."""
    said = {(f.outcome, f.rule in BLANK) for f in freshness if clean_url(column.url) in {f.url, f.target}}
    for (outcome, blank), words in VERDICTS.items():
        if (outcome, blank) in said:
            return words
    return ""


VERDICTS = {
    (Outcome.FAIL, True): "空白",
    (Outcome.FAIL, False): "超期",
    (Outcome.REVIEW, True): "疑似空白",
    (Outcome.REVIEW, False): "疑似超期",
    (Outcome.UNKNOWN, True): "无法判断",
    (Outcome.UNKNOWN, False): "无法判断",
}


def _state(column: Column, standing: Standing | None, scan: Scan) -> str:
    """How a column stands that no rule spoke of."""
    if (declared := column.declaration) and is_declared(column, scan.today):
        return f"已说明（至 {declared.until}）"
    if standing is None:
        if newest_of(column, scan.today) is None:
            return "未见日期"
        return "看下级栏目" if limit_of(column, scan.scheme) else "不限期"
    if standing.is_stale(scan.today):
        return "未判定"
    soon = scan.today + timedelta(days=scan.profile.rules.due_soon_days)
    return "即将到期" if standing.due <= soon else "正常"


def _evidence(scan: Scan) -> Evidence:
    facts, folder = scan.snapshot.facts, scan.snapshot.folder
    path = folder / manifest.FILE if folder else None
    sealed = path.read_bytes() if path and path.is_file() else b""
    return Evidence(
        snapshot=str(folder or ""),
        manifest=hashlib.sha256(sealed).hexdigest() if sealed else "",
        started=facts.get("started", ""),
        finished=facts.get("finished", ""),
        profile=scan.profile.digest,
        scheme=scan.scheme.name,
        engine=scan.proofreader.version,
        version=version("xunjian"),
    )

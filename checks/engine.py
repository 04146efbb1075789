"""Runs rules over a scan. A rule that breaks, or lacks what it needs, is reported; it never passes in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from checks.attachments import as_page, carried, heading_of
from checks.finding import Fault, Finding, Occurrence, Outcome, Severity, fingerprint
from checks.rule import PageCheck, Rule, catalogue
from checks.scan import Scan
from portal.attachment import Attachment
from portal.page import Page
from portal.profile import Waiver

OCCURRENCES_LISTED = 1000  # places kept per finding; `count` is always the full number
ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Judgement:
    """findings: to be dealt with, worst first · waived: matched by a waiver of the profile · ran: codes of the rules
    that had what they need.
    """

    findings: tuple[Finding, ...]
    waived: tuple[Finding, ...] = ()
    ran: frozenset[str] = frozenset()


Ticker = Callable[[int], None]  # called with the number of pages judged


def judge(
    scan: Scan,
    rules: Iterable[Rule] | None = None,
    tick: Ticker = lambda pages: None,
    pages: Iterable[Page] | None = None,
    files: Iterable[Attachment] | None = None,
) -> Judgement:
    """Apply rules (default: the whole catalogue but what the profile disables); page rules to some pages and attachments
    only.
    """
    chosen = [r for r in rules or catalogue().values() if r.code not in scan.profile.rules.disabled]
    merged: dict[str, Finding] = {}
    for rule, fault in _faults(scan, chosen, tick, pages, files):
        mark = fingerprint(rule.code, fault.subject or fault.target or fault.url, fault.text)
        earlier = merged.get(mark)
        merged[mark] = _merge(earlier, fault) if earlier else _finding(rule, fault, mark, scan)
    findings = sorted(merged.values(), key=_rank)
    waived = {f.fingerprint for f in findings if any(_covers(w, f, scan.today) for w in scan.profile.waivers)}
    return Judgement(
        tuple(f for f in findings if f.fingerprint not in waived),
        tuple(f for f in findings if f.fingerprint in waived),
        frozenset(rule.code for rule in chosen if rule.needs <= scan.gathered),
    )


def _faults(
    scan: Scan,
    rules: list[Rule],
    tick: Ticker,
    pages: Iterable[Page] | None,
    files: Iterable[Attachment] | None,
) -> Iterator[tuple[Rule, Fault]]:
    ready = [rule for rule in rules if rule.needs <= scan.gathered]
    for rule in rules:
        if missing := rule.needs - scan.gathered:
            yield (
                rule,
                Fault(scan.home, f"未检查：本次扫描没有采集 {'、'.join(sorted(missing))}", Outcome.UNKNOWN),
            )
    paged = [(rule, rule.page_check) for rule in ready if rule.page_check]
    chosen = scan.snapshot.pages() if pages is None else pages
    for number, page in enumerate(chosen if paged else (), 1):
        for rule, check in paged:
            yield from _guarded(rule, page.url, partial(check, page, scan))
        tick(number)
    readers = [(rule, check) for rule, check in paged if rule.files]
    for attachment in (scan.snapshot.attachments() if files is None else files) if readers else ():
        if attachment.has_text:
            yield from _in_file(attachment, readers, scan)
    for rule in ready:
        if rule.site_check:
            yield from _guarded(rule, scan.home, partial(rule.site_check, scan))


def _in_file(
    attachment: Attachment, readers: list[tuple[Rule, PageCheck]], scan: Scan
) -> Iterator[tuple[Rule, Fault]]:
    """Only where there is something to tell, it is looked at once more with what the page that offers it is about."""
    page = as_page(attachment)
    for rule, check in readers:
        if any(_guarded(rule, attachment.url, partial(check, page, scan))):
            headed = as_page(attachment, heading_of(attachment, scan))
            for _, fault in _guarded(rule, attachment.url, partial(check, headed, scan)):
                yield rule, carried(fault, attachment, scan)


def _guarded(rule: Rule, url: str, check: Callable[[], Iterable[Fault]]) -> Iterator[tuple[Rule, Fault]]:
    try:
        for fault in check():
            yield rule, fault
    except Exception as error:  # noqa: BLE001 - a broken rule must not stop the scan; it is reported
        yield rule, Fault(url, f"规则出错：{type(error).__name__}: {error}", Outcome.ERROR)


def _finding(rule: Rule, fault: Fault, mark: str, scan: Scan) -> Finding:
    places = _places(fault)
    column, owner = scan.column_told(fault.url)
    clause = scan.scheme.clause(rule.code)
    return Finding(
        rule=rule.code,
        name=rule.title,
        severity=fault.severity or rule.severity,
        outcome=fault.outcome,
        url=fault.url,
        target=fault.target,
        column=fault.column or column,
        text=fault.text,
        suggestion=fault.suggestion,
        message=fault.message,
        fingerprint=mark,
        count=max(fault.count, len(places)),
        occurrences=places[:OCCURRENCES_LISTED],
        owner=owner,
        basis=clause.basis,
        verified=clause.verified,
    )


def _places(fault: Fault) -> tuple[Occurrence, ...]:
    return fault.occurrences or (Occurrence(fault.url),)


def _merge(one: Finding, fault: Fault) -> Finding:
    places = _places(fault)
    listed = dict.fromkeys((*one.occurrences, *places[: OCCURRENCES_LISTED - len(one.occurrences)]))
    return replace(one, occurrences=tuple(listed), count=one.count + max(fault.count, len(places)))


def _rank(finding: Finding) -> tuple[int, str, str, str, str]:
    worst_first = ORDER.index(finding.severity)
    return worst_first, finding.rule, finding.url, finding.target, finding.fingerprint


def _covers(waiver: Waiver, finding: Finding, today: date) -> bool:
    return (
        waiver.rule == finding.rule
        and (waiver.until is None or today <= waiver.until)
        and (not waiver.url or waiver.url in {finding.url, finding.target})
        and (not waiver.text or waiver.text in finding.text)
    )

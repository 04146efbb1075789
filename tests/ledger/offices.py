"""A site, people and recorded findings, without a crawl."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from checks import Finding, Judgement, Occurrence, Outcome, Severity
from checks.finding import fingerprint
from tests.ledger.scans import NOW
from tests.rules.examples import examples
from xunjian.ledger.covered import Covered
from xunjian.ledger.recording import Change, record
from xunjian.store.models import Case, Role, Scan, ScanKind, Site, User

HOME = "http://www.t.gov.cn/"


def office() -> User:
    return User.objects.get_or_create(username="kezhang", defaults={"role": Role.OFFICE})[0]


def site() -> Site:
    return Site.objects.get_or_create(home=HOME, defaults={"name": "某区人民政府"})[0]


def found(subject: str = "一", **changes: object) -> Finding:
    base = Finding(
        rule="TXT001",
        name="错别字",
        severity=Severity.ERROR,
        outcome=Outcome.FAIL,
        url=f"{HOME}p.html",
        target="",
        column="",
        text=f"原文{subject}",
        suggestion="改",
        message="错别字：「按步」应为「按部」",
        fingerprint="",
        count=1,
        occurrences=(Occurrence(f"{HOME}p.html", "正文第 1 段"),),
    )
    finding = replace(base, **changes)
    return replace(
        finding, fingerprint=finding.fingerprint or fingerprint(finding.rule, subject, finding.text)
    )


def covering() -> Covered:
    """A finished scan in which the page was read and TXT001 was applied."""
    snapshot = (
        examples("```site\n/ 200 <a href='/p.html'>页</a>\n/p.html 200 <p>正文</p>\n```")[0].scan().snapshot
    )
    snapshot.facts["finished"] = "now"  # a snapshot in memory is never sealed
    return Covered.of(snapshot, Judgement((), ran=frozenset({"TXT001"})), ())


def scanned(*findings: Finding, day: int = 0, kind: ScanKind = ScanKind.NIGHTLY) -> Change:
    """`day`: days after NOW."""
    at = NOW + timedelta(days=day)
    scan = Scan.objects.create(site=site(), kind=kind, reference_time=at)
    return record(scan, findings, covering(), at)


def later(days: int) -> datetime:
    return NOW + timedelta(days=days)


def the_case() -> Case:
    return Case.objects.get()

"""The score sheet of a site as it stands: open cases after what people ruled, over what its newest scan looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from checks import Finding, Outcome, Severity
from checks.priorities import Step, priorities
from checks.scheme import Scheme, scheme_of
from checks.sheet import Line, sheet_of
from portal.profile import Profile
from xunjian.ledger.found import found_of
from xunjian.store.models import Case, Scan
from xunjian.store.models.case import OPEN

UNRECORDED = "未检查：那次检查没有记下查过哪些项目，请重新检查一次。"


@dataclass(frozen=True, slots=True)
class Standing:
    """cases: by fingerprint; findings nothing can be said of have none."""

    scheme: Scheme
    sheet: tuple[Line, ...]
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    cases: Mapping[str, Case]


def standing_of(scan: Scan, profile: Profile) -> Standing:
    """`scan`: the newest finished one of its site, with the site's profile. Raises ProfileError for a wrong overlay."""
    scheme = scheme_of(profile.scheme)
    cases = {case.fingerprint: case for case in _open(scan)}
    untold = scan.findings.filter(outcome__in=(Outcome.UNKNOWN, Outcome.ERROR))
    findings = (*(_as_ruled(case) for case in cases.values()), *map(found_of, untold))
    unlooked = dict.fromkeys((item.code for item in scheme.items), UNRECORDED)
    sheet = sheet_of(scheme, findings, unlooked if scan.unlooked is None else scan.unlooked)
    return Standing(scheme, sheet, priorities(sheet, findings), findings, cases)


def _open(scan: Scan) -> list[Case]:
    cases = Case.objects.filter(site=scan.site_id, state__in=OPEN).select_related("finding")
    return sorted(cases, key=lambda case: (list(Severity).index(Severity(case.severity)), case.rule, case.pk))


def _as_ruled(case: Case) -> Finding:
    """What a person confirmed is decided; what nobody has, is still 疑似."""
    outcome = Outcome.FAIL if case.confirmed else Outcome.REVIEW
    return replace(found_of(case.finding), outcome=outcome, severity=Severity(case.severity))

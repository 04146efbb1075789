"""Rechecks cases of the ledger and moves them: mended ones are closed with proof, claims that prove wrong go back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from checks import Finding
from crawler import Progress, Tuning
from crawler.tuning import PATIENT
from portal.errors import XunjianError
from xunjian.clock import reference_time
from xunjian.jobs.locks import site_held
from xunjian.jobs.profiles import profile_of_site
from xunjian.ledger.acts import close, rechecked, undecided
from xunjian.ledger.found import found_of
from xunjian.rechecking.answer import ANSWER, Answer, Rechecked, unknown
from xunjian.rechecking.conduct import Order, look_again
from xunjian.rechecking.shelf import is_whole, new_folder
from xunjian.store.models import Case, Scan, ScanKind, ScanState, Site, User
from xunjian.store.models.case import OPEN

BUSY = "网站正在巡查，请等巡查结束后再复核"
NO_SCAN = "还没有可用的整站巡查结果，请先巡查一次"


@dataclass(slots=True)
class Result:
    """busy: of sites that are being scanned just now, not looked at · notes: what was said of each case, by its id.
    Cases that are closed or ruled on are in none of the lists.
    """

    closed: list[Case] = field(default_factory=list)
    still: list[Case] = field(default_factory=list)
    unknown: list[Case] = field(default_factory=list)
    busy: list[Case] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manner:
    """How patiently to look, and whom to tell how far it is."""

    tuning: Tuning = PATIENT
    progress: Progress | None = None


def recheck(
    cases: Sequence[Case], at: datetime, actor: User | None = None, manner: Manner = Manner()
) -> Result:
    """One errand a site, while nobody else crawls it. A site that does not answer leaves its cases where they are, with the reason."""
    result = Result()
    sites: dict[int, list[Case]] = {}
    for case in cases:
        if case.is_open:
            sites.setdefault(case.site_id, []).append(case)
    for of_site in sites.values():
        site = of_site[0].site
        with site_held(site) as held:
            if held:
                _recheck_site(site, of_site, at, actor, manner, result)
            else:
                result.busy += of_site
                result.notes |= {case.pk: BUSY for case in of_site}
    return result


def _recheck_site(
    site: Site, cases: list[Case], at: datetime, actor: User | None, manner: Manner, result: Result
) -> None:
    """The scan's row is written with what it led to, at the end: a recheck that is stopped leaves nothing behind."""
    scan = Scan(site=site, kind=ScanKind.RECHECK, reference_time=at, requested_by=actor, known=len(cases))
    scan.state, scan.started_at = ScanState.FINISHED, reference_time()
    findings = [found_of(case.finding) for case in cases]
    try:
        answers = _look(scan, findings, manner)
    except XunjianError as error:
        scan.state, scan.error = ScanState.FAILED, str(error)
        answers = [unknown(finding, str(error)) for finding in findings]
    with transaction.atomic():
        scan.ended_at = reference_time()
        scan.save()
        for case, said in zip(cases, answers, strict=True):
            _move(case.pk, said, scan, at, actor, result)


def _look(scan: Scan, findings: Sequence[Finding], manner: Manner) -> list[Rechecked]:
    profile = profile_of_site(scan.site)
    whole = last_whole(scan.site)
    if whole is None:
        raise XunjianError(NO_SCAN)
    folder = new_folder(scan.site.folder, reference_time())
    scan.folder, scan.profile_digest = folder.name, profile.digest
    order = Order(profile, whole.snapshot, folder, scan.reference_time, tuning=manner.tuning)
    return look_again(order, findings, manner.progress)


def last_whole(site: Site) -> Scan | None:
    """The newest scan of the whole site whose snapshot is still there."""
    scans = Scan.objects.filter(site=site, state=ScanState.FINISHED).exclude(kind=ScanKind.RECHECK)
    return next((scan for scan in scans.order_by("-reference_time", "-id") if is_whole(scan.snapshot)), None)


def _move(number: int, said: Rechecked, scan: Scan, at: datetime, actor: User | None, result: Result) -> None:
    """The case as it is now: somebody may have ruled on it meanwhile."""
    case = Case.objects.select_for_update(of=("self",)).select_related("finding", "unit").get(pk=number)
    if case.state not in OPEN:
        return
    act, moved = _ACTS[said.answer]
    note = f"{ANSWER[said.answer]}：{said.note}"
    act(case, at, note, scan, actor)
    moved(result).append(case)
    result.notes[case.pk] = said.note


Act = Callable[[Case, datetime, str, Scan, User | None], None]
_ACTS: dict[Answer, tuple[Act, Callable[[Result], list[Case]]]] = {
    Answer.GONE: (close, lambda result: result.closed),
    Answer.STILL: (rechecked, lambda result: result.still),
    Answer.UNKNOWN: (undecided, lambda result: result.unknown),
}

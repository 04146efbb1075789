"""Cases of the ledger rechecked and moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from typer.testing import CliRunner

from checks import Scan as JudgedScan
from checks import judge
from portal.errors import XunjianError
from portal.snapshot import Snapshot, verify
from reports.build import cleaned
from tests.jobs.clockwork import work_off
from tests.rechecking.sample import MENDS, Sample, audited
from xunjian.cli import app
from xunjian.commands.demo import QUICK
from xunjian.jobs.locks import site_held
from xunjian.jobs.queues import SCANS
from xunjian.jobs.rechecks import AGAIN, request_recheck
from xunjian.ledger.acts import claim, dismiss
from xunjian.ledger.covered import Covered
from xunjian.ledger.recording import record
from xunjian.rechecking.choosing import choose
from xunjian.rechecking.kinds import kind_of
from xunjian.rechecking.moving import BUSY, NO_SCAN, Manner, found_of, recheck
from xunjian.store.models import Case, EventKind, Role, Scan, ScanKind, ScanState, Site, State, Unit, User

pytestmark = pytest.mark.django_db
HASTY = Manner(tuning=QUICK)


@pytest.fixture
def sample(tmp_path: Path, settings: pytest.FixtureRequest) -> Iterator[Sample]:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    site = Site.objects.create(name="示范", home="http://127.0.0.1:1/")
    site.folder.mkdir(parents=True)
    with audited(site.folder) as made:
        site.home = made.portal.url
        site.profile = (made.output / "示范配置.toml").read_text(encoding="utf-8")
        site.save()
        enter(site, made)
        yield made


def enter(site: Site, sample: Sample) -> None:
    """The audit goes into the ledger, as a nightly scan would."""
    scan = Scan.objects.create(
        site=site, reference_time=sample.at, state=ScanState.FINISHED, folder=sample.whole.name
    )
    snapshot = Snapshot.open(sample.whole)
    judged = JudgedScan(snapshot, sample.profile)
    judgement = judge(judged)
    record(
        scan,
        list(map(cleaned, judgement.findings)),
        Covered.of(snapshot, judgement, judged.columns),
        sample.at,
    )
    snapshot.close()


def case_of(rule: str, at: str = "") -> Case:
    (case,) = (
        c
        for c in Case.objects.filter(rule=rule)
        if c.finding.url.endswith(at) or c.finding.target.endswith(at)
    )
    return case


def office() -> User:
    return User.objects.create(username="office", role=Role.OFFICE)


def later() -> datetime:
    return datetime.now(UTC)


def test_every_case_stays_while_nothing_is_mended(sample: Sample) -> None:
    cases = [case for case in Case.objects.all() if kind_of(found_of(case.finding).rule)]
    result = recheck(cases, later(), manner=HASTY)
    assert (len(result.still), result.closed, result.unknown) == (len(cases), [], [])
    assert {found_of(case.finding) for case in cases} <= set(sample.findings)


def test_a_mended_case_is_closed_with_before_and_after(sample: Sample) -> None:
    case, user = case_of("TXT001", "_2.html"), office()
    claim(case, user, later(), "已改")
    MENDS["TXT001", "_2.html"](sample, found_of(case.finding))
    at = later()
    result = recheck([case], at, user, HASTY)
    assert [c.pk for c in result.closed] == [case.pk]
    case.refresh_from_db()
    event = case.events.last()
    assert event is not None
    assert event.scan is not None
    assert (case.state, case.closed_at, event.kind, event.actor) == (State.CLOSED, at, EventKind.CLOSED, user)
    assert "布署" in event.note
    assert "SHA-256" in event.note
    scan = event.scan
    assert (scan.kind, scan.state, scan.error) == (ScanKind.RECHECK, ScanState.FINISHED, "")
    assert verify(scan.snapshot) == []
    assert scan.snapshot.parent.name == "rechecks"


def test_a_claim_that_proves_wrong_goes_back_to_the_unit(sample: Sample) -> None:
    case = case_of("TXT001", "_2.html")
    claim(case, office(), later(), "已改")
    result = recheck([case], later(), manner=HASTY)
    case.refresh_from_db()
    event = case.events.last()
    assert event is not None
    assert [c.pk for c in result.still] == [case.pk]
    assert (case.state, event.kind, event.note[:3]) == (State.MENDING, EventKind.RECHECKED, "仍存在")


def test_what_cannot_be_told_moves_nothing_and_gives_the_reason(sample: Sample) -> None:
    case = case_of("TXT001", "_2.html")
    claim(case, office(), later(), "已改")
    path = found_of(case.finding).url.removeprefix(sample.portal.url)
    reply = sample.portal.paths[f"/{path}"]
    sample.portal.paths[f"/{path}"] = type(reply)(status=500)
    result = recheck([case], later(), manner=HASTY)
    case.refresh_from_db()
    event = case.events.last()
    assert event is not None
    assert [c.pk for c in result.unknown] == [case.pk]
    assert (case.state, event.kind) == (State.CLAIMED, EventKind.RECHECKED)
    assert "500" in event.note


def test_a_site_that_is_down_closes_nothing(sample: Sample) -> None:
    sample.portal.paths["/"] = type(sample.portal.paths["/"])(status=500)
    cases = list(Case.objects.all())
    result = recheck(cases, later(), manner=HASTY)
    assert (result.closed, result.still, len(result.unknown)) == ([], [], len(cases))
    scan = Scan.objects.get(kind=ScanKind.RECHECK)
    assert (scan.state, "打不开" in scan.error) == (ScanState.FAILED, True)


def test_closed_and_ruled_cases_are_left_alone(sample: Sample) -> None:
    case = case_of("TXT001", "_2.html")
    dismiss(case, office(), later(), "本地写法")
    result = recheck([case], later(), manner=HASTY)
    assert (result.closed, result.still, result.unknown) == ([], [], [])
    assert not Scan.objects.filter(kind=ScanKind.RECHECK).exists()


def test_a_site_that_is_being_scanned_is_left_for_later(sample: Sample) -> None:
    case = case_of("TXT001", "_2.html")
    with site_held(case.site) as held:
        assert held
        result = recheck([case], later(), manner=HASTY)
    assert (result.busy, result.notes) == ([case], {case.pk: BUSY})
    assert not Scan.objects.filter(kind=ScanKind.RECHECK).exists()


def test_errands_are_never_taken_for_whole_scans(sample: Sample) -> None:
    case = case_of("TXT001", "_2.html")
    recheck([case], later(), manner=HASTY)
    second = recheck([case, case_of("UPD002")], later(), manner=HASTY)
    assert len(second.still) == 2


def test_without_a_whole_scan_nothing_is_said(sample: Sample) -> None:
    Scan.objects.update(folder="lost")
    result = recheck([case_of("TXT001", "_2.html")], later(), manner=HASTY)
    assert list(result.notes.values()) == [NO_SCAN]


def test_cases_are_chosen_by_number_unit_page_and_site(sample: Sample) -> None:
    case = case_of("TXT001", "_2.html")
    roads = Unit.objects.create(name="交通局")
    Case.objects.filter(pk=case.pk).update(unit=roads)
    site = case.site
    assert (
        choose([case.pk])
        == choose([], unit="交通局")
        == choose([], page=case.finding.url, site=site.name)
        == [case]
    )
    assert len(choose([], site=site.home)) == Case.objects.count()
    for numbers, more in (
        ([10**6], {}),
        ([], {"unit": "没有"}),
        ([], {"site": "没有"}),
        ([], {"page": "http://x/"}),
    ):
        with pytest.raises(XunjianError):
            choose(numbers, **more)


@pytest.mark.django_db(transaction=True)
def test_a_recheck_is_a_job_that_waits_for_a_running_scan(sample: Sample) -> None:
    case, user = case_of("TXT005", "_1.html"), office()
    MENDS["TXT005", "_1.html"](sample, found_of(case.finding))
    request_recheck([case], user)
    with site_held(case.site):
        work_off(SCANS)
    assert case.events.count() == 1
    with time_machine.travel(later() + AGAIN):
        work_off(SCANS)
    case.refresh_from_db()
    event = case.events.last()
    assert event is not None
    assert (case.state, event.actor) == (State.CLOSED, user)


def test_the_command_closes_a_case(sample: Sample) -> None:
    case = case_of("TXT005", "_1.html")
    MENDS["TXT005", "_1.html"](sample, found_of(case.finding))
    done = CliRunner().invoke(app, ["recheck", str(case.pk)], catch_exceptions=False)
    case.refresh_from_db()
    assert (done.exit_code, case.state) == (0, State.CLOSED)
    assert "已改好 1" in done.output

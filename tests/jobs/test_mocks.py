"""A mock inspection: what `audit --on` says of the day, after what people ruled; made once, told when it cannot be."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from checks import Outcome
from reports import read_report
from tests.jobs.clockwork import work_off
from tests.web.seeding import Office, audit_demo, seed
from xunjian import pipeline
from xunjian.clock import reference_time
from xunjian.jobs.locks import held
from xunjian.jobs.mocks import KEPT, MOMENT, STOPPED, request_mock, settle
from xunjian.jobs.profiles import profile_of_site
from xunjian.jobs.queues import MOCKS
from xunjian.jobs.tasks import deliver
from xunjian.ledger import acts
from xunjian.ledger.ruled import RENEWED
from xunjian.store.models import Case, MockInspection, ScanState, State

pytestmark = pytest.mark.django_db(transaction=True)
NOW = reference_time()
DAY = NOW.date() + timedelta(days=400)  # by then every column has passed its limit


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return audit_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def office(db: None, audited: Path) -> Iterator[Office]:
    made = seed(audited)
    Case.objects.update(state=State.NEW, confirmed=False)
    yield made
    shutil.rmtree(made.site.folder)


def made(office: Office, day: date = DAY, at: datetime = NOW) -> MockInspection:
    mock = request_mock(office.scan, day, at, office.clerk)
    work_off(MOCKS)
    mock.refresh_from_db()
    assert (mock.state, mock.error) == (ScanState.FINISHED, "")
    return mock


def test_it_says_what_the_command_says(office: Office, tmp_path: Path) -> None:
    mock = made(office)
    told = read_report(mock.folder / "findings.json")
    at = told.reference_time
    assert at.date() == DAY
    by_command = pipeline.check(
        office.scan.snapshot, tmp_path, profile=profile_of_site(office.site), at=at
    ).report
    assert told.sheet == by_command.sheet
    assert told.steps == by_command.steps
    assert told.columns == by_command.columns
    assert told.findings == by_command.findings
    assert {path.name for path in mock.folder.iterdir()} == {
        path.name for path in tmp_path.iterdir() if path.is_file()
    } - {"memory.sqlite"}
    assert any(column.lapse is not None for column in told.columns)


def test_nothing_of_the_scan_is_touched(office: Office) -> None:
    before = {path: path.read_bytes() for path in office.site.folder.iterdir() if path.is_file()}
    cases = list(Case.objects.values())
    made(office)
    assert {path: path.read_bytes() for path in before} == before
    assert list(Case.objects.values()) == cases


def test_it_is_made_once_for_a_snapshot_and_a_day(office: Office) -> None:
    mock = made(office)
    ended = mock.ended_at
    assert made(office).ended_at == ended
    assert made(office, DAY + timedelta(days=1)).pk != mock.pk
    case = Case.objects.filter(rule="TXT001")[0]
    acts.dismiss(case, office.clerk, NOW, "引文原样如此")
    assert made(office).ended_at > ended
    assert MockInspection.objects.count() == 2


def test_rulings_hold_on_the_day(office: Office) -> None:
    dismissed, lapsing = Case.objects.filter(rule="TXT001")[:2]
    acts.dismiss(dismissed, office.clerk, NOW, "引文原样如此")
    acts.dismiss(lapsing, office.clerk, NOW, "暂时如此", lapses=DAY - timedelta(days=1))
    stale = Case.objects.filter(rule="UPD003")[0]
    mended = Case.objects.filter(rule="LNK001")[0]
    later = office.scan.ended_at + timedelta(hours=1)
    Case.objects.filter(pk__in=(stale.pk, mended.pk)).update(state=State.CLOSED, closed_at=later)
    report = read_report(made(office).folder / "findings.json")
    counted = {finding.fingerprint: finding for finding in report.findings}
    assert {dismissed.fingerprint, mended.fingerprint}.isdisjoint(counted)
    assert {dismissed.fingerprint, mended.fingerprint} <= {finding.fingerprint for finding in report.waived}
    assert lapsing.fingerprint in counted
    assert counted[stale.fingerprint].outcome is Outcome.REVIEW
    assert counted[stale.fingerprint].message.endswith(RENEWED)


def test_a_case_closed_before_the_scan_counts_again(office: Office) -> None:
    case = Case.objects.filter(rule="TXT001")[0]
    Case.objects.filter(pk=case.pk).update(
        state=State.CLOSED, closed_at=office.scan.ended_at - timedelta(days=9)
    )
    report = read_report(made(office).folder / "findings.json")
    assert case.fingerprint in {finding.fingerprint for finding in report.findings}


def test_what_is_graver_by_then_counts_though_it_was_waived(office: Office) -> None:
    graver, same = Case.objects.filter(rule__in=("UPD002", "UPD003", "UPD004"), finding__outcome="fail")[:2]
    Case.objects.filter(pk=graver.pk).update(severity="warning")
    for case in Case.objects.filter(pk__in=(graver.pk, same.pk)):
        acts.waive(case, office.clerk, NOW, "改版期间")
    report = read_report(made(office).folder / "findings.json")
    counted = {finding.fingerprint for finding in report.findings}
    assert graver.fingerprint in counted
    assert same.fingerprint not in counted


def test_a_running_scan_holds_nothing_up(office: Office) -> None:
    with held(office.site.folder / "worker.lock") as mine:
        assert mine
        made(office)


def test_what_stopped_halfway_can_be_asked_for_again(office: Office) -> None:
    mock = request_mock(office.scan, DAY, NOW, office.clerk)
    MockInspection.objects.update(state=ScanState.RUNNING, job="")
    mock.refresh_from_db()
    with held(mock.shelf / f"{mock.pk}.lock"):
        settle(mock, NOW + MOMENT)
        assert mock.is_open
    settle(mock, NOW + MOMENT)
    assert (mock.state, mock.error) == (ScanState.FAILED, STOPPED)
    assert made(office).pk == mock.pk


def test_no_mail_waits_for_one(office: Office) -> None:
    mock = request_mock(office.scan, DAY, NOW, office.clerk)
    deliver.enqueue()
    work_off()  # the worker of the quick queue leaves it to its own
    mock.refresh_from_db()
    assert mock.state == ScanState.QUEUED
    assert DBTaskResult.objects.get(task_path__endswith="deliver").status == "SUCCESSFUL"


def test_a_lost_snapshot_is_said_in_words(office: Office) -> None:
    shutil.rmtree(office.scan.snapshot)
    mock = request_mock(office.scan, DAY, NOW, office.clerk)
    work_off(MOCKS)
    mock.refresh_from_db()
    assert mock.state == ScanState.FAILED
    assert "快照" in mock.error


def test_only_the_newest_are_kept(office: Office) -> None:
    first = made(office)
    assert first.folder.is_dir()
    for number in range(KEPT):
        MockInspection.objects.create(
            scan=office.scan,
            day=DAY + timedelta(days=9 + number),
            requested_at=NOW + timedelta(hours=1),
            state=ScanState.FINISHED,
        )
    made(office, DAY + timedelta(days=1), NOW + timedelta(hours=2))
    assert MockInspection.objects.count() == KEPT
    assert not first.folder.exists()


def test_the_home_page_is_no_surer_to_be_late_than_the_columns_it_shows(office: Office) -> None:
    report = read_report(made(office, NOW.date() + timedelta(days=30)).folder / "findings.json")
    news = next(column for column in report.columns if column.name == "要闻动态")
    assert report.home_lapse is not None
    assert news.lapse is not None
    assert 0.0 < report.home_lapse <= news.lapse

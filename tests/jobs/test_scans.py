"""Scans as jobs: done once, by one worker, taken up again, and said in words when they fail."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import date

import pytest

from portal.snapshot import Snapshot, verify
from reports import read_report
from tests.crawler.portal_server import PortalServer, Reply, Request, page
from tests.jobs.clockwork import moment, work_off
from xunjian.jobs.locks import site_held
from xunjian.jobs.progress import RowWatch, watched
from xunjian.jobs.queues import SCANS
from xunjian.jobs.scanning import STOPPED
from xunjian.jobs.scans import recover, request_scan, run_scan
from xunjian.store.models import Scan, ScanKind, ScanState, Site

pytestmark = pytest.mark.django_db(transaction=True)
AT = moment("2026-11-24", "20:00")
PAGES = 28


class Portal(PortalServer):
    """A chain of pages. Before it answers page `stop_at`, whoever runs the test is interrupted."""

    def __init__(self) -> None:
        chain = {f"/p{n}.html": page(f"/p{n + 1}.html", text=f"第 {n} 页") for n in range(1, PAGES)}
        super().__init__({"/": page("/p1.html"), f"/p{PAGES}.html": page("/"), **chain}, before=self._look)
        self.stop_at = 0

    def _look(self, request: Request) -> Reply | None:
        if self.stop_at and request.path == f"/p{self.stop_at}.html":
            self.stop_at = 0
            signal.raise_signal(signal.SIGINT)
        return None


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as server:
        yield server


@pytest.fixture
def site(portal: Portal) -> Site:
    profile = f'start = ["{portal.url}/"]\n[crawl]\nexternal = false\n'
    return Site.objects.create(name="某区人民政府", home=f"{portal.url}/", profile=profile)


def test_a_scan_is_queued_run_and_kept(site: Site) -> None:
    asked = request_scan(site, ScanKind.AUDIT, AT)
    assert (asked.state, asked.reference_time) == (ScanState.QUEUED, AT)
    work_off(SCANS)
    scan = Scan.objects.get()
    assert (scan.state, scan.pages, scan.known, scan.stage) == (ScanState.FINISHED, PAGES + 1, PAGES + 1, "")
    assert scan.started_at
    assert scan.ended_at
    assert verify(scan.snapshot) == []
    assert (site.folder / "report.html").exists()
    assert read_report(scan.report) == read_report(site.folder / "findings.json")


def test_a_job_run_twice_does_one_scan(site: Site, portal: Portal) -> None:
    scan = request_scan(site, ScanKind.AUDIT, AT)
    run_scan.enqueue(scan.pk)
    work_off(SCANS)
    answered = len(portal.log)
    run_scan.enqueue(scan.pk)
    work_off(SCANS)
    assert len(portal.log) == answered
    assert portal.asked["/p7.html"] == 1


def test_a_night_is_scanned_once_and_an_open_audit_not_asked_for_twice(site: Site) -> None:
    night = date(2026, 11, 24)
    first = request_scan(site, ScanKind.NIGHTLY, AT, night=night)
    assert request_scan(site, ScanKind.NIGHTLY, AT, night=night) == first
    audit = request_scan(site, ScanKind.AUDIT, AT)
    assert request_scan(site, ScanKind.AUDIT, AT) == audit
    Scan.objects.update(state=ScanState.FINISHED)
    assert request_scan(site, ScanKind.NIGHTLY, AT, night=night) == first
    assert request_scan(site, ScanKind.AUDIT, AT) != audit


def test_one_worker_a_site(site: Site, portal: Portal) -> None:
    """Who finds the site held leaves the scan to the holder; where the holder died, `recover` sees to it."""
    scan = request_scan(site, ScanKind.AUDIT, AT)
    with site_held(site) as held:
        assert held
        work_off(SCANS)
        assert recover() == []
    assert not portal.log
    assert recover() == [scan]
    assert recover() == []  # queued already
    work_off(SCANS)
    scan.refresh_from_db()
    assert scan.state == ScanState.FINISHED


def test_two_scans_of_a_site_follow_each_other(site: Site) -> None:
    audit = request_scan(site, ScanKind.AUDIT, AT)
    night = request_scan(site, ScanKind.NIGHTLY, AT, night=date(2026, 11, 24))
    work_off(SCANS)
    audit.refresh_from_db()
    night.refresh_from_db()
    assert {audit.state, night.state} == {ScanState.FINISHED}
    assert audit.folder != night.folder


@pytest.mark.parametrize("stop_at", [1, 20, PAGES])
def test_a_worker_asked_to_stop_leaves_the_scan_to_be_gone_on_with(
    site: Site, portal: Portal, stop_at: int
) -> None:
    scan = request_scan(site, ScanKind.AUDIT, AT)
    portal.stop_at = stop_at
    with pytest.raises(KeyboardInterrupt):
        work_off(SCANS)
    scan.refresh_from_db()
    assert (scan.state, scan.stage, scan.ended_at) == (ScanState.QUEUED, STOPPED, None)
    assert scan.attempts == 0  # a stop that was asked for is no failure
    assert recover() == [scan]
    work_off(SCANS)
    scan.refresh_from_db()
    assert (scan.state, scan.pages) == (ScanState.FINISHED, PAGES + 1)
    snapshot = Snapshot.open(scan.snapshot)
    assert [note.kind for note in snapshot.coverage().notes] == ["resumed"]
    snapshot.close()
    assert len(list(scan.snapshot.parent.glob("*/"))) == 1


def test_a_scan_stopped_after_gathering_is_not_gathered_again(site: Site, portal: Portal) -> None:
    scan = request_scan(site, ScanKind.AUDIT, AT)
    work_off(SCANS)
    answered = len(portal.log)
    Scan.objects.update(state=ScanState.RUNNING)  # as a worker killed while judging leaves it
    assert recover() == [scan]
    work_off(SCANS)
    scan.refresh_from_db()
    assert (scan.state, len(portal.log)) == (ScanState.FINISHED, answered)


@pytest.mark.parametrize(
    ("profile", "words"),
    [("", "打不开"), ("start = 1", "「某区」的网站配置有误"), ("start =", "不是有效的 TOML")],
)
def test_why_a_scan_failed_is_said_in_one_line(profile: str, words: str) -> None:
    with PortalServer({}) as gone:
        home = f"{gone.url}/"
    site = Site.objects.create(name="某区", home=home, profile=profile)
    request_scan(site, ScanKind.AUDIT, AT)
    work_off(SCANS)
    scan = Scan.objects.get()
    assert scan.state == ScanState.FAILED
    assert words in scan.error
    assert "\n" not in scan.error
    assert scan.ended_at
    assert recover() == []


def test_progress_is_in_the_row(site: Site) -> None:
    scan = request_scan(site, ScanKind.AUDIT, AT)
    watch = RowWatch(scan)
    with watch.counting("审读", 50) as tick:
        tick(20)
        watch.write()
        scan.refresh_from_db()
        assert (scan.stage, scan.pages, scan.known) == ("审读", 20, 50)
    with watch.reporting():
        watch.write()
        scan.refresh_from_db()
    assert (scan.stage, scan.pages) == ("出报告", 50)


def test_the_last_standing_is_written_when_the_work_ends(site: Site) -> None:
    scan = request_scan(site, ScanKind.AUDIT, AT)
    with watched(scan) as watch, watch.counting("检查", 9):
        pass
    scan.refresh_from_db()
    assert (scan.stage, scan.pages, scan.known) == ("检查", 9, 9)

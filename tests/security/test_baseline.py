"""What earlier scans held decides what is new: SEC003 over several snapshots on disk."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from checks.engine import judge
from checks.finding import Finding, Severity
from checks.rule import catalogue
from checks.scan import Scan
from crawler.extract import read_page
from portal.profile import Profile
from portal.snapshot import History, Snapshot, SnapshotWriter, Validators
from portal.target import Probe, TargetKind, Verdict

HOME = "http://www.shifan.gov.cn/"
NOW = datetime(2026, 11, 24, tzinfo=UTC)
PROFILE = Profile(start=(HOME,))
USED = '<script src="http://vendor.example/v.js"></script>'
TITLE = "<title>示范区人民政府门户网站</title>"


def scanned(folder: Path, number: int, content: str, pages: int = 4) -> Path:
    """A sealed scan whose pages all have the content, built on the one before."""
    here = folder / f"s{number}"
    writer = SnapshotWriter.create(here, PROFILE, NOW)
    for url in [HOME, *(f"{HOME}{n}.html" for n in range(1, pages))]:
        writer.add([(url, TargetKind.PAGE, 0)])
        page = read_page(url, f"<html><head>{content}</head></html>".encode())
        writer.store_page(page, Probe(Verdict.OK, 200), Validators(), None)
    before = folder / f"s{number - 1}"
    writer.finish(before if before.exists() else None)
    return here


def findings(folder: Path) -> tuple[Finding, ...]:
    with closing(Snapshot.open(folder)) as opened, closing(History.of(opened)) as history:
        return judge(Scan(opened, PROFILE, history=history), [catalogue()["SEC003"]]).findings


def test_at_first_a_stranger_is_only_asked_about(tmp_path: Path) -> None:
    (finding,) = findings(scanned(tmp_path, 1, TITLE + USED))
    assert (finding.severity, finding.count) == (Severity.INFO, 4)


def test_what_was_there_for_long_is_at_home(tmp_path: Path) -> None:
    folders = [scanned(tmp_path, number, TITLE + USED) for number in (1, 2, 3)]
    assert [len(findings(folder)) for folder in folders] == [1, 1, 0]


def test_what_few_pages_carried_is_still_asked_about(tmp_path: Path) -> None:
    folders = [scanned(tmp_path, number, TITLE + USED, pages=2) for number in (1, 2, 3)]
    assert len(findings(folders[-1])) == 1


def test_a_host_never_seen_before_is_grave(tmp_path: Path) -> None:
    for number in (1, 2):
        scanned(tmp_path, number, TITLE + USED)
    (finding,) = findings(
        scanned(tmp_path, 3, TITLE + USED + '<script src="http://new.example/x.js"></script>')
    )
    assert (finding.severity, finding.target) == (Severity.VETO, "http://new.example/x.js")
    assert "从未出现" in finding.message


def test_a_link_does_not_vouch_for_a_script(tmp_path: Path) -> None:
    scanned(tmp_path, 1, TITLE + '<a href="http://new.example/">协会</a>')
    (finding,) = findings(scanned(tmp_path, 2, TITLE + '<script src="http://new.example/x.js"></script>'))
    assert finding.severity is Severity.VETO


def test_a_home_page_under_another_name(tmp_path: Path) -> None:
    scanned(tmp_path, 1, TITLE)
    (finding,) = findings(scanned(tmp_path, 2, "<title>Welcome to nginx demo</title>"))
    assert (finding.url, finding.severity) == (HOME, Severity.VETO)


def test_a_home_page_renamed_within_reason(tmp_path: Path) -> None:
    scanned(tmp_path, 1, TITLE)
    assert not findings(scanned(tmp_path, 2, "<title>示范区政府网 - 首页</title>"))
    assert not findings(scanned(tmp_path, 3, "<title></title>"))

"""Which scan the next one goes on with, or builds upon."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from portal.profile import default_profile
from portal.snapshot import SnapshotWriter
from xunjian.shelf import plan_scan

SITE, OTHER = default_profile("http://a.gov.cn/"), default_profile("http://b.gov.cn/")
NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)


def _scan(output: Path, name: str, *, finished: bool) -> Path:
    folder = output / "snapshots" / name
    writer = SnapshotWriter.create(folder, SITE, NOW)
    writer.finish() if finished else writer.close()
    return folder


def test_the_first_scan_has_nothing_before_it(tmp_path: Path) -> None:
    plan = plan_scan(tmp_path, SITE, NOW)
    assert (plan.folder.name, plan.resume, plan.previous) == ("20261124-020000", False, None)


def test_a_finished_scan_is_built_upon(tmp_path: Path) -> None:
    before = _scan(tmp_path, "20261123-020000", finished=True)
    plan = plan_scan(tmp_path, SITE, NOW)
    assert (plan.folder.name, plan.resume, plan.previous) == ("20261124-020000", False, before)
    assert plan_scan(tmp_path, SITE, NOW, fresh=True).previous is None


def test_a_stopped_scan_goes_on_with_the_same_profile_only(tmp_path: Path) -> None:
    before = _scan(tmp_path, "20261122-020000", finished=True)
    stopped = _scan(tmp_path, "20261123-020000", finished=False)
    plan = plan_scan(tmp_path, SITE, NOW)
    assert (plan.folder, plan.resume, plan.previous) == (stopped, True, before)
    assert not plan_scan(tmp_path, OTHER, NOW).resume


def test_two_scans_in_one_second_get_two_folders(tmp_path: Path) -> None:
    _scan(tmp_path, "20261124-020000", finished=True)
    assert plan_scan(tmp_path, SITE, NOW).folder.name == "20261124-020000-2"


def test_a_damaged_scan_is_passed_over(tmp_path: Path) -> None:
    folder = _scan(tmp_path, "20261123-020000", finished=True)
    (folder / "snapshot.sqlite").write_bytes(b"x" * 500)
    assert plan_scan(tmp_path, SITE, NOW).previous is None

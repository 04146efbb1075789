"""Records on the command line and in a profile file."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crawler.extract import read_page
from portal.calendar import CHINA
from portal.errors import RecordsError
from portal.profile import load_profile
from portal.snapshot import SnapshotWriter, Validators
from portal.target import Probe, TargetKind, Verdict
from xunjian.cli import app
from xunjian.records import RecordFiles

NOW = datetime(2026, 11, 24, 9, tzinfo=CHINA)
HOME = "http://www.t.gov.cn/"


def _snapshot(folder: Path, profile: Path) -> Path:
    writer = SnapshotWriter.create(folder, load_profile(profile), NOW)
    writer.add([(HOME, TargetKind.PAGE, 0)])
    writer.store_page(read_page(HOME, "<p>某区</p>".encode()), Probe(Verdict.OK, 200), Validators(), None)
    writer.finish()
    return folder


def _profile(folder: Path, more: str = "") -> Path:
    path = folder / "site.toml"
    path.write_text(f'start = ["{HOME}"]\n{more}', encoding="utf-8")
    return path


def _visits(folder: Path, failed: int) -> Path:
    path = folder / "visits.csv"
    rows = [
        f"{NOW - timedelta(hours=n):%Y-%m-%d %H:%M},{'失败' if n < failed else '正常'}" for n in range(168)
    ]
    path.write_text("\n".join(["时间,结果", *rows, "昨天,正常"]), encoding="utf-8")
    return path


def _judged(output: Path, rule: str) -> list[tuple[str, str]]:
    findings = json.loads((output / "findings.json").read_text(encoding="utf-8"))["findings"]
    return [(f["outcome"], f["severity"]) for f in findings if f["rule"] == rule]


def test_a_file_given_to_check(tmp_path: Path) -> None:
    snapshot = _snapshot(tmp_path / "scan", _profile(tmp_path))
    command = ["check", str(snapshot), "--output", str(tmp_path / "out")]
    done = CliRunner().invoke(app, [*command, "--visits", str(_visits(tmp_path, 9))], catch_exceptions=False)
    assert done.exit_code == 1, done.output
    assert "拨测记录第 170 行没有采用" in done.output
    assert _judged(tmp_path / "out", "AVL001") == [("fail", "veto")]
    CliRunner().invoke(app, command, catch_exceptions=False)
    assert _judged(tmp_path / "out", "AVL001") == [("unknown", "veto")]


def test_files_of_a_profile_lie_beside_it(tmp_path: Path) -> None:
    _visits(tmp_path, 0)
    profile = _profile(tmp_path, '[records]\nvisits = "visits.csv"\n')
    told = RecordFiles().read(load_profile(profile), profile.parent)
    assert (len(told.visits or ()), len(told.unread)) == (168, 1)
    with pytest.raises(RecordsError, match="打不开"):
        RecordFiles(accounts=tmp_path / "none.csv").read()

"""findings.json, and the file handling all outputs share."""

from __future__ import annotations

import json
import resource
from dataclasses import replace
from pathlib import Path

import pytest

from checks import Judgement, Scan, judge
from portal.errors import OutputError, SnapshotError
from portal.profile import Profile
from portal.snapshot import SnapshotWriter
from reports import build, read_findings, read_report, write_all, write_json
from reports.build import cleaned
from tests.reports.samples import HOME, NOW, empty, finding, sample

FINDING_KEYS = [
    "rule",
    "name",
    "severity",
    "outcome",
    "url",
    "target",
    "column",
    "text",
    "suggestion",
    "message",
    "fingerprint",
    "count",
    "occurrences",
]


def test_shape(tmp_path: Path) -> None:
    found = json.loads(write_json(sample(), tmp_path).read_bytes())
    assert list(found) == ["schema", "site", "reference_time", "coverage", "findings"]
    assert found["schema"] == 1
    assert list(found["site"])[:3] == ["name", "home", "id_code"]
    assert found["reference_time"] == "2026-11-24T09:00:00+08:00"
    assert list(found["coverage"])[:4] == ["pages", "attachments", "links", "unreached"]
    assert list(found["coverage"]["unreached"][0]) == ["url", "reason"]
    first = found["findings"][0]
    assert list(first)[: len(FINDING_KEYS)] == FINDING_KEYS
    assert (first["severity"], first["outcome"]) == ("veto", "fail")
    assert list(first["occurrences"][0]) == ["url", "locator"]


def test_same_report_same_bytes_in_every_file(tmp_path: Path) -> None:
    one, other = write_all(sample(), tmp_path / "1"), write_all(sample(), tmp_path / "2")
    assert [p.read_bytes() for p in one.paths] == [p.read_bytes() for p in other.paths]


def test_a_report_read_back_is_the_same_report(tmp_path: Path) -> None:
    written = write_all(sample(), tmp_path / "1")
    report = read_report(written.json)
    assert report == sample()
    again = write_all(report, tmp_path / "2")
    assert [p.read_bytes() for p in again.paths] == [p.read_bytes() for p in written.paths]
    assert read_findings(written.json) == sample().findings


def test_no_findings_is_valid_json(tmp_path: Path) -> None:
    assert json.loads(write_json(empty(), tmp_path).read_bytes())["findings"] == []


@pytest.mark.parametrize("content", [b"", b"[]", b'{"schema":1}', b"\xff\xfe", b'{"schema":2,"findings":[]}'])
def test_a_file_that_is_not_ours_is_one_clear_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "findings.json").write_bytes(content)
    with pytest.raises(SnapshotError, match="findings"):
        read_report(tmp_path / "findings.json")


def test_another_version_says_so(tmp_path: Path) -> None:
    path = write_json(empty(), tmp_path)
    path.write_bytes(path.read_bytes().replace(b'"schema":1', b'"schema":9'))
    with pytest.raises(SnapshotError, match="版本"):
        read_report(path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="打不开"):
        read_findings(tmp_path / "none.json")


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="写不成文件") as caught:
        write_all(sample(), tmp_path / "file" / "out")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "room", [4_000, 160_000]
)  # bytes a file may have: JSON fails; the workbook's parts fail
def test_full_disk_keeps_the_old_report_and_leaves_no_draft(tmp_path: Path, room: int) -> None:
    old = write_all(empty(), tmp_path)
    before = {path: path.read_bytes() for path in old.paths}
    large = replace(sample(), findings=tuple(finding(message=f"{n}" * 40) for n in range(900)))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        with pytest.raises(OutputError, match="磁盘空间"):
            write_all(large, tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert {path: path.read_bytes() for path in old.paths} == before
    assert sorted(tmp_path.iterdir()) == sorted(before)


def test_build_from_a_scan() -> None:
    profile = Profile(name="示范区", start=(HOME,), id_code="2301030001")
    scan = Scan(SnapshotWriter.memory(profile, NOW).snapshot(), profile)
    report = build(scan, judge(scan, []))
    assert (report.name, report.home, report.id_code, report.reference_time) == (
        "示范区",
        HOME,
        "2301030001",
        NOW,
    )
    assert report.evidence.version
    assert report.evidence.manifest == ""  # a scan in memory is sealed nowhere


def test_build_masks_what_it_is_given() -> None:
    profile = Profile(start=(HOME,))
    scan = Scan(SnapshotWriter.memory(profile, NOW).snapshot(), profile)
    leak = finding(
        "PRV001", "张三13812345678", text="11010519491231002X", url=HOME + "?id=11010519491231002X"
    )
    report = build(scan, Judgement((leak,), (leak,)))
    for shown in (*report.findings, *report.waived):
        assert shown == cleaned(leak)
        assert shown.fingerprint == leak.fingerprint
        assert "13812345678" not in repr(shown)
        assert "11010519491231002X" not in repr(shown)

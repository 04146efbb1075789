"""The sample portal, audited end to end: every planted fault found, and no other `fail`."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from portal.snapshot import verify
from xunjian.cli import app
from xunjian.demo.plants import Planted, key

RUNNER = CliRunner()


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("demo")
    result = RUNNER.invoke(app, ["demo", "--output", str(output)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return output


def test_every_planted_fault_is_found_and_nothing_else(audited: Path) -> None:
    findings = json.loads((audited / "findings.json").read_text(encoding="utf-8"))["findings"]
    planted = key()
    found: Counter[Planted] = Counter()
    strangers = []
    for finding in findings:
        if finding["outcome"] in {"fail", "review", "unknown"}:
            places = (finding["target"], finding["url"])
            matches = [
                p
                for p in planted
                if (p.rule, p.outcome) == (finding["rule"], finding["outcome"])
                and any(place.endswith(p.at) for place in places)
            ]
            found.update(matches[:1])
            strangers += (
                []
                if matches or finding["outcome"] == "unknown"
                else [(finding["rule"], finding["outcome"], places, finding["message"])]
            )
    assert not strangers
    assert found == Counter(planted)
    assert not [f for f in findings if f["outcome"] == "error"]


def test_the_reports_and_the_sealed_snapshot_are_there(audited: Path) -> None:
    for name in ("report.html", "整改台账.xlsx", "findings.csv", "findings.json"):
        assert (audited / name).stat().st_size > 500
    (snapshot,) = (audited / "snapshots").glob("*/")
    assert verify(snapshot) == []


def test_a_snapshot_is_judged_again_to_the_same_bytes(audited: Path, tmp_path: Path) -> None:
    (snapshot,) = (audited / "snapshots").glob("*/")
    result = RUNNER.invoke(app, ["check", str(snapshot), "--output", str(tmp_path)], catch_exceptions=False)
    assert result.exit_code == 1, result.output
    assert (tmp_path / "findings.json").read_bytes() == (audited / "findings.json").read_bytes()


def test_reports_are_written_again_from_the_findings(audited: Path, tmp_path: Path) -> None:
    result = RUNNER.invoke(app, ["report", str(audited / "findings.json"), "--output", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "report.html").read_bytes() == (audited / "report.html").read_bytes()

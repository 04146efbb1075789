"""A mock inspection for a day to come, and the replay of a stored snapshot."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from checks.sheet import State
from portal.profile import load_profile
from reports import read_report
from xunjian import pipeline
from xunjian.cli import app
from xunjian.clock import reference_time
from xunjian.commands.demo import QUICK, profile_file
from xunjian.demo.server import serve

LATER = 400  # days: by then every column of the portal has passed its limit


@pytest.fixture(scope="module")
def mocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the sample portal, audited as if inspected on a day far ahead and for today."""
    output = tmp_path_factory.mktemp("mock")
    with serve(reference_time().date()) as portal:
        profile = load_profile(profile_file(portal, output))
        then = reference_time(str(_then()))
        pipeline.audit(profile, output, reference_time(), on=then, fresh=True, tuning=QUICK)
    (snapshot,) = (output / "snapshots").glob("*/")
    _run("check", str(snapshot), "--output", str(output))
    return output


def test_columns_that_will_be_stale_by_then_are_counted(mocked: Path) -> None:
    now, then = (
        {line.code: line for line in read_report(path / "findings.json").sheet}
        for path in (mocked, mocked / f"模拟检查-{_then()}")
    )
    assert now["V3"].state is State.CLEAR
    assert then["V3"].state is State.TRIPPED
    assert then["V4a"].count > now["V4a"].count


def test_the_page_says_that_it_is_a_mock(mocked: Path) -> None:
    page = (mocked / f"模拟检查-{_then()}" / "report.html").read_text(encoding="utf-8")
    assert f"照现在的样子，到 {_then()} 接受检查，会被判不合格" in page
    assert "模拟检查：" in page
    assert "模拟检查：" not in (mocked / "report.html").read_text(encoding="utf-8")


def test_replay_gives_the_same_sheet_byte_for_byte(mocked: Path) -> None:
    (snapshot,) = (mocked / "snapshots").glob("*/")
    assert "逐字节一致" in _run("replay", str(snapshot), code=0).output
    mock = mocked / f"模拟检查-{_then()}" / "findings.json"
    assert "逐字节一致" in _run("replay", str(snapshot), "--against", str(mock), code=0).output


def test_replay_names_the_rows_that_differ(mocked: Path, tmp_path: Path) -> None:
    (snapshot,) = (mocked / "snapshots").glob("*/")
    text = (mocked / "findings.json").read_text(encoding="utf-8")
    other = tmp_path / "findings.json"
    other.write_text(
        text.replace('"code":"V3","part":"veto"', '"code":"V3x","part":"veto"'), encoding="utf-8"
    )
    told = _run("replay", str(snapshot), "--against", str(other), code=1).output
    assert "不一致" in told
    assert "V3：当时 没有这一行" in told


def test_a_scheme_of_the_office_is_laid_over(mocked: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "scheme.toml"
    wrong.write_text("[clauses.UPD001]\ndasy = 3\n", encoding="utf-8")
    with pytest.raises(Exception, match="没有 dasy"):
        _run("audit", "http://127.0.0.1:9/", "--scheme", str(wrong), "--output", str(tmp_path))


def _then() -> date:
    return reference_time().date() + timedelta(LATER)


def _run(*arguments: str, code: int = 1) -> Result:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result

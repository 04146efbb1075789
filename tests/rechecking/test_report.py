"""`xunjian recheck --report`: findings of an audit, without Django."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from portal.errors import XunjianError
from tests.rechecking.sample import MENDS, Sample, audited
from xunjian.cli import app
from xunjian.commands.demo import QUICK
from xunjian.rechecking.answer import Answer
from xunjian.rechecking.report import Choice, recheck_report

PROGRAM = """
import sys
from xunjian.cli import app
try:
    app(sys.argv[1:])
finally:
    print(bool({"django.db", "xunjian.store"} & sys.modules.keys()))
"""


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Sample]:
    with audited(tmp_path) as made:
        yield made


def test_one_item_and_one_page(sample: Sample) -> None:
    report = sample.output / "findings.json"
    typo, date = sample.finding("TXT001", "_2.html"), sample.finding("TXT005", "_1.html")
    MENDS["TXT001", "_2.html"](sample, typo)
    (said,) = recheck_report(report, Choice(item=typo.fingerprint), sample.at, tuning=QUICK)
    assert (said.finding, said.answer) == (typo, Answer.GONE)
    (said,) = recheck_report(report, Choice(page=date.url), sample.at, tuning=QUICK)
    assert (said.finding, said.answer) == (date, Answer.STILL)
    with pytest.raises(XunjianError, match="没有符合条件"):
        recheck_report(report, Choice(item="0" * 16), sample.at)


def test_a_typo_of_another_engine_is_not_judged_by_this_one(sample: Sample) -> None:
    report = sample.output / "findings.json"
    typo = sample.finding("TXT001", "_2.html")
    MENDS["TXT001", "_2.html"](sample, typo)
    (said,) = recheck_report(report, Choice(page=typo.url), sample.at, engine="lexicon", tuning=QUICK)
    assert (said.answer, "--engine" in said.note) == (Answer.UNKNOWN, True)


def test_a_moved_output_folder_is_found_a_lost_snapshot_is_told(sample: Sample, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    moved.mkdir()
    for name in ("findings.json", "snapshots"):
        (sample.output / name).rename(moved / name)
    item = Choice(item=sample_item(moved))
    (said,) = recheck_report(moved / "findings.json", item, sample.at, tuning=QUICK)
    assert said.answer is Answer.STILL
    (moved / "snapshots").rename(tmp_path / "lost")
    with pytest.raises(XunjianError, match="找不到这份报告所依据的快照"):
        recheck_report(moved / "findings.json", item, sample.at)


def sample_item(folder: Path) -> str:
    from reports import read_findings

    return next(f.fingerprint for f in read_findings(folder / "findings.json") if f.rule == "TXT001")


def test_the_command_tells_still_and_gone_in_chinese_without_django(sample: Sample) -> None:
    typo = sample.finding("TXT001", "_2.html")
    order = ["recheck", "--report", str(sample.output / "findings.json"), "--item", typo.fingerprint]
    program = [sys.executable, "-c", PROGRAM, *order]
    first = subprocess.run(program, capture_output=True, text=True, check=False)
    assert (first.returncode, "仍存在 1" in first.stdout, first.stdout.split()[-1]) == (1, True, "False")
    MENDS["TXT001", "_2.html"](sample, typo)
    second = subprocess.run(program, capture_output=True, text=True, check=False)
    assert (second.returncode, "已改好 1" in second.stdout) == (0, True)


def test_the_command_without_anything_to_recheck_says_what_to_write() -> None:
    with pytest.raises(XunjianError, match="问题编号"):
        CliRunner().invoke(app, ["recheck"], catch_exceptions=False)

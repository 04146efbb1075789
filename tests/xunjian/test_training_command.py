"""`proofread FILE` and `proofread train` share one name."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from portal.errors import XunjianError
from tests.proofreading.scans import scan
from xunjian.cli import app

RUNNER = CliRunner()


def test_a_file_is_proofread_and_options_may_come_first(tmp_path: Path) -> None:
    file = tmp_path / "文稿.txt"
    file.write_text("会议布署工作\n", encoding="utf-8")
    for arguments in ([str(file)], ["--engine", "lexicon", str(file)], ["file", str(file)]):
        done = RUNNER.invoke(app, ["proofread", *arguments])
        assert done.exit_code == 1, done.output
    assert RUNNER.invoke(app, ["proofread", "-"], input="").exit_code == 0


def test_train_wants_a_corpus_that_is_there(tmp_path: Path) -> None:
    missing = str(tmp_path / "none.txt")
    done = RUNNER.invoke(
        app, ["proofread", "train", "--corpus", missing, "--output", str(tmp_path / "model")]
    )
    assert done.exit_code == 2
    assert not (tmp_path / "model").exists()


def test_train_wants_corpora_or_scans(tmp_path: Path) -> None:
    done = RUNNER.invoke(app, ["proofread", "train", "--output", str(tmp_path / "model")])
    assert isinstance(done.exception, XunjianError)
    assert "二者选一" in str(done.exception)


def test_scans_teach_the_engine_what_the_office_writes(tmp_path: Path) -> None:
    scan(tmp_path / "a", [f"{one}市教体局党组{one}会议" for one in ("关于", "加强", "按照")])
    text, model = tmp_path / "文稿.txt", tmp_path / "own"
    text.write_text("市教体局党组中心组学习贯彻全会精神\n", encoding="utf-8")
    assert RUNNER.invoke(app, ["proofread", str(text)]).exit_code == 1
    done = RUNNER.invoke(
        app, ["proofread", "train", "--snapshots", str(tmp_path / "a"), "--output", str(model)]
    )
    assert done.exit_code == 0, done.output
    assert f"--engine xunjian={model}" in done.output.replace("\n", "")
    assert RUNNER.invoke(app, ["proofread", str(text), "--engine", f"xunjian={model}"]).exit_code == 0

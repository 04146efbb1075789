"""`proofread FILE` and `proofread train` share one name."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

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

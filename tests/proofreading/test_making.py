"""The encoder's training as the command runs it: stopped, gone on with, exported, with its card."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.proofreading.characters import charset
from checks.proofreading.encoder.model import Question, load
from checks.proofreading.progress import Silent
from portal.errors import EngineError

pytest.importorskip("torch", reason="training environment only")

from checks.proofreading.encoder.making import CARD, CHECKPOINT, Sources, make
from checks.proofreading.encoder.train import Recipe

RECIPE = Recipe(6 * 64, rows=4, length=16, save_every=2)
HELD = "本条例自公布之日起施行，原有规定同时废止。"


def never() -> bool:
    return False


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    corpus, held, errors = (tmp_path / name for name in ("corpus.txt", "held.txt", "errors.tsv"))
    corpus.write_text("会议要求全面部署防汛抗旱工作。\n" * 40 + HELD + "\n", encoding="utf-8")
    held.write_text(HELD + "\n", encoding="utf-8")
    errors.write_text("会议要求全面步署\t会议要求全面部署\n", encoding="utf-8")
    return Sources([corpus], [held], [errors])


def test_a_stopped_training_ends_as_one_that_was_not(sources: Sources, tmp_path: Path) -> None:
    asked = iter((False, False, True))
    with pytest.raises(KeyboardInterrupt):
        make(sources, tmp_path / "stopped", RECIPE, Silent(), lambda: next(asked))
    assert (tmp_path / "stopped" / CHECKPOINT).exists()
    assert not (tmp_path / "stopped" / "encoder.npz").exists()
    for name in ("stopped", "whole"):
        card = make(sources, tmp_path / name, RECIPE, Silent(), never)
        assert card == (tmp_path / name / CARD).read_text(encoding="utf-8")
    first, other = ((tmp_path / name / "encoder.npz").read_bytes() for name in ("stopped", "whole"))
    assert first == other
    assert "| errors | 1 |" in card
    assert "1 sentences that" in card  # the one held back is left out
    answers = load(tmp_path / "whole" / "encoder.npz", charset()).ask([HELD], [Question(0, 2, "列")])
    assert answers.margins.shape == (1,)


def test_a_corpus_too_short_to_train_on_is_refused(sources: Sources, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="语料太短"):
        make(sources, tmp_path / "out", Recipe(4096), Silent(), never)

"""Documents of a corpus, overlap, and the whole of training on a small one (needs the dependency group `train`)."""

from __future__ import annotations

import lzma
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from checks.proofreading.corpus import documents, pairs
from checks.proofreading.edits import Kind
from checks.proofreading.finder import PARTICLE
from checks.proofreading.overlap import seen_shares
from checks.proofreading.progress import Silent
from portal.errors import EngineError

NEEDS = pytest.mark.skipif(
    not all(map(find_spec, ("lightgbm", "sklearn"))), reason="the dependency group `train` is not installed"
)
SENTENCES = [
    "会议要求全面部署防汛抗旱工作。",
    "各单位要严格落实安全生产责任制。",
    "加强组织领导，完善体制机制。",
    "本条例自公布之日起施行。",
    "关于印发实施方案的通知。",
]


def test_a_document_begins_after_a_blank_line_and_at_a_heading(tmp_path: Path) -> None:
    text = "某市条例\n第一章总则\n第一条为了规范管理。\n第二章附则\n本条例施行。\n关于通知\n各单位：\n\n（空行之后）\n"
    path = tmp_path / "corpus.txt.xz"
    path.write_bytes(lzma.compress(text.encode()))
    assert list(documents(path)) == [
        ["某市条例", "第一章总则", "第一条为了规范管理。", "第二章附则", "本条例施行。"],
        ["关于通知", "各单位："],
        ["（空行之后）"],
    ]


def test_pairs_are_lines_with_one_tab(tmp_path: Path) -> None:
    path = tmp_path / "errors.tsv"
    path.write_text("步署\t部署\n没有\n一\t二\t三\n", encoding="utf-8")
    assert list(pairs(path)) == [("步署", "部署")]


def test_share_of_a_sentence_that_a_corpus_holds() -> None:
    known = "各单位要严格落实安全生产责任制。"
    shares = seen_shares(
        [known, "短", "完全没有出现过的另外一个句子在这里"], ["前文", f"如前所述，{known}", "后文"]
    )
    assert shares == [1.0, 0.0, 0.0]


@NEEDS
def test_the_same_material_and_seed_give_the_same_model(tmp_path: Path) -> None:
    from checks.proofreading.statistical import FILES, load_model
    from checks.proofreading.training import Material, train

    corpus, held, errors = (tmp_path / name for name in ("corpus.txt", "held.txt", "errors.tsv"))
    corpus.write_text("\n\n".join("\n".join(SENTENCES) for _ in range(50)), encoding="utf-8")
    held.write_text("\n".join(SENTENCES * 60), encoding="utf-8")
    errors.write_text("会议要求全面步署防汛抗汗\t会议要求全面部署防汛抗旱\n" * 20, encoding="utf-8")
    material = Material([corpus], [], [held], [errors])
    for name in ("one", "other"):
        card = train(material, tmp_path / name, 7, Silent())
        assert card == (tmp_path / name / "model-card.md").read_text(encoding="utf-8")
    for file in FILES:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "other" / file).read_bytes()
    assert load_model(tmp_path / "one").version == load_model(tmp_path / "other").version


@NEEDS
def test_an_encoder_of_ones_own_is_kept_with_the_model_and_asked(tmp_path: Path) -> None:
    from checks.proofreading.encoder import weights
    from checks.proofreading.encoder.model import FILE, shipped
    from checks.proofreading.statistical import load_model
    from checks.proofreading.training import Material, train

    corpus = tmp_path / "corpus.txt"
    corpus.write_text("\n\n".join("\n".join(SENTENCES) for _ in range(50)), encoding="utf-8")
    held = tmp_path / "held.txt"
    held.write_text("\n".join(SENTENCES * 60), encoding="utf-8")
    material, output = Material([corpus], [], [held], []), tmp_path / "model"
    with pytest.raises(EngineError, match="--keep-ngrams"):
        train(material, output, 7, Silent(), keep_ngrams=True)
    with pytest.raises(EngineError, match="编码器读不出来"):
        train(material, output, 7, Silent(), own_encoder=corpus)
    train(material, output, 7, Silent())
    with_shipped = load_model(output).version
    stored, reaches = weights.load(shipped())
    stored["bias"] = stored["bias"] + 1
    weights.save(tmp_path / "own.npz", stored, reaches)
    card = train(material, output, 7, Silent(), keep_ngrams=True, own_encoder=tmp_path / "own.npz")
    assert (output / FILE).read_bytes() == (tmp_path / "own.npz").read_bytes()
    assert weights.digest(tmp_path / "own.npz") in card
    assert load_model(output).version != with_shipped


@NEEDS
def test_edits_of_two_characters_have_a_floor_of_their_own() -> None:
    """Where right text invites few of them, a lower one, and the rest may cost what is left of the alarms."""
    from checks.proofreading.classifier.train import Examples, _floors

    kinds = np.array([Kind.WORD] * 4 + [Kind.REPLACE] * 6)
    right = np.array([1, 1, 1, 0, 1, 1, 1, 0, 0, 0], np.bool_)
    probabilities = np.array([0.9, 0.8, 0.7, 0.6, 0.95, 0.9, 0.7, 0.85, 0.8, 0.75])
    examples = Examples(
        rows=np.zeros((10, 1), np.float32),
        right=right,
        sentences=np.arange(10),
        weights=np.ones(10, np.float32),
        classes=kinds,
        clean=~right,
        real=right,
    )
    floors = _floors(probabilities, examples, 50_000)  # SHOWN_ALARMS allows one character
    assert floors.shown[[Kind.WORD, Kind.SWAP]] == pytest.approx(0.6)
    assert floors.shown[[Kind.REPLACE, Kind.INSERT]] == pytest.approx(0.8)
    assert floors.shown[PARTICLE] == pytest.approx(0.9)
    assert floors.review[[Kind.WORD, Kind.REPLACE]] == pytest.approx([0.6, 0.7])

"""Edits found by a small model of a few sentences, and what becomes of them beside the lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from checks.proofreader import Correction
from checks.proofreading.classifier.model import LEAF, Classifier, Floors, Trees
from checks.proofreading.confusion import confusion
from checks.proofreading.edits import Kind
from checks.proofreading.encoder.model import encoder
from checks.proofreading.finder import CLASSES, CLOZE, READING, Edit, Finder
from checks.proofreading.lexicon import Lexicon, Row
from checks.proofreading.ngram.model import Ngrams
from checks.proofreading.ngram.seen import Seen, learn
from checks.proofreading.ngram.train import train
from checks.proofreading.progress import Silent
from checks.proofreading.statistical import Model, Statistical

SENTENCES = [
    "会议要求全面部署防汛抗旱工作。",
    "各单位要严格落实安全生产责任制。",
    "加强组织领导，完善体制机制。",
    "本条例自公布之日起施行。",
    "第三次会议听取了工作报告。",
    "本条第四款所称期限从严掌握。",
    "关于印发实施方案的通知。",
]
DOCUMENTS = [
    [f"{sentence}{mark}" for sentence in SENTENCES for mark in ("", "（一）", "（试行）")] for _ in range(9)
]


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    path = tmp_path_factory.mktemp("model") / "ngrams.npz"
    train(DOCUMENTS, path, 0.0, Silent())
    ngrams = Ngrams.load(path)
    learn(ngrams.alphabet, SENTENCES, path.with_name("seen.npz"), Silent())
    return Finder(ngrams, Seen.load(path.with_name("seen.npz")), confusion(), None)


def _edits(finder: Finder, texts: Sequence[str]) -> list[tuple[int, Kind, Edit]]:
    return [
        (int(text), Kind(int(found.edits.kind[number])), finder.edit(found, number, texts[text]))
        for found in finder.find(texts)
        for number, text in enumerate(found.texts.tolist())
    ]


@pytest.mark.parametrize(
    ("text", "kind", "edit"),
    [
        ("会议要求全面步署防汛抗旱工作。", Kind.REPLACE, Edit(6, 7, "步", "部")),
        ("会议要求全面栀署防汛抗旱工作。", Kind.OTHER, Edit(6, 7, "栀", "部")),
        ("加强组织领导，完善体质几只。", Kind.WORD, Edit(11, 13, "几只", "机制")),
        ("加强组织导领，完善体制机制。", Kind.SWAP, Edit(4, 6, "导领", "领导")),
        ("本条例自公布之日全起施行。", Kind.DROP, Edit(7, 9, "日全", "日")),
        ("各单位要严格严格落实安全生产责任制。", Kind.REPEAT, Edit(4, 8, "严格严格", "严格")),
        ("关于印发实施方方案的通知。", Kind.REPEAT, Edit(6, 8, "方方", "方")),
        ("各单位要严格落安全生产责任制。", Kind.INSERT, Edit(6, 7, "落", "落实")),
    ],
)
def test_every_kind_of_error_is_found(finder: Finder, text: str, kind: Kind, edit: Edit) -> None:
    assert (0, kind, edit) in _edits(finder, [text])


def test_right_text_and_numerals_are_left_alone(finder: Finder) -> None:
    assert _edits(finder, [*SENTENCES, "第四次会议听取了工作报告。", "", "。", "2025"]) == []


def test_what_is_found_does_not_depend_on_what_is_beside_it(finder: Finder) -> None:
    texts = ["会议要求全面步署防汛抗旱工作", "\n关于印发实施方方案的通知", "A1，加强组织导领"]
    alone = [(kind, edit) for text in texts for _, kind, edit in _edits(finder, [text])]
    assert [(kind, edit) for _, kind, edit in _edits(finder, texts)] == alone
    assert len(alone) >= len(texts)
    rows = np.concatenate([found.rows for found in finder.find(texts)])
    apart = np.concatenate([found.rows for text in texts for found in finder.find([text])])
    assert np.array_equal(rows, apart, equal_nan=True)


def test_the_encoder_reads_the_text_with_the_edit_made(finder: Finder) -> None:
    texts = [
        "各单位要严格落食安全生产责任制。",
        "各单位要严格洛食安全生产责任制。",
        "各单位要严格落安全生产责任制。",
    ]
    asked = Finder(finder.ngrams, finder.seen, confusion(), encoder())
    (found,) = asked.find(texts)
    asked.ask(found, texts, np.ones(len(found.texts), np.bool_))
    asked.read(found, texts, found.texts != 1)
    reading = {
        (int(text), Kind(int(kind))): row[READING:]
        for text, kind, row in zip(found.texts, found.edits.kind, found.rows, strict=True)
    }
    one, other, lost = reading[0, Kind.REPLACE], reading[1, Kind.WORD], reading[2, Kind.INSERT]
    (cloze,) = found.rows[(found.texts == 0) & (found.edits.kind == Kind.REPLACE), CLOZE]
    assert one[0] == pytest.approx(cloze, abs=1e-4)  # of one character: the same question
    assert min(one[1], lost[1]) > 0  # what stands beside it reads better too
    assert one[2] < one[3] < 0
    assert np.isnan(other).all()  # not chosen


NO_ROW = Row("甲乙", "甲丙", "", "")


def _engine(finder: Finder, probability: float, *rows: Row) -> Statistical:
    """An engine that takes every edit for right with that probability; shown from 0.9, for review from 0.5."""
    leaf, none = np.zeros(1, np.float32), np.full(1, LEAF, np.int32)
    trees = Trees(np.zeros(1, np.int32), none.astype(np.int16), leaf, leaf > 0, none, none, leaf)
    floors = Floors(np.full(CLASSES, 0.9, np.float32), np.full(CLASSES, 0.5, np.float32))
    classifier = Classifier(trees, leaf, np.array([probability], np.float32), floors)
    return Statistical(Lexicon(rows or (NO_ROW,)), Model(finder, classifier, "test"))


def _brief(given: Sequence[Correction]) -> list[tuple[int, str, str, bool]]:
    return [(c.start, c.wrong, c.right, c.shown) for c in given]


def test_floors_decide_what_is_shown(finder: Finder) -> None:
    text = "会议要求全面步署防汛抗旱工作。"
    found = [_brief(_engine(finder, p).check_batch([text, ""])[0]) for p in (0.95, 0.6, 0.4)]
    assert found == [[(6, "步", "部", True)], [(6, "步", "部", False)], []]


def test_the_lexicon_wins(finder: Finder) -> None:
    text = "会议要求全面步署防汛抗旱工作，本条例自公布之日起实行"
    engine = _engine(finder, 0.95, Row("步署", "部署", "", "", note="规范词形"))
    given = engine.check_batch([text])[0]
    assert _brief(given)[0] == (6, "步署", "部署", True)
    assert given[0].source == "lexicon"
    assert all(c.source.startswith("ngram/") and c.start > 8 for c in given[1:])


def test_corrections_stand_where_they_say(finder: Finder) -> None:
    text = "2025年会议要求全面步署防汛抗旱工作，abc加强组织导领。"
    for given in _engine(finder, 0.95).check_batch([text, text + "完善体制几制"]):
        assert given
        assert all(text.startswith(c.wrong, c.start) or c.start > len(text) for c in given)
        assert all(a.end <= b.start for a, b in pairwise(given))

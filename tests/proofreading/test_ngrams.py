"""The n-gram model: what it keeps, what it says, and that it says the same every time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from checks.proofreading.ngram.alphabet import BITS, BOUNDARY, DIGIT, OTHER, UNKNOWN, Alphabet, learn
from checks.proofreading.ngram.model import Ngrams
from checks.proofreading.ngram.seen import Seen
from checks.proofreading.ngram.seen import learn as remember
from checks.proofreading.ngram.train import LEAST, train
from checks.proofreading.progress import Silent

RARE = "罕见的话只在两篇文章里出现。"
DOCUMENTS = [
    ["全面部署防汛工作。", "严格落实安全生产责任制。", f"会议要求加强组织领导{number % 7}次。"]
    for number in range(20)
] + [[RARE]] * (LEAST - 1)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "ngrams.npz"
    train(DOCUMENTS, path, 0.0, Silent())
    return path


@pytest.fixture(scope="module")
def ngrams(file: Path) -> Ngrams:
    return Ngrams.load(file)


def test_the_same_corpus_gives_the_same_file(file: Path, tmp_path: Path) -> None:
    train(DOCUMENTS, tmp_path / "again.npz", 0.0, Silent())
    assert (tmp_path / "again.npz").read_bytes() == file.read_bytes()


def test_what_is_in_too_few_documents_is_not_kept(ngrams: Ngrams) -> None:
    common, rare = (
        ngrams.score(ngrams.alphabet.encode([text]).symbols).orders.max()
        for text in ("全面部署防汛工作。", RARE[:-1])
    )
    assert (common, rare) == (5, 1)


@pytest.mark.parametrize("context", ["组织", "部署防汛", "\n全面", "没有见过"])
def test_what_may_follow_adds_up_to_one(ngrams: Ngrams, context: str) -> None:
    symbols = ngrams.alphabet.symbol_of[[ord(character) for character in context]]
    contexts = ngrams.score(symbols).contexts[:, -1]
    following = np.arange(BOUNDARY, len(ngrams.alphabet.characters) + 5, dtype=np.uint16)
    step = ngrams.step(np.repeat(contexts[:, None], len(following), 1), following)
    assert (10.0**step.logs).sum() == pytest.approx(1, abs=0.1)  # steps of a thirty-second of a power of ten


def test_a_step_says_what_scoring_says(ngrams: Ngrams) -> None:
    symbols = ngrams.alphabet.encode(["全面落实责任。", "严格部署"]).symbols
    whole = ngrams.score(symbols)
    for place in range(1, len(symbols)):
        step = ngrams.step(whole.contexts[:, place - 1 : place], symbols[place : place + 1])
        assert step.logs[0] == whole.logs[place]
        assert step.orders[0] == whole.orders[place]
        assert (step.contexts[:, 0] == whole.contexts[:, place]).all()


def test_following_and_preceding(ngrams: Ngrams) -> None:
    alphabet = ngrams.alphabet
    symbols = alphabet.encode(["部署"]).symbols[1:3]
    owners, after = ngrams.following(3, ngrams.score(symbols).contexts[1, 1:], -9.0)
    assert (owners.tolist(), [alphabet.character(int(s)) for s in after]) == ([0], ["防"])
    owners, before = ngrams.preceding(symbols[:1], symbols[1:])
    assert (owners.tolist(), [alphabet.character(int(s)) for s in before]) == ([0], ["面"])


def test_runs_count_as_one_symbol_and_keep_their_places() -> None:
    alphabet = Alphabet("，年月")
    encoded = alphabet.encode(["2025年,abc※★𠀀月", "㐀"])
    symbols = encoded.symbols.tolist()
    assert symbols[:3] == [BOUNDARY, DIGIT, alphabet.symbol("年")]
    assert symbols[3] == alphabet.symbol("，") == alphabet.symbol(",")
    assert symbols[5:] == [OTHER, alphabet.symbol("月"), BOUNDARY, UNKNOWN, BOUNDARY]
    assert encoded.places.tolist() == [0, 1, 5, 6, 7, 10, 13, 14, 15, 16]
    assert chr(encoded.codes[6]) == "月"


def test_alphabet_by_frequency_then_code_point() -> None:
    assert learn(["乙甲甲", "丁丙,3b"]).characters == "甲丁丙乙，"
    assert BITS == 12


def test_what_was_seen_once_is_remembered(tmp_path: Path, ngrams: Ngrams) -> None:
    remember(ngrams.alphabet, ["全面落实责任", "会议"], tmp_path / "seen.npz", Silent())
    seen = Seen.load(tmp_path / "seen.npz")
    held, other, across = (
        ngrams.alphabet.symbol_of[[ord(c) for c in text]][None]
        for text in ("全面落实责任", "面落实责全面", "任\n会议")
    )
    assert [int(seen.count(row)[0]) for row in (held, other, across)] == [3, 1, 0]

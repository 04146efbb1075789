"""The ARPA text says what the model says: read by a small reader here, and by kenlm where it is installed."""

from __future__ import annotations

import random
from importlib.util import find_spec
from pathlib import Path

import pytest

from checks.proofreading.ngram.arpa import BEGIN, END, Spelling, write
from checks.proofreading.ngram.model import ORDER, Ngrams
from checks.proofreading.ngram.train import train
from checks.proofreading.progress import Silent

DOCUMENTS = [
    ["全面部署防汛工作。", f"2025年GDP增长{'※' * (number % 2)}", f"会议要求加强{'组织领导' * (number % 3)}。"]
    for number in range(20)
] + [["", "防汛", "全面落实责任"]] * 4
CHARACTERS = [
    *"全面部署防汛工作会议要求加强组织领导落实责任年。，,?※ ",
    "2025",
    "3",
    "GDP",
    "x",
    "龘",
    "𠀀",
    "囧囧",
]
Words = tuple[str, ...]


@pytest.fixture(scope="module")
def ngrams(tmp_path_factory: pytest.TempPathFactory) -> Ngrams:
    path = tmp_path_factory.mktemp("model") / "ngrams.npz"
    train(DOCUMENTS, path, 0.0, Silent())
    return Ngrams.load(path)


@pytest.fixture(scope="module")
def file(ngrams: Ngrams, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("arpa") / "ngrams.arpa"
    write(ngrams, path)
    return path


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    chance = random.Random(7)
    known = [text for document in DOCUMENTS for text in document]
    mixed = ["".join(chance.choices(CHARACTERS, k=chance.randrange(1, 25))) for _ in range(200)]
    cut = [text[chance.randrange(len(text) + 1) :] + chance.choice(mixed) for text in known]
    return known + mixed + cut


def _read(file: Path) -> tuple[dict[Words, float], dict[Words, float], list[int]]:
    """Probabilities, backoffs and the sizes promised, by the format's own description."""
    logs, backoffs, sizes = {}, {}, []
    for line in file.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if line.startswith("ngram "):
            sizes.append(int(line.partition("=")[2]))
        if len(parts) > 1:
            words = tuple(parts[1].split(" "))
            assert words not in logs
            logs[words] = float(parts[0])
            backoffs[words] = float(parts[2]) if len(parts) > 2 else 0.0
    return logs, backoffs, sizes


def _log(logs: dict[Words, float], backoffs: dict[Words, float], words: Words) -> float:
    """Probability of the last word after those before it."""
    if words in logs:
        return logs[words]
    return backoffs.get(words[:-1], 0.0) + _log(logs, backoffs, words[1:])


def _ours(ngrams: Ngrams, text: str) -> list[float]:
    return [float(log) for log in ngrams.score(ngrams.alphabet.encode([text]).symbols).logs[1:]]


def test_every_probability_is_that_of_the_model(ngrams: Ngrams, file: Path, sentences: list[str]) -> None:
    logs, backoffs, _ = _read(file)
    spelling = Spelling(ngrams.alphabet)
    known = {words[0] for words in logs if len(words) == 1}
    for text in sentences:
        spelt = [character if character in known else "<unk>" for character in spelling.spell(text)[0]]
        words = [BEGIN, *spelt, END]
        theirs = [
            _log(logs, backoffs, tuple(words[max(0, end - ORDER) : end])) for end in range(2, len(words) + 1)
        ]
        assert theirs == pytest.approx(_ours(ngrams, text), abs=1e-4), text


def test_the_file_is_whole(ngrams: Ngrams, file: Path) -> None:
    logs, _, sizes = _read(file)
    assert sizes == [sum(len(words) == order for words in logs) for order in range(1, ORDER + 1)]
    assert sizes[1:] == ngrams.sizes[1:]
    assert min(sizes) > 0
    contexts = {words[:-1] for words in logs} | {words[1:] for words in logs}
    assert contexts - logs.keys() == {()}
    assert not any(BEGIN in words[1:] or END in words[:-1] for words in logs)


def test_a_text_is_spelt_one_character_a_symbol_and_finds_its_way_back(ngrams: Ngrams) -> None:
    text = "2025年,GDP 增长※★囧龘𠀀"
    spelt, places = Spelling(ngrams.alphabet).spell(text)
    assert spelt == "0年*a*增长*囧龘*"
    assert places == [0, 4, 5, 6, 9, 10, 11, 12, 14, 15, 16]
    assert Spelling(ngrams.alphabet).spell("") == ("", [])


@pytest.mark.skipif(find_spec("kenlm") is None, reason="kenlm is not installed (make kenlm)")
def test_kenlm_reads_it_and_says_the_same(ngrams: Ngrams, file: Path, sentences: list[str]) -> None:
    import kenlm

    model, spelling = kenlm.Model(str(file)), Spelling(ngrams.alphabet)
    assert model.order == ORDER
    for text in sentences:
        theirs = [log for log, *_ in model.full_scores(" ".join(spelling.spell(text)[0]))]
        assert theirs == pytest.approx(_ours(ngrams, text), abs=1e-4), text

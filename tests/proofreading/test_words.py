"""The dictionary of two-character words: made, kept, asked."""

from __future__ import annotations

from pathlib import Path

from checks.proofreading.words import Words, learn, make, words

LINES = [
    "煤矿 900 n",
    "锰矿 118 n",
    "人民 5 n",
    "人命 4 n",
    "民政 9 n",
    "矿 7 n",
    "钨矿石 30 n",
    "磷矿 2 n",
    "AB 9 x",
]


def test_a_word_gives_way_to_another_in_its_place() -> None:
    known = learn(LINES)
    assert known.rival("", "锰", "煤", "矿")
    assert known.rival("对", "锰", "煤", "矿")
    assert not known.rival("人", "命", "民", "政")  # 民政 is won too: a slip
    assert not known.rival("", "磷", "煤", "矿")  # too rare to count
    assert not known.rival("", "", "", "矿")


def test_what_is_kept_is_what_was_learnt(tmp_path: Path) -> None:
    dictionary, file = tmp_path / "dict.txt", tmp_path / "words.npz"
    dictionary.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    made, again = make(dictionary, file), Words.load(file)
    assert len(made) == len(again) == 5
    assert all(word in again for word in ("煤矿", "锰矿", "人民", "人命", "民政"))
    assert not any(word in again for word in ("磷矿", "AB", "矿", "钨矿石", "煤民", "𠀀𠀁", "龥龥"))


def test_the_shipped_ones() -> None:
    assert len(words()) > 100_000
    assert {"锰矿", "煤矿", "商法", "防雷"} == {
        word for word in ("锰矿", "煤矿", "商法", "防雷", "目治") if word in words()
    }

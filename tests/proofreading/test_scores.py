"""The scorer of the proofreading benchmark."""

from __future__ import annotations

from benchmarks.proofreading.corpus import Pair
from benchmarks.proofreading.scores import alarms, rate, score, shown
from checks.proofreader import Correction


def _correction(start: int, wrong: str, right: str, sure: bool = True) -> Correction:
    return Correction(start, start + len(wrong), wrong, right, 0.9, sure, "test")


def test_characters_and_whole_sentences() -> None:
    pairs = [Pair("步署工做", "部署工作"), Pair("部署", "部署"), Pair("工做", "工作"), Pair("会议议", "会议")]
    found = [
        [_correction(0, "步署", "部署"), _correction(3, "做", "坐")],
        [_correction(0, "部", "步", sure=False)],
        [_correction(0, "工做", "工作")],
        [_correction(1, "议议", "议")],
    ]
    all_of_them = score(pairs, found)
    assert (all_of_them.changed, all_of_them.right, all_of_them.wrong) == (5, 3, 4)
    assert (all_of_them.sentences, all_of_them.whole) == (3, 2)
    assert score(pairs, shown(found)).changed == 4


def test_a_change_of_length_where_none_is_needed_is_one_wrong_change() -> None:
    given = score([Pair("工做", "工作")], [[_correction(0, "工", "工工")]])
    assert (given.changed, given.right, given.recall) == (1, 0, 0.0)


def test_alarms_per_ten_thousand() -> None:
    found = alarms("clean", ["部署工作"] * 2, [[_correction(0, "部署", "布置")], []])
    assert rate(found, 10_000) == 2
    assert str(found[0]).startswith("clean: 【部署→布置】工作")

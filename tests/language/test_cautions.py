"""The style list: every row by its own examples; quotations, titles and chance meetings of words are spared."""

from __future__ import annotations

import pytest

from checks.language.cautions import Caution, Cautions, load_cautions
from checks.proofreading.lexicon import KEY

CAUTIONS = load_cautions()
ALL = Cautions(CAUTIONS)
LEAST = 120


def _words(text: str) -> list[str]:
    return [place.caution.row.wrong for place in ALL.places(text)]


@pytest.mark.parametrize("caution", CAUTIONS, ids=lambda caution: caution.row.wrong)
def test_row_fires_on_its_wrong_example_and_not_on_the_right_one(caution: Caution) -> None:
    assert _words(caution.row.example_wrong) == [caution.row.wrong]
    assert _words(caution.row.example_right) == []


def test_rows_are_many_different_and_long_enough() -> None:
    words = [caution.row.wrong for caution in CAUTIONS]
    assert len(words) >= LEAST
    assert len(set(words)) == len(words)
    assert all(len(word) >= KEY for word in words)
    assert all(caution.row.right and caution.basis for caution in CAUTIONS)


@pytest.mark.parametrize(
    "text",
    [
        "放映《打工仔的春天》",
        "他回忆：“那时叫残废人，现在叫残疾人。”",
        "坚决反对“台独”、“港独”",
        "数据中台贸易系统上线",
        "海港独立运营",
        "成立委员会",
        "学校召回教师",
        "未成年犯罪预防、少年犯罪研究",
        "企业法人代表大会",
        "河南韩庄镇",
        "大学生村官招录",
    ],
)
def test_quotations_titles_and_chance_meetings_are_spared(text: str) -> None:
    assert _words(text) == []


def test_a_word_that_is_always_quoted_is_told_in_quotation_marks() -> None:
    assert _words("服务“一带一路”战略。") == ["一带一路"]
    assert _words("在《“一带一路”战略研究》一书中") == []

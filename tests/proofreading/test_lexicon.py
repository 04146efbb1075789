"""The lexicon engine: every row by its own examples, conditions, overlaps, offsets."""

from __future__ import annotations

from itertools import pairwise

import pytest

from checks.proofreading.lexicon import CERTAIN, KEY, Lexicon, Row, load_rows

ROWS = load_rows()
ENGINE = Lexicon(ROWS)
LEAST = 300


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.wrong)
def test_row_fires_on_its_wrong_example_and_not_on_the_right_one(row: Row) -> None:
    fired, silent = ENGINE.check_batch([row.example_wrong, row.example_right])
    assert [(c.wrong, c.right) for c in fired] == [(row.wrong, row.right)]
    assert silent == []


def test_rows_are_many_different_and_long_enough() -> None:
    words = [row.wrong for row in ROWS]
    assert len(words) >= LEAST
    assert len(set(words)) == len(words)
    assert all(len(word) >= KEY and row.right != word for word, row in zip(words, ROWS, strict=True))
    assert not set(words) & {row.right for row in ROWS}, "a correction must not be wrong itself"


@pytest.mark.parametrize(
    "text",
    [
        "期刊发布署名文章",
        "企业申报消防验收",
        "学习贯彻会议精神",
        "因地制宜布局新产业",
        "与现役军人的配偶而同居",
        "三十日内函告市规划部门",
        "重大辐射事故应急预案",
        "俄罗斯堪察加边疆区",
        "以色列如期举行大选",
        "中欧打造合作平台",
        "生态补偿试点示范",
        "把爱带回家",
        "目标淮安市",
        "依具体情况确定",
        "对未按规定办理的",
        "研究竞争政策",
        "有关健康教育的通知",
        "各县申报筹建项目",
    ],
)
def test_words_that_only_meet_are_no_fault(text: str) -> None:
    assert ENGINE.check_batch([text]) == [[]]


def test_offsets_order_and_overlap() -> None:
    text = "会议布署秸杆禁烧，征集征文启示。"
    found = ENGINE.check_batch(["", text])[1]
    assert [(text[c.start : c.end], c.right) for c in found] == [
        ("布署", "部署"),
        ("秸杆", "秸秆"),
        ("征文启示", "征文启事"),
    ]
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_the_longer_row_wins_and_conditions_choose_the_place() -> None:
    rows = (
        Row("甲乙", "甲丙", "", "", unless="[子]甲乙"),
        Row("甲乙丁", "甲丙丁", "", "", when="甲乙丁[春夏]", ask=True),
    )
    found = Lexicon(rows).check_batch(["甲乙丁春", "甲乙丁冬", "子甲乙，甲乙"])
    assert [[(c.wrong, c.start, c.shown) for c in given] for given in found] == [
        [("甲乙丁", 0, False)],
        [("甲乙", 0, True)],
        [("甲乙", 4, True)],
    ]


def test_only_certain_rows_are_shown() -> None:
    for row in ROWS:
        assert row.correction(0, "lexicon").shown == (row.probability >= CERTAIN) == (not row.ask)

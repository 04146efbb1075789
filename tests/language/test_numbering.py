"""Ordinals that do not follow one another."""

from __future__ import annotations

import pytest

from checks.language.numbering import leaps


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["一、总体要求", "二、主要任务", "四、组织保障"], [("二、", "四、")]),
        (["（一）范围", "（二）对象", "（二）程序"], [("（二）", "（二）")]),
        (["1.申请", "3.受理"], [("1.", "3.")]),
        (["（1）申请", "（3）受理"], [("（1）", "（3）")]),
        (["十、附则", "十二、解释"], [("十、", "十二、")]),
        (["一是抓进度。二是抓质量。四是抓安全。"], [("二是", "四是")]),
        (["一要抓进度。", "三要抓质量。"], [("一要", "三要")]),
        (["第一，抓进度；第三，抓质量。"], [("第一，", "第三，")]),
    ],
)
def test_leaps(lines: list[str], found: list[tuple[str, str]]) -> None:
    assert [(leap.after, lines[leap.line][leap.start : leap.end]) for leap in leaps(lines)] == found


@pytest.mark.parametrize(
    "lines",
    [
        [
            "一、总体要求",
            "（一）思想",
            "（二）原则",
            "二、任务",
            "（一）清雪",
            "三、保障",
            "附件",
            "一、范围",
        ],
        ["三、时间", "四、地点"],
        ["1.申请", "（1）材料", "（2）时限", "2.受理"],
        ["九、附则", "十、解释", "十一、施行", "十九、甲"][:3],
        ["一、范围是甲；二、范围是乙；", "三、范围是丙。"],
        ["（1）甲；（2）乙；", "（3）丙。"],
        ["一、抓安全。一是排查，二是整改。", "二、抓民生。一是就业，二是就医。"],
        ["1.5万元用于修路", "3.6万元用于绿化"],
        ["会议第三次，第一，讨论；第二，表决。"],
        ["同步推进，一是抓进度，二是否必要再议"],
    ],
)
def test_right_series(lines: list[str]) -> None:
    assert list(leaps(lines)) == []

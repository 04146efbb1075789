"""Punctuation of one paragraph: what is found, and what only looks like it."""

from __future__ import annotations

import pytest

from checks.language.marks import Kind, marks, unpaired
from checks.language.punctuation import alone


@pytest.mark.parametrize(
    ("text", "kind", "wrong"),
    [
        ("会议要求,各部门落实", Kind.HALF, ","),
        ("依法处罚;构成犯罪的", Kind.HALF, ";"),
        ("这样行吗?当然可以", Kind.HALF, "?"),
        ("《条例》,《办法》", Kind.HALF, ","),
        ("通知如下。。", Kind.DOUBLED, "。。"),
        ("农业，，林业", Kind.DOUBLED, "，，"),
        ("没有陌生感，。六一儿童节", Kind.DOUBLED, "，。"),
        ("农业、林业……等。", Kind.ETC, "……等"),
        ("大米、面粉……等慰问品", Kind.ETC, "……等"),
        ("会议强调指出:要坚持人民至上", Kind.COLON, ":"),
        ("南岗区(含哈西地区)的企业", Kind.BRACKET, "(含哈西地区)"),
        ("“首店”、“首展”", Kind.QUOTES, "、"),
    ],
)
def test_found(text: str, kind: Kind, wrong: str) -> None:
    assert [(mark.kind, text[mark.start : mark.end]) for mark in marks(text)] == [(kind, wrong)]


@pytest.mark.parametrize(
    "text",
    [
        "时间9:30,人数1,200",
        "http://www.hrbng.gov.cn/a?b=中文;c",
        "Word, Excel等软件",
        "来源:新华网",
        "地址:南岗区",
        "(一)总体要求",
        "二)范围(2024)",
        "这是……这是——对的。。。",
        "精彩活动……等你来",
        "姓名 ， ， 年龄",
        "本人____，，申请",
        "真的！！",
        "省略……等待",
        "比例3:1;2:1",
    ],
)
def test_silent(text: str) -> None:
    assert marks(text) == []


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("根据《条例的规定", [(2, "《")]),
        ("他说：“好", [(3, "“")]),
        ("“天线温度“，", [(0, "“"), (5, "“")]),
        ("规定》，（见附件", [(2, "》"), (4, "（")]),
        ("《甲（乙》丙", [(2, "（")]),
    ],
)
def test_unpaired(text: str, alone: list[tuple[int, str]]) -> None:
    assert unpaired(text) == alone


@pytest.mark.parametrize(
    "text",
    [
        "1）条件；2）流程",
        "一）范围",
        "（甲)乙(丙）",
        "《甲〈乙〉丙》（“丁”）",
        "视场为50”左右",
        "a) b",
        "如下：（1）甲；2)乙",
    ],
)
def test_paired(text: str) -> None:
    assert unpaired(text) == []


def test_hostile_text_is_read_in_linear_steps() -> None:
    for text in ("（" * 20_000, "“" * 10_000 + "》" * 10_000, "，" * 20_000, "(" * 20_000, "_ ， " * 5_000):
        marks(text)
        assert len(unpaired(text)) <= len(text)


def test_a_quotation_over_several_paragraphs_opens_in_each() -> None:
    told = ["他指出：“第一，要提高认识。", "“第二，要落实责任。", "“第三，要加强督查。”"]
    assert alone((text, True) for text in told) == {}
    assert list(alone((text, True) for text in [told[0], "与会人员作了交流发言。", told[2]])) == [0]

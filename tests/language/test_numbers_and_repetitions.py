"""Document numbers and repetitions: what must be told, and the many forms that are right."""

from __future__ import annotations

import pytest

from checks.engine import judge
from checks.language.document_numbers import misnumbered
from checks.language.repetitions import repetitions
from checks.rule import catalogue
from tests.rules.examples import examples

WRONG_NUMBERS = [
    "哈政发[2024]12号",
    "哈政发【2024】12号",
    "哈政发（2024）12号",
    "哈政发(2024)12号",
    "哈政发〔2024〕012号",
    "哈政发〔2024〕第12号",
    "哈政发〔24〕12号",
    "黑政办规〔2024年〕12号",
    "哈政发［2024］12号",
    "南岗政函﹝2024﹞08号",
]
RIGHT_NUMBERS = [
    "哈政发〔2024〕12号",
    "（2024）黑0103民初1234号",
    "黑0103执（2024）12号",
    "哈国土挂〔2024〕03号",
    "第（2024）12号",
    "〔2024〕12号",
    "国务院令第711号",
    "公告2024年第5号",
    "财政部公告（2024）第05号",
    "豫采竞磋[2024]015号",
    "项目编号：哈财采备[2024]00123号",
    "京ICP备12345号",
    "国药准字Z20240001",
    "哈药监械经营许20240012号",
    "黑卫医证字(2024)第012号",
    "SC10001",
    "鲁(2024)济南市不动产权第0001234号",
    "沪环保许评（2024）12号",
]
WRONG_WORDS = [
    "加强对企业的的管理",
    "会议于于5月1日召开",
    "进一步进一步压实责任",
    "我们们要努力",
    "各单位要按照按照规定执行",
    "由于由于天气原因",
    "请于5月5月底前完成",
    "2024年2024年工作",
    "南岗区人民政府南岗区人民政府办公室印发",
    "切实提高提高服务",
    "开展开展工作",
]
RIGHT_WORDS = [
    "以营利为目的的",
    "标的的价格",
    "为了了解情况",
    "除了了解",
    "人人有责、天天向上",
    "区委组织部组织部分党员",
    "看看书、试试手",
    "多多益善",
    "好好学习",
    "的的确确",
    "一天一天好起来",
    "谢谢大家",
    "哈哈哈",
    "可以以书面形式",
    "从从业人员中",
    "参与与会",
    "高度度假",
    "针对对外",
    "委员会会议",
    "2020年年底",
    "理由由申请人",
    "事务所所长",
    "其中中央财政",
    "大会会场",
    "每年年初",
    "应对对策",
    "节约约定",
    "关于《关于加强管理的通知》的通知",
    "转发《关于印发〈关于做好〉的通知》的通知",
    "星星点点",
    "陈晓晓",
    "爷爷奶奶",
    "重重困难",
    "条条框框",
    "加油加油",
    "从水工建筑物或水工建筑物或工程水文学中任选一门",
]


@pytest.mark.parametrize("number", WRONG_NUMBERS)
def test_wrong_number_is_told(number: str) -> None:
    (fault,) = misnumbered(f"会议要求根据{number}文件落实。", 2026)
    assert fault.right.endswith(("〔2024〕12号", "〔2024〕8号"))


@pytest.mark.parametrize("number", RIGHT_NUMBERS)
def test_other_number_is_left_alone(number: str) -> None:
    assert misnumbered(f"会议要求根据{number}文件落实。", 2026) == []


@pytest.mark.parametrize("words", WRONG_WORDS)
def test_repetition_is_told(words: str) -> None:
    assert len(repetitions(f"会议要求{words}。")) == 1


@pytest.mark.parametrize("words", RIGHT_WORDS)
def test_doubling_by_right_is_left_alone(words: str) -> None:
    assert repetitions(f"会议要求{words}。") == []


def test_a_repetition_is_told_once() -> None:
    """TXT007 tells it, so that TXT001 does not."""
    (example,) = examples(
        "```site\n/  200 <p>区委区政府高度重视重视安全生产工作，各单位要做好防汛的的准备工作。</p>\n```\n"
    )
    scan = example.scan()
    told = {
        code: [f.text for f in judge(scan, [catalogue()[code]]).findings] for code in ("TXT001", "TXT007")
    }
    assert told["TXT001"] == []
    assert len(told["TXT007"]) == 2

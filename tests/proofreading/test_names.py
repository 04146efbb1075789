"""Where the model is never certain: in proper names, and where one word of a family stands for another."""

from __future__ import annotations

import pytest

from checks.proofreading import default_proofreader
from checks.proofreading.names import is_named


@pytest.mark.parametrize(
    "text",
    [
        "村民【俞茹】高兴地说，今年收成不错。",
        "申请人【关谕】不服本机关作出的决定。",
        "联系人：【欧阳煜】，电话见附件。",
        "由【卢峻】负责日常工作。",
        "【范镇】同志参加了座谈会。",
        "中标单位：远【晟】建设工程有限公司。",
        "支持泽【晟】纺织集团扩大产能。",
        "检查组到黑【峁】镇、吴家【峁】村查看。",
        "【荻】洼水库除险加固工程通过验收。",
    ],
)
def test_names_of_persons_firms_and_places(text: str) -> None:
    start, end = text.index("【"), text.index("】") - 1
    assert is_named(text.replace("【", "").replace("】", ""), start, end)


@pytest.mark.parametrize(
    "text",
    [
        "全面【步】署防汛工作，各乡镇要高度重视。",
        "依法追究【行】事责任。",
        "主任会议听取【回】报。",
        "承【单】有限责任。",
        "向【王】商行政管理机关申请。",
    ],
)
def test_other_words(text: str) -> None:
    start, end = text.index("【"), text.index("】") - 1
    assert not is_named(text.replace("【", "").replace("】", ""), start, end)


RIGHT = [
    "区委常委、副区长万艳主持会议。",
    "范镇同志参加了座谈会并发言。",
    "申请人关谕不服本机关作出的决定，申请行政复议。",
    "创鑫矿业有限公司安全生产许可证到期。",
    "锰矿安全生产专项整治。",
    "各旗人民政府要高度重视。",
    "全县上下迅速行动，投入抗寒救灾工作。",
    "做好防雷抗旱、防雷减灾各项准备。",
    "机关工作人员应当遵守商法和法律，崇尚荣誉。",
]


def test_what_may_be_meant_is_not_certain() -> None:
    found = default_proofreader().check_batch(RIGHT)
    assert not [
        (text, fix.right) for text, fixes in zip(RIGHT, found, strict=True) for fix in fixes if fix.shown
    ]


def test_slips_beside_them_still_are() -> None:
    texts = ["会议要求全面步署防汛抗旱工作。", "西藏目治区行政执法检查工作全面展开。"]
    for text, fixes in zip(texts, default_proofreader().check_batch(texts), strict=True):
        assert any(fix.shown for fix in fixes), text


def test_texts_in_traditional_characters_are_left_alone() -> None:
    texts = [
        "全國新增裝機三千億千瓦，發行特別國債五千億元。",
        "現將有關情況答覆如下，歡迎繼續監督。",
        "加強對外開放與合作，全面步署各項工作。",
    ]
    assert default_proofreader().check_batch(texts) == [[], [], []]
    assert default_proofreader().check_batch(["全面步署各项工作，请囯务院有关部门抓好落实。"]) != [[]]

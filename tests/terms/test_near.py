"""Near misses of terms: every kind of slip found, right wordings passed over, in real text and in made-up slips."""

from __future__ import annotations

from itertools import pairwise

import pytest

from checks.proofreading.characters import is_han
from checks.terms.guard import Guard
from checks.terms.index import Index
from checks.terms.likely import alike
from checks.terms.near import SHORTEST, Kind, Term
from checks.terms.shipped import shipped_terms

SHIPPED = shipped_terms()
GUARD = Guard()


def _found(text: str, guard: Guard = GUARD) -> list[tuple[str, str]]:
    return [(fix.wrong, fix.right) for fix in guard.check_batch([text])[0]]


@pytest.mark.parametrize("term", ["人民政府", "齐齐哈尔市", "中华人民共和国", "政治协商会议"])
def test_every_slip_of_a_term_is_seen_where_it_is(term: str) -> None:
    index = Index([Term(term, "organ")])
    for at in range(len(term)):
        assert (Kind.WRONG, at) in _edits(index, term[:at] + "某" + term[at + 1 :])
    for at in range(1, len(term)):
        assert Kind.EXTRA in {kind for kind, _ in _edits(index, term[:at] + "某" + term[at:])}
        swapped = term[: at - 1] + term[at] + term[at - 1] + term[at + 1 :]
        assert swapped == term or _edits(index, swapped)
    for at in range(1, len(term) - 1):
        missing = term[:at] + term[at + 1 :]
        seen = len(term) > SHORTEST and term[at] != term[at - 1]
        assert not seen or Kind.MISSING in {kind for kind, _ in _edits(index, missing)}
    assert not index.misses(f"在{term}内")


def _edits(index: Index, written: str) -> set[tuple[Kind, int]]:
    return {(miss.edit.kind, miss.edit.at) for miss in index.misses(f"，{written}。")}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("南岗区人民攻府办公室", "人民攻府办公室"),
        ("现场会在齐齐哈市召开", "齐齐哈市"),
        ("《中华人民共合国土地管理法》", "中华人民共合国"),
        ("《中共人民共和国预算法》", "中共人民共和国"),
        ("市人民代表大会常务委会员", "人民代表大会常务委会员"),
        ("深刻领悟“两个确力”的决定性意义", "两个确力"),
        ("以习近平新时代特色社会主义思想为指导", "习近平新时代特色社会主义思想"),
        ("习进平总书记强调", "习进平总书记"),
        ("统筹推进“五位以体”总体布局", "五位以体"),
        ("区市场监督督管理局", "市场监督督管理局"),
        ("内蒙古自冶区", "内蒙古自冶区"),
        ("新疆维吾尔族自治区", "新疆维吾尔族自治区"),
        ("反对形式主义、享乐主主义", "享乐主主义"),
        ("区委书记主持民人政府会议", "民人政府"),
    ],
)
def test_feared_mistakes_are_found(text: str, wrong: str) -> None:
    assert [found for found, _ in _found(text)] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "市人民医院", "村务监督委员会", "江苏省张家港市", "企业负责人在政府大厅", "依法对国有资产进行监督",
        "安全生产水平明显提高", "职业教育发展规划", "良好生态环境成为增长点", "农村宅基地管理法律法规",
        "家政服务中心", "青春不负初心", "齐市公安局", "市政府办公室和市政府办公厅", "全省人民代表大会工作",
        "加强党风廉政建设和反腐斗争", "党和政府的关怀", "最高人民法院", "四个方面的工作", "两个责任", "人民团结",
        "住房城乡建设部和住房和城乡建设部", "人民政府（办公室）", "国家发展改革委员会", "广西自治区财政厅",
        "坚持以人为中心的治理", "哈尔滨师大", "生态环境司法保护", "社会保险水平", "全面建成小康社会",
        "推動共建“一帶一路”高質量發展，全面深化改革開放。",
    ],
)  # fmt: skip
def test_other_names_short_forms_and_chance_meetings_are_silent(text: str) -> None:
    assert _found(text) == []


def test_shipped_terms_are_many_different_and_never_called_wrong() -> None:
    texts = [term.text for term in SHIPPED.terms]
    assert len(texts) == len(set(texts)) >= 250
    assert all(len(text) >= SHORTEST for text in texts)
    assert [text for text in texts if _found(f"会议强调，{text}。")] == []
    assert all(term.source for term in SHIPPED.terms)


def test_known_wrong_forms_fire_on_their_examples_only() -> None:
    for row in SHIPPED.forms:
        assert _found(row.example_wrong) == [(row.wrong, row.right)], row.wrong
        assert _found(row.example_right) == [], row.wrong


def test_the_sites_own_names_need_a_character_that_sounds_or_looks_alike() -> None:
    guard = Guard([Term("南岗区人民政府", "site")])
    assert _found("南刚区人民政府", guard) == [("南刚区人民政府", "南岗区人民政府")]
    assert _found("南山区人民政府", guard) == []
    assert _found("南岗区区政府、香坊区人民政府", guard) == []


def test_what_is_allowed_is_right() -> None:
    assert _found("齐齐哈市", Guard(allowed=["齐齐哈市"])) == []


def test_alike_is_by_sound_or_shape() -> None:
    assert alike("豪", "毫")
    assert alike("末", "未")
    assert not alike("攻", "国")


def test_the_order_of_terms_in_a_text_is_kept_and_none_overlap() -> None:
    found = GUARD.check_batch(["区人民攻府、齐齐哈市、中华人民共合国"])[0]
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert len(found) == 3
    assert all(is_han(character) for fix in found for character in fix.wrong)

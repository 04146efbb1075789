"""Cutting a page into what is read, with its places, and reading each text once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from checks.language.sentences import LONGEST, Memory, cut, excerpt, paragraphs, sentences
from portal.page import Block, Page, Zone


def page(*blocks: tuple[Zone, str], title: str = "") -> Page:
    return Page("http://t.gov.cn/", title=title, blocks=tuple(Block(zone, text) for zone, text in blocks))


def test_places_are_those_a_person_finds() -> None:
    found = paragraphs(
        page(
            (Zone.NAV, "首页"),
            (Zone.TITLE, "通知"),
            (Zone.BODY, "一"),
            (Zone.LIST, "公告"),
            (Zone.BODY, "二"),
            (Zone.FOOTER, "主办"),
            title="通知-南岗区",
        )
    )
    assert [(p.text, p.locator) for p in found] == [
        ("首页", "导航"),
        ("通知", "标题"),
        ("一", "正文第1段"),
        ("公告", "列表"),
        ("二", "正文第2段"),
        ("主办", "页脚"),
        ("通知-南岗区", "网页标题"),
    ]


def test_a_text_is_given_once_and_the_title_element_in_parts() -> None:
    found = sentences(
        page(
            (Zone.TITLE, "通知"), (Zone.BODY, "甲。乙！"), (Zone.LIST, "甲。"), title="通知_南岗区 - COVID-19"
        )
    )
    assert [(s.text, s.locator) for s in found] == [
        ("通知", "标题"),
        ("甲。", "正文第1段"),
        ("乙！", "正文第1段"),
        ("南岗区", "网页标题"),
        ("COVID-19", "网页标题"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他说：“好。”大家鼓掌。", ["他说：“好。”", "大家鼓掌。"]),
        ("真的？！好", ["真的？！", "好"]),
        ("没有句号", ["没有句号"]),
        ("", []),
        ("。", []),
    ],
)
def test_cut(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_cut_loses_nothing_and_bounds_a_text_without_full_stops() -> None:
    text = "长" * (LONGEST * 2 + 1) + "。完"
    assert "".join(cut(text)) == text
    assert max(map(len, cut(text))) <= LONGEST + 1


def test_excerpt_shows_where_the_text_goes_on() -> None:
    assert excerpt("甲乙丙丁戊", 2, 3, 1) == "…乙丙丁…"
    assert excerpt("甲乙", 0, 1, 5) == "甲乙"


class Reader:
    """Counts what it reads."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, texts: Sequence[str]) -> list[int]:
        self.read += texts
        return [len(text) for text in texts]


def test_each_text_is_read_once() -> None:
    memory, reader = Memory[int](), Reader()
    assert memory.answers(["甲", "乙乙", "甲"], reader) == [1, 2, 1]
    assert memory.answers(["乙乙", "丙"], reader) == [2, 1]
    assert memory.answers([], reader) == []
    assert reader.read == ["甲", "乙乙", "丙"]


def test_memory_is_bounded_and_keeps_what_recurs() -> None:
    memory, reader = Memory[int](size=10), Reader()
    for number in range(200):
        assert memory.answers(["页脚", f"句子{number}"], reader) == [2, len(f"句子{number}")]
    assert reader.read.count("页脚") == 1
    assert len(memory) <= 20


def test_the_last_page_is_cut_once_and_pages_are_never_mistaken_for_each_other() -> None:
    one, same, other = (page((Zone.BODY, text)) for text in ("甲。乙。", "甲。乙。", "丙。"))
    assert sentences(one) is sentences(one)
    assert [p.text for p in sentences(other)] == ["丙。"]
    assert sentences(one) == sentences(same) != sentences(other)
    assert [p.text for p in paragraphs(same)] == ["甲。乙。"]

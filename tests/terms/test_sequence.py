"""Items of set phrases: another order and another item are told, parts of a phrase and other lists are not."""

from __future__ import annotations

import pytest

from checks.terms.sequence import Phrase, Sequences
from checks.terms.shipped import shipped_terms

SEQUENCES = Sequences(shipped_terms().phrases)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("增强政治意识、核心意识、大局意识、看齐意识", "政治意识、核心意识、大局意识、看齐意识"),
        ("坚定道路自信、理论自信、文化自信、制度自信", "道路自信、理论自信、文化自信、制度自信"),
        ("“道路自信”“制度自信”“理论自信”、“文化自信”", "道路自信”“制度自信”“理论自信”、“文化自信"),
        ("反对官僚主义、形式主义、享乐主义和奢靡之风", "官僚主义、形式主义、享乐主义和奢靡之风"),
        ("坚定道路自信、理论自信、文明自信、文化自信", "文明自信"),
        ("爱国、敬业、友善、诚信是公民准则", "爱国、敬业、友善、诚信"),
    ],
)
def test_told(text: str, wrong: str) -> None:
    assert [fix.wrong for fix in SEQUENCES.check(text)] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "增强政治意识、大局意识、核心意识、看齐意识",
        "增强核心意识、政治意识",
        "坚持创新、绿色、开放",
        "富强、民主、文明、和谐、美丽",
        "生态文明建设与经济建设、政治建设、文化建设、社会建设的融合",
        "反对形式主义、官僚主义、享乐主义和奢靡之风",
        "毛泽东思想、邓小平理论、“三个代表”重要思想、科学发展观、习近平新时代中国特色社会主义思想",
        "马克思列宁主义、毛泽东思想、邓小平理论、“三个代表”重要思想、科学发展观",
        "环保、创新、绿色、协调、开放、共享、法治",
    ],
)
def test_silent(text: str) -> None:
    assert list(SEQUENCES.check(text)) == []


def test_every_phrase_is_right_as_listed() -> None:
    for phrase in shipped_terms().phrases:
        assert list(SEQUENCES.check(phrase.listed)) == []
        turned = Phrase(phrase.name, (phrase.items[1], phrase.items[0], *phrase.items[2:]))
        assert [fix.right for fix in SEQUENCES.check(turned.listed)], phrase.name

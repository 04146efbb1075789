"""Engines by name, and the terms none of them may touch."""

from __future__ import annotations

import pytest

from checks.proofreading import Shield, default_proofreader, make_proofreader
from portal.errors import EngineError

TEXT = "区长张步署要求做好秸杆禁烧，一如继往抓好落实"


def _wrong(*terms: str) -> list[str]:
    found = make_proofreader("lexicon").check_batch([TEXT])[0]
    return [correction.wrong for correction in Shield(terms).filter(TEXT, found)]


def test_default_is_the_statistical_engine_with_the_lexicon() -> None:
    assert default_proofreader().check_batch([TEXT]) == make_proofreader("xunjian").check_batch([TEXT])
    assert _wrong() == ["步署", "秸杆", "一如继往"]
    assert {c.wrong for c in default_proofreader().check_batch([TEXT])[0]} >= set(_wrong())


def test_the_default_finds_what_no_list_holds() -> None:
    text = "国务院教育督导委员会组成人圆会议要求完善体质几制。"
    found = make_proofreader("xunjian").check_batch([text])[0]
    assert ("圆", "员") in {(c.wrong, c.right) for c in found}
    assert make_proofreader("lexicon").check_batch([text]) == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "全县上下团结一心，全力做好抗雪救灾工作。",
        "会议要求抓好抗雹救灾工作。",
        "我局认真开展了自查自纠工作。",
    ],
)
def test_one_disaster_or_office_is_no_slip_of_another(text: str) -> None:
    swaps = {(c.wrong, c.right) for c in make_proofreader("xunjian").check_batch([text])[0] if c.shown}
    assert not swaps


def test_protected_and_allowed_terms_are_never_wrong() -> None:
    assert _wrong("张步署") == ["秸杆", "一如继往"]
    assert _wrong("张步署", " ", "秸杆", "一如继往") == []


def test_a_plus_joins_engines_to_a_panel() -> None:
    panel = make_proofreader("lexicon+lexicon")
    assert panel.check_batch([TEXT]) == make_proofreader("lexicon").check_batch([TEXT])
    assert panel.version.count("lexicon-") == 2


def test_unknown_engine_says_what_to_do() -> None:
    with pytest.raises(
        EngineError, match=r"--engine xunjian 或 --engine xunjian=模型文件夹 或 --engine lexicon"
    ) as caught:
        make_proofreader("bert")
    assert "\n" not in str(caught.value)

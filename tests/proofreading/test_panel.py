"""Several engines: agreement stays, difference goes to review."""

from __future__ import annotations

from collections.abc import Sequence

from checks.proofreader import Correction
from checks.proofreading.panel import DIFFER, Panel

TEXT = "会议作了全面布署"


class Says:
    """An engine that always says the same."""

    def __init__(self, *fixes: Correction) -> None:
        self.version = "says"
        self._fixes = list(fixes)

    def check_batch(self, texts: Sequence[str]) -> list[list[Correction]]:
        return [self._fixes for _ in texts]


def _fix(start: int, wrong: str, right: str, shown: bool = True) -> Correction:
    assert TEXT[start : start + len(wrong)] == wrong
    return Correction(start, start + len(wrong), wrong, right, 0.99, shown, "x")


def _panel(*engines: Says) -> list[Correction]:
    return Panel(engines).check_batch([TEXT])[0]


def test_the_same_change_in_other_words_is_agreement() -> None:
    lead = _fix(6, "布署", "部署")
    assert _panel(Says(lead), Says(_fix(6, "布", "部"))) == [lead]
    assert _panel(Says(_fix(6, "布", "部")), Says(lead)) == [_fix(6, "布", "部")]


def test_another_change_is_for_review_and_told() -> None:
    (fix,) = _panel(Says(_fix(6, "布署", "部署")), Says(_fix(7, "署", "置")))
    assert not fix.shown
    assert DIFFER in fix.reason
    assert fix.right == "部署"


def test_silence_is_no_objection_and_additions_are_for_review() -> None:
    lead = _fix(6, "布署", "部署")
    assert _panel(Says(lead), Says()) == [lead]
    assert [(f.wrong, f.shown) for f in _panel(Says(lead), Says(_fix(3, "了", "出")))] == [
        ("了", False),
        ("布署", True),
    ]


def test_a_deletion_and_a_replacement_differ() -> None:
    (fix,) = _panel(Says(_fix(3, "了", "")), Says(_fix(3, "了", "出")))
    assert not fix.shown

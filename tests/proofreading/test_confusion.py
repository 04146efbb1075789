"""The confusion set: the shipped table, its builder, and how many real errors it covers."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from checks.proofreading.characters import charset, of
from checks.proofreading.confusion import Sound, confusion
from checks.proofreading.confusion.coverage import coverage, error_pairs
from checks.proofreading.confusion.table import load

DEV = Path(__file__).parents[3] / "shared" / "typo" / "dev"
# share of real error pairs covered, 0–1; may only rise
FLOORS = {
    "ec_odw_train": 0.92,
    "ec_odw_test_decont": 0.94,
    "ec_law_train": 0.93,
    "ec_med_train": 0.91,
    "sighan15": 0.82,
}


@pytest.mark.parametrize(
    ("written", "meant", "sound", "alike"),
    [
        ("帐", "账", Sound.SAME, True),
        ("座", "坐", Sound.SAME, True),
        ("惯", "贯", Sound.SAME, True),
        ("定", "订", Sound.SAME, False),
        ("在", "载", Sound.SAME, False),
        ("资", "支", Sound.NEAR, False),
        ("成", "程", Sound.SAME, False),
        ("由", "有", Sound.SYLLABLE, False),
        ("山", "三", Sound.NEAR, False),
        ("来", "奈", Sound.NEAR, False),
        ("未", "末", Sound.FAR, True),
        ("去", "法", Sound.FAR, True),
        ("己", "已", Sound.FAR, True),
    ],
)
def test_shipped_table_knows(written: str, meant: str, sound: Sound, alike: bool) -> None:
    found = confusion().between(written, meant)
    assert found is not None
    assert found.sound is sound
    assert (found.shape > 0.5) is alike


@pytest.mark.parametrize(
    ("written", "meant"), [("国", "国"), ("王", "余"), ("法", "办"), ("A", "国"), ("", "国")]
)
def test_shipped_table_offers_nothing(written: str, meant: str) -> None:
    assert confusion().between(written, meant) is None


def test_unknown_characters_have_no_confusables() -> None:
    assert confusion().of("A") == []
    assert confusion().of("") == []


def test_table_and_lookups_agree() -> None:
    table = confusion()
    for key in table.keys[::97]:
        offered = table.of(key)
        assert all(table.between(key, one.character) == one for one in offered)
        assert all(left.character < right.character for left, right in pairwise(offered))
        assert key not in {one.character for one in offered}


def test_every_confusable_is_a_known_character() -> None:
    assert {chr(point) for point in np.unique(confusion().others)} <= set(charset().symbols)


def test_saved_table_is_loaded_as_it_was(tmp_path: Path) -> None:
    confusion().save(tmp_path / "table.npz")
    again = load(tmp_path / "table.npz")
    assert again.keys == confusion().keys
    assert again.of("账") == confusion().of("账")


def test_error_pairs_are_the_characters_that_differ() -> None:
    assert error_pairs([("帐户", "账户"), ("同", "同"), ("长", "长短")]) == [("帐", "账")]


def test_sounds_follow_the_official_readings() -> None:
    sounds = pytest.importorskip("checks.proofreading.confusion.sounds", reason="training environment only")
    assert {"lan", "nang", "lang"} <= sounds.near_syllables("nan")
    assert {"fui"}.isdisjoint(sounds.near_syllables("shui"))
    assert sounds.sounds_between("和", "合越")["和"] == {"合": Sound.SAME}


def test_builds_a_small_table() -> None:
    builder = pytest.importorskip("checks.proofreading.confusion.build", reason="training environment only")
    if not builder.FONT.exists():
        pytest.skip("no Noto Sans CJK (Debian fonts-noto-cjk)")
    table = builder.build(of("帐账长未末"), also="")
    assert {one.character for one in table.of("帐")} == {"账", "长"}
    assert {one.character for one in table.of("未")} == {"末"}


@pytest.mark.shared
@pytest.mark.skipif(not DEV.is_dir(), reason="../shared is not there")
@pytest.mark.parametrize("name", FLOORS)
def test_covers_real_errors(name: str) -> None:
    lines = (DEV / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    pairs = error_pairs(tuple(line.split("\t")[:2]) for line in lines)
    assert coverage(confusion(), pairs) >= FLOORS[name]

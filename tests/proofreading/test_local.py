"""An office's own wording: what its scans hold often is learnt, what stands once is not; the model is silent on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from checks.proofreader import Correction
from checks.proofreading import make_proofreader
from checks.proofreading.adapting import CARD, adapt
from checks.proofreading.local import FILE, Local, learn
from checks.proofreading.ngram.alphabet import Alphabet
from checks.proofreading.progress import Silent
from checks.proofreading.statistical import load_model, shipped_model
from portal.errors import EngineError, SnapshotError
from tests.proofreading.scans import HOME, scan

ALPHABET = Alphabet("在桤泉镇召开会议昨天下雨调研时强调张小名路")
PAGES = ["在桤泉镇召开会议。", "昨天在桤泉镇下雨。", "张在桤泉镇调研时强调。"]


def _learnt(pages: Sequence[Sequence[str]]) -> Local:
    return learn(((f"{HOME}{number}", page) for number, page in enumerate(pages)), ALPHABET, Silent())


def _excused(local: Local, text: str, source: str = "ngram/replace") -> bool:
    at = text.index("桤")
    return local.excuses(text, Correction(at, at + 1, "桤", "溪", 0.9, False, source))


def test_what_three_pages_hold_in_sentences_of_their_own_is_the_offices_wording() -> None:
    local = _learnt([[text] for text in PAGES])
    assert _excused(local, "在桤泉镇强调")
    assert not _excused(local, "在桤泉路强调")
    assert not _excused(local, "在桤泉镇强调", source="lexicon")


@pytest.mark.parametrize(
    "pages",
    [
        [[text] for text in PAGES[:2]],
        [["在桤泉镇召开会议。"]] * 9,
        [PAGES],
        [[f"2026年{day}月{day}日在桤泉镇召开会议。"] for day in range(1, 10)],
    ],
    ids=["two pages", "one sentence", "one page", "one template"],
)
def test_what_stands_less_often_is_not(pages: list[list[str]]) -> None:
    assert not _excused(_learnt(pages), "在桤泉镇强调")


def test_a_page_scanned_every_night_is_one_document() -> None:
    nights = [(HOME, [text]) for text in PAGES]
    assert not len(learn(nights, ALPHABET, Silent()).keys)
    assert not len(learn([], ALPHABET, Silent()).keys)


def test_it_is_read_beside_a_later_model(tmp_path: Path) -> None:
    local = _learnt([[text] for text in PAGES])
    local.save(tmp_path / FILE)
    later = Alphabet(ALPHABET.characters[::-1])
    assert _excused(Local.load(tmp_path / FILE, later), "在桤泉镇强调")
    assert not _excused(Local.load(tmp_path / FILE, Alphabet("镇泉在")), "在桤泉镇强调")


def test_an_office_adapts_the_shipped_model_with_its_scans(tmp_path: Path) -> None:
    text = "市教体局党组中心组学习贯彻全会精神"
    before = make_proofreader("xunjian").check_batch([text])[0]
    assert before, "the shipped model no longer doubts this name; take another one"
    scan(tmp_path / "output" / "a" / "1", [f"{one}市教体局党组{one}会议" for one in ("关于", "加强", "按照")])
    card = adapt([tmp_path / "output"], tmp_path / "own", Silent())
    assert card == (tmp_path / "own" / CARD).read_text(encoding="utf-8")
    own = make_proofreader(f"xunjian={tmp_path / 'own'}")
    assert own.check_batch([text])[0] == []
    assert own.check_batch(["会议要求全面步署工作"]) == make_proofreader("xunjian").check_batch(
        ["会议要求全面步署工作"]
    )
    assert load_model(tmp_path / "own").version != shipped_model().version


def test_a_folder_without_snapshots_or_without_a_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="请先用 xunjian audit 扫描"):
        adapt([tmp_path], tmp_path / "own", Silent())
    with pytest.raises(EngineError, match="读不出来"):
        load_model(tmp_path)

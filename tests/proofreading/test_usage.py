"""A wording that recurs in independent documents is the site's own; a slip, and what the lexicon knows, is not."""

from __future__ import annotations

from collections.abc import Sequence

from checks.proofreader import Correction
from checks.proofreading.usage import Usage


def _calling_wrong(wrong: str, right: str, source: str = "ngram/other"):  # noqa: ANN202
    def read(texts: Sequence[str]) -> list[list[Correction]]:
        return [
            [Correction(at, at + len(wrong), wrong, right, 0.9, True, source)]
            if (at := text.find(wrong)) >= 0
            else []
            for text in texts
        ]

    return read


SITE = [
    ["桤泉镇召开会议。", "版权所有"],
    ["昨天桤泉镇下雨。", "版权所有"],
    ["在桤泉镇调研时强调。", "版权所有"],
]


def _excused(documents: list[list[str]], text: str, source: str = "ngram/other") -> bool:
    read = _calling_wrong("桤泉", "溪泉", source)
    (fix,) = read([text])[0]
    return Usage(lambda: documents, read).excuses(text, fix)


def test_three_documents_make_a_wording_the_sites_own() -> None:
    assert _excused(SITE, "在桤泉镇调研时强调。")
    assert not _excused(SITE[:2], "昨天桤泉镇下雨。")
    assert not _excused(SITE, "在桤泉路调研时强调。")


def test_the_same_sentence_on_many_pages_is_one_document() -> None:
    assert not _excused([["桤泉镇召开会议。"]] * 9, "桤泉镇召开会议。")


def test_many_sentences_of_one_page_are_one_document() -> None:
    assert not _excused([["桤泉镇甲。", "桤泉镇乙。", "桤泉镇丙。", "桤泉镇丁。"]], "桤泉镇甲。")


def test_unflagged_places_count_too() -> None:
    def read(texts: Sequence[str]) -> list[list[Correction]]:
        return [
            [Correction(0, 2, "桤泉", "溪泉", 0.9, True, "ngram/other")] if text == "桤泉镇甲。" else []
            for text in texts
        ]

    documents = [["桤泉镇甲。"], ["桤泉镇乙。"], ["桤泉镇丙。"]]
    assert Usage(lambda: documents, read).excuses("桤泉镇甲。", read(["桤泉镇甲。"])[0][0])


def test_a_common_mistake_is_not_excused() -> None:
    documents = [["桤泉镇甲。"], ["桤泉镇乙。"], ["桤泉镇丙。"]]
    assert not _excused(documents, "桤泉镇甲。", "lexicon")
    assert _excused(documents, "桤泉镇甲。")


def test_known_flawed_sentences_spare_the_reading_of_all() -> None:
    read = _calling_wrong("桤泉", "溪泉")
    (fix,) = read(["桤泉镇召开会议。"])[0]
    asked: list[str] = []

    def noting(texts: Sequence[str]) -> list[list[Correction]]:
        asked.extend(texts)
        return read(texts)

    flawed = [text for texts in SITE for text in texts if "桤泉" in text]
    assert Usage(lambda: SITE, noting, flawed).excuses("桤泉镇召开会议。", fix)
    assert asked == flawed
    assert not Usage(lambda: SITE[:2], noting, flawed).excuses("桤泉镇召开会议。", fix)

"""Text as ids: one a character, runs squeezed with their positions, hostile text survived."""

from __future__ import annotations

import pytest

from checks.proofreading.characters import BOUNDARY, FIRST, UNKNOWN, charset, is_han, learn, of

KNOWN = of("国务院办公厅")


def symbols(text: str) -> str:
    return "".join(KNOWN.symbol(number) or "?" for number in KNOWN.encode(text))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("国务院2024年", "国务院0000?"),
        ("办公厅,(国);", "办公厅，（国）；"),
        ("ＡＢｃ１２％%", "AAA00％％"),
        ("國務院", "??院"),
        ("公\u200b\t▲①", "公####"),
        ("𠀀\ud800\x00", "?##"),
        ("#0A", "#0A"),
    ],
)
def test_reads_one_symbol_a_character(text: str, read: str) -> None:
    assert len(KNOWN.encode(text)) == len(text)
    assert symbols(text) == read


def test_empty_text() -> None:
    ids, places = KNOWN.squeeze(KNOWN.encode(""))
    assert len(ids) == len(places) == 0


def test_runs_are_squeezed_and_positions_kept() -> None:
    text = "公2024国ABC——，，"
    ids, places = KNOWN.squeeze(KNOWN.encode(text))
    assert "".join(map(KNOWN.symbol, ids)) == "公0国A——，，"
    assert [text[place] for place in places] == list("公2国A——，，")


def test_learns_what_is_seen_often_enough() -> None:
    learnt = learn(["国国务", "国务A1"], least=2)
    assert {one for one in learnt.symbols if is_han(one)} == {"国", "务"}
    assert learnt == of("务国")


def test_shipped_charset_is_sorted_and_round() -> None:
    shipped = charset()
    assert list(shipped.symbols) == sorted(set(shipped.symbols))
    assert all(shipped.symbol(shipped.id(one)) == one for one in shipped.symbols)
    assert shipped.id("鱻") == UNKNOWN
    assert shipped.symbol(BOUNDARY) == ""
    assert len(shipped) == FIRST + len(shipped.symbols)
    assert all(shipped.id(one) > UNKNOWN for one in "的一是国不人有在中大为这个上们，。《》")

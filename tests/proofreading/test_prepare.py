"""Training material: sentences of test texts left out, lines between boundaries, draws from the confusion set."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from checks.proofreading.characters import BOUNDARY, charset
from checks.proofreading.confusion import confusion
from checks.proofreading.encoder.prepare import DRAWS, Material, load, prepare

LINES = [
    "第一条为了规范口岸开放，制定本条例。第二条本条例所称口岸，是指供人员往来的港口。",
    "第一章总则",
    "各级人民政府应当加强对口岸工作的领导；有关部门按照职责分工做好相关工作。",
]


def material(*held_back: str) -> Material:
    return prepare(LINES, held_back, charset(), confusion(), seed=1)


def texts(found: Material) -> set[str]:
    pieces = np.split(found.ids, np.flatnonzero(found.ids == BOUNDARY))
    return {"".join(map(charset().symbol, piece[1:])) for piece in pieces if len(piece) > 1}


def test_lines_stand_between_boundaries() -> None:
    found = material()
    assert texts(found) == set(LINES)
    assert found.ids[0] == found.ids[-1] == BOUNDARY
    assert found.left_out == 0


def test_sentences_of_test_texts_are_left_out_whatever_their_marks() -> None:
    found = material("第二条 本条例所称口岸是指供人员往来的港口", "有关部门，按照职责分工，做好相关工作。")
    assert found.left_out == 2
    assert texts(found) == {
        "第一条为了规范口岸开放，制定本条例。",
        "第一章总则",
        "各级人民政府应当加强对口岸工作的领导；",
    }


def test_short_sentences_stay() -> None:
    assert texts(material("第一章总则")) == set(LINES)


def test_seed_decides() -> None:
    assert (material().ids == material().ids).all()
    assert (material().draws == material().draws).all()


def test_draws_are_confusables_that_occur() -> None:
    found = material()
    number = charset().id("制")
    drawn = {charset().symbol(one) for one in found.draws[number]}
    assert {"指", "职"} <= drawn
    assert drawn <= {one.character for one in confusion().of("制")} & set("".join(LINES))
    assert found.draws.shape == (len(charset()), DRAWS)
    assert (found.draws[charset().id("，")] == charset().id("，")).all()


def test_saved_material_is_loaded_as_it_was(tmp_path: Path) -> None:
    material().save(tmp_path / "material.npz")
    again = load(tmp_path / "material.npz")
    assert (again.ids == material().ids).all()
    assert (again.counts == material().counts).all()
    assert again.left_out == 0

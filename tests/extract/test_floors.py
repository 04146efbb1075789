"""Scores on labelled real pages stay above their floors (benchmarks/extract/floors.toml)."""

from __future__ import annotations

import pytest

from benchmarks.extract import corpus
from benchmarks.extract.floors import floors
from benchmarks.extract.table import scores

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not corpus.available(), reason="../shared/gov-pages-dev.tar.xz is not there"),
]


def test_scores_stay_above_their_floors() -> None:
    wanted = floors()
    found = {score.name: score for score in scores()}
    assert found.keys() == wanted.keys()
    low = {name: (score.value, score.worst) for name, score in found.items() if score.value < wanted[name]}
    assert low == {}

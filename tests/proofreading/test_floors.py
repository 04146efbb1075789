"""The shipped model on held-back sentences stays within benchmarks/proofreading/floors.toml."""

from __future__ import annotations

import pytest

from benchmarks.proofreading import corpus
from benchmarks.proofreading.floors import bounds, measured
from checks.proofreading import default_proofreader

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not corpus.available(), reason="../shared/typo is not there"),
]


def test_scores_stay_within_their_bounds() -> None:
    wanted, found = bounds(), measured(default_proofreader())
    assert found.floors.keys() == wanted.floors.keys()
    assert found.ceilings.keys() == wanted.ceilings.keys()
    low = {name: value for name, value in found.floors.items() if value < wanted.floors[name]}
    high = {name: value for name, value in found.ceilings.items() if value > wanted.ceilings[name]}
    assert (low, high) == ({}, {})

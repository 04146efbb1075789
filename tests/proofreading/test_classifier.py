"""Boosted trees in numpy, and calibration."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from checks.proofreading.classifier.model import LEAF, Classifier, Floors, Trees

NAN = float("nan")


def _trees() -> Trees:
    """One tree: feature 1 ≤ 0.5 (missing: right)? → 1.0 : (feature 0 ≤ 2 (missing: left)? → 2.0 : 4.0); one leaf of 0.5."""
    return Trees(
        roots=np.array([0, 5], np.int32),
        features=np.array([1, LEAF, 0, LEAF, LEAF, LEAF], np.int16),
        thresholds=np.array([0.5, 0, 2, 0, 0, 0], np.float32),
        missing_left=np.array([False, False, True, False, False, False]),
        lefts=np.array([1, LEAF, 3, LEAF, LEAF, LEAF], np.int32),
        rights=np.array([2, LEAF, 4, LEAF, LEAF, LEAF], np.int32),
        values=np.array([0, 1, 0, 2, 4, 0.5], np.float32),
    )


def test_rows_go_left_at_the_threshold_and_where_missing_says() -> None:
    rows = np.array([[9, 0.5], [2, 0.6], [3, 0.6], [NAN, NAN]], np.float32)
    assert _trees().margins(rows).tolist() == [1.5, 2.5, 4.5, 2.5]
    assert _trees().margins(rows[:0]).tolist() == []


def test_saved_and_loaded_it_says_the_same(tmp_path: Path) -> None:
    floors = Floors(np.array([0.9], np.float32), np.array([0.5], np.float32))
    points, values = np.array([1, 5], np.float32), np.array([0.1, 0.9], np.float32)
    one = Classifier(_trees(), points, values, floors)
    one.save(tmp_path / "classifier.npz")
    again = Classifier.load(tmp_path / "classifier.npz")
    rows = np.array([[9, 0], [3, 0.6]], np.float32)
    assert again.probabilities(rows).tolist() == one.probabilities(rows).tolist()
    assert np.allclose(one.probabilities(rows), [0.2, 0.8])
    assert again.floors.shown.tolist() == floors.shown.tolist()

"""Trains the classifier on edits that are known to be right or wrong, calibrates it and chooses its floors.

Needs LightGBM and scikit-learn (dependency group `train`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from checks.proofreading.classifier.model import LEAF, Classifier, Floors, Trees
from checks.proofreading.finder import CLASSES, CLOZE, PARTICLE
from checks.proofreading.ngram.model import Floats
from checks.proofreading.progress import Progress

FOLDS = 5
_LIMITS = np.finfo(np.float32).min, np.finfo(np.float32).max
ROUNDS = 500
PARAMETERS = {
    "objective": "binary",
    "num_leaves": 63,
    "learning_rate": 0.03,
    "min_child_samples": 30,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
UNASKED_WEIGHT = 0.3  # of an edit without the encoder's answer, beside the same with it
POINTS = 200  # of the calibration curve, at most
HIGHEST = 0.999  # probability given at most

SHOWN_ALARMS = 0.2  # false alarms per 10,000 characters of held-back text, whose own errors count as alarms
REVIEW_PRECISION = 0.92  # share of right ones among real errors' edits above the review floor
PARTICLE_MARGIN = 0.5  # 的得地: how far its shown floor goes the rest of the way to 1


@dataclass(frozen=True, slots=True)
class Examples:
    """Edits that are right or not (n,).

    rows (n, features) · right · sentences: number of the sentence, the same in the same fold · weights ·
    classes: see finder · clean: sentence without error, of text that false alarms are counted on · real: of a
    sentence with errors that somebody made.
    """

    rows: Floats
    right: NDArray[np.bool_]
    sentences: NDArray[np.intp]
    weights: Floats
    classes: NDArray[np.intp]
    clean: NDArray[np.bool_]
    real: NDArray[np.bool_]


def train(examples: Examples, clean_characters: int, seed: int, progress: Progress) -> Classifier:
    """clean_characters: size of the text the clean examples come from."""
    margins = np.zeros(len(examples.right), np.float32)
    progress.begin("训练判断", (FOLDS + 1) * ROUNDS, "棵树")
    for fold in range(FOLDS):
        held = examples.sentences % FOLDS == fold
        trees = _boosted(examples, ~held, seed, progress, fold * ROUNDS)
        margins[held] = trees.margins(examples.rows[held])
    points, values = _calibration(margins, examples)
    probabilities = np.interp(margins, points, values)
    floors = _floors(probabilities, examples, clean_characters)
    everything = np.ones(len(margins), np.bool_)
    trees = _boosted(examples, everything, seed, progress, FOLDS * ROUNDS)
    return Classifier(trees, points, values, floors)


def _boosted(
    examples: Examples, chosen: NDArray[np.bool_], seed: int, progress: Progress, before: int
) -> Trees:
    """Each edit the encoder was asked about counts twice, once without its answer: it is judged so first.

    before: trees made until now, for the progress.
    """
    rows, right, weights = examples.rows[chosen], examples.right[chosen], examples.weights[chosen]
    asked = ~np.isnan(rows[:, CLOZE])
    unasked = rows[asked]
    unasked[:, CLOZE:] = np.nan
    data = lightgbm.Dataset(
        np.concatenate((rows, unasked)),
        np.concatenate((right, right[asked])),
        weight=np.concatenate((weights, weights[asked] * UNASKED_WEIGHT)),
    )
    booster = lightgbm.train(
        {**PARAMETERS, "seed": seed},
        data,
        ROUNDS,
        callbacks=[lambda round_: progress.at(before + round_.iteration + 1)],
    )
    return trees_of([tree["tree_structure"] for tree in booster.dump_model()["tree_info"]])


def trees_of(structures: Sequence[dict[str, Any]]) -> Trees:
    """LightGBM's trees as arrays."""
    nodes: list[tuple[int, float, bool, int, int, float]] = []

    def add(node: dict[str, Any]) -> int:
        place = len(nodes)
        if "leaf_value" in node:
            nodes.append((LEAF, 0.0, False, LEAF, LEAF, node["leaf_value"]))
            return place
        nodes.append((LEAF, 0.0, False, LEAF, LEAF, 0.0))
        left, right = add(node["left_child"]), add(node["right_child"])
        missing = bool(node["default_left"])
        nodes[place] = (node["split_feature"], node["threshold"], missing, left, right, 0.0)
        return place

    roots = [add(structure) for structure in structures]
    features, thresholds, missing, lefts, rights, values = zip(*nodes, strict=True)
    return Trees(
        roots=np.array(roots, np.int32),
        features=np.array(features, np.int16),
        thresholds=_rounded_down(np.array(thresholds)),
        missing_left=np.array(missing, np.bool_),
        lefts=np.array(lefts, np.int32),
        rights=np.array(rights, np.int32),
        values=np.array(values, np.float32),
    )


def _rounded_down(values: NDArray[np.float64]) -> Floats:
    """As float32, never above: rows are float32, so no row changes sides."""
    rounded = np.clip(values, *_LIMITS).astype(np.float32)
    return np.where(rounded > values, np.nextafter(rounded, np.float32(-np.inf)), rounded)


def _calibration(margins: Floats, examples: Examples) -> tuple[Floats, Floats]:
    """Isotonic regression of out-of-fold margins, at quantiles."""
    curve = IsotonicRegression(y_min=0.0, y_max=HIGHEST, out_of_bounds="clip")
    curve.fit(margins, examples.right, sample_weight=examples.weights)
    spread = np.concatenate((np.linspace(0, 0.9, POINTS // 4), np.linspace(0.9, 1, POINTS * 3 // 4)))
    points = np.unique(np.quantile(margins, spread)).astype(np.float32)
    smooth = np.maximum.accumulate(curve.predict(points) + np.arange(len(points)) * 1e-6)
    return points, smooth.astype(np.float32)


def _floors(probabilities: NDArray[np.float64], examples: Examples, clean_characters: int) -> Floors:
    alarms = np.sort(probabilities[examples.clean & ~examples.right])[::-1]
    allowed = int(SHOWN_ALARMS * clean_characters / 10_000)
    shown = float(alarms[allowed]) if allowed < len(alarms) else 0.5
    real = np.flatnonzero(examples.real)
    order = real[np.argsort(-probabilities[real], kind="stable")]
    precision = np.cumsum(examples.right[order]) / np.arange(1, len(order) + 1)
    deep = np.flatnonzero(precision >= REVIEW_PRECISION)
    review = min(float(probabilities[order[deep[-1]]]) if len(deep) else shown, shown)
    floors = Floors(np.full(CLASSES, shown, np.float32), np.full(CLASSES, review, np.float32))
    floors.shown[PARTICLE] = shown + (1 - shown) * PARTICLE_MARGIN
    floors.review[PARTICLE] = review + (1 - review) * PARTICLE_MARGIN
    return floors

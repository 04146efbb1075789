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
from checks.proofreading.edits import Kind
from checks.proofreading.finder import CLASSES, CLOZE, PARTICLE, READING
from checks.proofreading.ngram.model import Floats
from checks.proofreading.progress import Progress

FOLDS = 5
_LIMITS = np.finfo(np.float32).min, np.finfo(np.float32).max
PARAMETERS = {
    "objective": "binary",
    "num_leaves": 31,
    "min_child_samples": 60,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
UNASKED_WEIGHT = 0.3  # of an edit without an answer of the encoder, beside the same with it
POINTS = 200  # of the calibration curve, at most
HIGHEST = 0.999  # probability given at most

SHOWN_ALARMS = 0.2  # characters of false alarms per 10,000 held back, whose own errors count as alarms
REVIEW_PRECISION = 0.92  # share of right ones among real errors' edits above the review floor
LEAST_SHOWN = 0.5  # no edit that is likelier wrong than right is shown
PAIRS = (Kind.WORD, Kind.SWAP)  # edits of two characters: right text seldom invites one
PARTICLE_MARGIN = 0.5  # 的得地: how far its shown floor goes the rest of the way to 1


@dataclass(frozen=True, slots=True)
class Pace:
    """rounds: number of trees · rate: what each of them adds."""

    rounds: int
    rate: float


THOROUGH, QUICK = Pace(500, 0.03), Pace(120, 0.1)


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
    margins = _out_of_fold(examples, seed, THOROUGH, progress)
    points, values = _calibration(margins, examples)
    floors = _floors(np.interp(margins, points, values), examples, clean_characters)
    everything = np.ones(len(margins), np.bool_)
    progress.begin("训练判断", THOROUGH.rounds, "棵树")
    trees = _boosted(examples, everything, seed, THOROUGH, progress)
    return Classifier(trees, points, values, floors)


def foreseen(examples: Examples, seed: int, progress: Progress) -> NDArray[np.float64]:
    """Probabilities (n,) that the edits are right, roughly and out of fold: which of them are worth another look."""
    margins = _out_of_fold(examples, seed, QUICK, progress)
    return np.interp(margins, *_calibration(margins, examples))


def _out_of_fold(examples: Examples, seed: int, pace: Pace, progress: Progress) -> Floats:
    margins = np.zeros(len(examples.right), np.float32)
    progress.begin("训练判断的草稿", FOLDS * pace.rounds, "棵树")
    for fold in range(FOLDS):
        held = examples.sentences % FOLDS == fold
        trees = _boosted(examples, ~held, seed, pace, progress, fold * pace.rounds)
        margins[held] = trees.margins(examples.rows[held])
    return margins


def _boosted(
    examples: Examples,
    chosen: NDArray[np.bool_],
    seed: int,
    pace: Pace,
    progress: Progress,
    before: int = 0,
) -> Trees:
    """An edit counts once more without each answer of the encoder: it is judged so first.

    before: trees made until now, for the progress.
    """
    rows, right, weights = examples.rows[chosen], examples.right[chosen], examples.weights[chosen]
    stages = [(rows, right, weights)]
    for answer in (CLOZE, READING):
        had = ~np.isnan(rows[:, answer])
        without = rows[had]
        without[:, answer:] = np.nan
        stages.append((without, right[had], weights[had] * UNASKED_WEIGHT))
    given, truth, weight = (np.concatenate(column) for column in zip(*stages, strict=True))
    booster = lightgbm.train(
        {**PARAMETERS, "learning_rate": pace.rate, "seed": seed},
        lightgbm.Dataset(given, truth, weight=weight),
        pace.rounds,
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
    shown = _shown(probabilities, examples, int(SHOWN_ALARMS * clean_characters / 10_000))
    real = np.flatnonzero(examples.real)
    order = real[np.argsort(-probabilities[real], kind="stable")]
    precision = np.cumsum(examples.right[order]) / np.arange(1, len(order) + 1)
    deep = np.flatnonzero(precision >= REVIEW_PRECISION)
    least = float(probabilities[order[deep[-1]]]) if len(deep) else 1.0
    review = np.minimum(shown, np.float32(least))
    for floors in (shown, review):
        floors[PARTICLE] += (1 - floors[PARTICLE]) * PARTICLE_MARGIN
    return Floors(shown, review)


def _shown(probabilities: NDArray[np.float64], examples: Examples, allowed: int) -> Floats:
    """(CLASSES,): one floor for edits of two characters, one for the rest.

    Of those that together let `allowed` characters of false alarms pass, the two that find most of the wrong characters
    of real errors.
    """
    pair = np.isin(examples.classes, PAIRS)
    alarms, found = examples.clean & ~examples.right, examples.real & examples.right
    most, best = -1, (1.0, 1.0)
    for pairs in range(allowed // 2 + 1):
        floors = (
            _highest(probabilities[alarms & pair], pairs),
            _highest(probabilities[alarms & ~pair], allowed - 2 * pairs),
        )
        passed = found & (probabilities > np.where(pair, *floors))
        if (worth := int(passed.sum() + (passed & pair).sum())) > most:
            most, best = worth, floors
    return np.where(np.isin(np.arange(CLASSES), PAIRS), *best).astype(np.float32)


def _highest(values: NDArray[np.float64], number: int) -> float:
    """The highest but `number` of them; at least LEAST_SHOWN, as where there are fewer."""
    return max(LEAST_SHOWN, float(np.sort(values)[-1 - number]) if number < len(values) else 0.0)

"""The classifier at run time: boosted trees and their calibration in numpy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checks.proofreading.whole import whole

Floats = NDArray[np.float32]
LEAF = -1  # feature of a node that has no children
_ROWS = 500  # judged at once


@dataclass(frozen=True, slots=True)
class Trees:
    """Nodes of all trees, tree after tree; a row goes left where its feature is at most the threshold, or missing.

    roots (t,) · features, lefts, rights (n,): LEAF for a leaf · thresholds, values (n,): value of a leaf.
    """

    roots: NDArray[np.int32]
    features: NDArray[np.int16]
    thresholds: Floats
    missing_left: NDArray[np.bool_]
    lefts: NDArray[np.int32]
    rights: NDArray[np.int32]
    values: Floats

    def margins(self, rows: Floats) -> Floats:
        """(n,): sum of the leaves each of the rows (n, features) falls into."""
        parts = [self._margins(rows[i : i + _ROWS]) for i in range(0, len(rows), _ROWS)]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def _margins(self, rows: Floats) -> Floats:
        nodes = np.repeat(self.roots[None], len(rows), 0)
        flat = nodes.ravel()
        owners = np.repeat(np.arange(len(rows)), len(self.roots))
        going = np.flatnonzero(self.features[flat] != LEAF)
        while len(going):
            here = flat[going]
            given = rows[owners[going], self.features[here]]
            left = np.where(np.isnan(given), self.missing_left[here], given <= self.thresholds[here])
            after = np.where(left, self.lefts[here], self.rights[here])
            flat[going] = after
            going = going[self.features[after] != LEAF]
        sums: Floats = self.values[flat].reshape(nodes.shape).sum(1)
        return sums


@dataclass(frozen=True, slots=True)
class Floors:
    """Probabilities by kind of edit (k,): from which it is shown, and from which it is for review."""

    shown: Floats
    review: Floats


@dataclass(frozen=True, slots=True)
class Classifier:
    """margins, probabilities (c,): calibration, linear between its points."""

    trees: Trees
    calibrated_margins: Floats
    calibrated: Floats
    floors: Floors

    def probabilities(self, rows: Floats) -> Floats:
        margins = self.trees.margins(rows)
        return np.interp(margins, self.calibrated_margins, self.calibrated).astype(np.float32)

    def save(self, path: Path) -> None:
        trees = {f"tree_{name}": getattr(self.trees, name) for name in Trees.__slots__}
        with whole(path) as file:
            np.savez_compressed(
                file,
                calibrated_margins=self.calibrated_margins,
                calibrated=self.calibrated,
                shown=self.floors.shown,
                review=self.floors.review,
                **trees,
            )

    @classmethod
    def load(cls, path: Path) -> Classifier:
        with np.load(path) as data:
            trees = Trees(**{name: data[f"tree_{name}"] for name in Trees.__slots__})
            floors = Floors(data["shown"], data["review"])
            return cls(trees, data["calibrated_margins"], data["calibrated"], floors)

"""The encoder's weights in one file: matrices as int8 with a float16 scale for each row, vectors as float16."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

FULL = 127  # largest step of an int8 weight
SCALE = "/scale"  # ends the name of the scales of a matrix
REACHES = "reaches"

Weights = dict[str, NDArray[np.float32]]


def save(
    file: Path | IO[bytes], weights: Mapping[str, NDArray[np.float32]], reaches: tuple[int, ...]
) -> None:
    """Writes float weights by name, rounded; reaches: dilations of the blocks of a tower."""
    stored: dict[str, NDArray[np.generic]] = {REACHES: np.array(reaches, np.int64)}
    for name, values in weights.items():
        if values.ndim == 2:
            scale = (np.abs(values).max(1, keepdims=True) / FULL + 1e-7).astype(np.float16)
            stored[name] = np.round(values / scale.astype(np.float32)).clip(-FULL, FULL).astype(np.int8)
            stored[name + SCALE] = scale
        else:
            stored[name] = values.astype(np.float16)
    np.savez_compressed(file, allow_pickle=False, **stored)


def load(path: Path) -> tuple[Weights, tuple[int, ...]]:
    """(float weights by name, reaches)."""
    with np.load(path, allow_pickle=False) as file:
        weights = {
            name: file[name].astype(np.float32)
            for name in file.files
            if name != REACHES and not name.endswith(SCALE)
        }
        for name in weights:
            if name + SCALE in file.files:
                weights[name] *= file[name + SCALE].astype(np.float32)
        return weights, tuple(int(reach) for reach in file[REACHES])


def digest(path: Path) -> str:
    """Tells two files of weights apart: 16 hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]

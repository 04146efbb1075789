"""Characters a second of one process: never seen before, and remembered."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from benchmarks.proofreading.corpus import characters
from checks.proofreader import Proofreader
from xunjian.proofing.remembered import MEMORY, Remembered


@dataclass(frozen=True, slots=True)
class Speed:
    """Characters per second of processor time."""

    cold: float
    cached: float


def speed(engine: Proofreader, texts: Sequence[str]) -> Speed:
    with tempfile.TemporaryDirectory() as folder, Remembered(engine, Path(folder) / MEMORY) as memory:
        spent = []
        for _ in range(2):
            begun = process_time()
            memory.check_batch(texts)
            spent.append(process_time() - begun)
    size = characters(texts)
    return Speed(size / spent[0], size / spent[1])

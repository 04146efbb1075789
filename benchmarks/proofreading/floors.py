"""What the shipped model must reach on a sample that takes less than a minute."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from benchmarks.proofreading.corpus import CLEAN, TESTED
from benchmarks.proofreading.scores import rate
from benchmarks.proofreading.table import cleans, errors
from checks.proofreader import Proofreader

SENTENCES = 800  # of each clean set
_FILE = Path(__file__).with_name("floors.toml")


@dataclass(frozen=True, slots=True)
class Bounds:
    """floors may only rise, ceilings only fall."""

    floors: dict[str, float]
    ceilings: dict[str, float]


def bounds() -> Bounds:
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Bounds(tables["floors"], tables["ceilings"])


def measured(engine: Proofreader) -> Bounds:
    row = errors(engine, TESTED[:1])[0]
    clean = cleans(engine, CLEAN, SENTENCES)
    size = sum(one.characters for one in clean)
    return Bounds(
        {
            "shown precision": row.shown.precision,
            "shown recall": row.shown.recall,
            "review precision": row.reviewed.precision,
            "review recall": row.reviewed.recall,
        },
        {
            "shown alarms per 10,000": rate([a for one in clean for a in one.shown], size),
            "review alarms per 10,000": rate([a for one in clean for a in one.reviewed], size),
        },
    )

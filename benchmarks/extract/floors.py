"""Floors of the scores; they may only rise."""

from __future__ import annotations

import tomllib
from pathlib import Path

_FILE = Path(__file__).with_name("floors.toml")


def floors() -> dict[str, float]:
    return {
        name: float(value)
        for name, value in tomllib.loads(_FILE.read_text(encoding="utf-8"))["floors"].items()
    }

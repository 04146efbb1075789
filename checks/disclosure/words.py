"""Word lists of the rules on policy files: checks/data/disclosure.toml, [documents]."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> re.Pattern[str]:
    """One list as a pattern to search for."""
    return re.compile(_lists()[name])


@cache
def _lists() -> dict[str, str]:
    data = (files("checks") / "data" / "disclosure.toml").read_text(encoding="utf-8")
    lists: dict[str, str] = tomllib.loads(data)["documents"]
    return lists

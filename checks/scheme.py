"""A regime's clauses as data: thresholds with basis, wording and whether anyone read the original."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

NATIONAL = "scheme-2019"


@dataclass(frozen=True, slots=True)
class Clause:
    """What a rule rests on. `days`, `months`, `years` bound an age, `working_days` a delay, `seconds` a wait,
    `percent` a share; the warn_ ones are an earlier line. `limit` is the count that is a veto (0: none).
    """

    basis: str = ""
    quote: str = ""
    verified: bool = True
    days: int = 0
    months: int = 0
    years: int = 0
    warn_days: int = 0
    working_days: int = 0
    seconds: float = 0.0
    percent: float = 0.0
    warn_percent: float = 0.0
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Scheme:
    name: str
    clauses: Mapping[str, Clause]

    def clause(self, code: str) -> Clause:
        return self.clauses.get(code, Clause())


@cache
def load_scheme(name: str = NATIONAL) -> Scheme:
    """A scheme of `checks/data`: a folder with `scheme.toml` (its name) and a file of clauses for every group of rules.

    Raises ValueError when two files speak of one rule.
    """
    folder = files("checks") / "data" / name
    tables = {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir()}
    head = tables.pop("scheme.toml")
    clauses: dict[str, Clause] = {}
    for file in sorted(tables):
        for code, clause in tables[file].items():
            if code in clauses:
                raise ValueError(f"{file}: {code} has a clause in another file")
            clauses[code] = Clause(**clause)
    return Scheme(head["name"], clauses)

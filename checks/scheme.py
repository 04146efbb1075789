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
    """What a rule rests on. `days`, `months`, `years` bound an age; `limit` is the count that is a veto (0: none)."""

    basis: str = ""
    quote: str = ""
    verified: bool = True
    days: int = 0
    months: int = 0
    years: int = 0
    warn_days: int = 0
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Scheme:
    name: str
    clauses: Mapping[str, Clause]

    def clause(self, code: str) -> Clause:
        return self.clauses.get(code, Clause())


@cache
def load_scheme(name: str = NATIONAL) -> Scheme:
    values = tomllib.loads((files("checks") / "data" / f"{name}.toml").read_text(encoding="utf-8"))
    return Scheme(values["name"], {code: Clause(**clause) for code, clause in values["clauses"].items()})

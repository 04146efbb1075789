"""A regime as data: the clauses rules rest on, and the items of its score sheet, with what nobody has verified marked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from checks.finding import Severity
from portal.errors import ProfileError
from portal.profile import SchemeConfig


@dataclass(frozen=True, slots=True)
class Clause:
    """What a rule rests on. `days`, `months`, `years` bound an age, `working_days` a delay, `seconds` a wait,
    `percent` a share; the warn_ ones are an earlier line. `limit` is the count that is a veto (0: none); `least` is how
    much must be there (visits a day) or missing (classes of a guide) before anything is said.
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
    least: int = 0


class Part(StrEnum):
    """Parts of a score sheet."""

    VETO = "veto"  # 单项否决
    POINTS = "points"  # 扣分指标
    MEDIA = "media"  # 政务新媒体
    OTHER = "other"  # no row of the sheet, yet named in notices


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the sheet: findings of `rules` count, of `severity` only where one is given.

    limit: count that is a veto · points: most the row can lose; each: per finding (None: nobody entered them);
    points_verified: read in the original or entered by the office · human: what a person must look at besides.
    """

    code: str
    part: Part
    group: str
    name: str
    rules: tuple[str, ...] = ()
    severity: Severity | None = None
    limit: int = 0
    quote: str = ""
    verified: bool = True
    human: str = ""
    points: float | None = None
    each: float | None = None
    points_verified: bool = False


@dataclass(frozen=True, slots=True)
class Scheme:
    """points_shown: unverified points too, marked as such."""

    name: str
    clauses: Mapping[str, Clause]
    items: tuple[Item, ...] = ()
    points_shown: bool = False

    def clause(self, code: str) -> Clause:
        return self.clauses.get(code, Clause())


def scheme_of(config: SchemeConfig) -> Scheme:
    """The scheme a profile asks for, with what the office laid over it.

    Raises ProfileError for a scheme, clause value or row that does not exist.
    """
    national = load_scheme(config.base)
    clauses = dict(national.clauses)
    for code, values in config.clauses.items():
        laid = _laid_over(Clause, values, f"scheme.clauses.{code}")
        clauses[code] = replace(clauses.get(code, Clause()), **laid)
    rows = {item.code: item for item in national.items}
    for code, values in config.items.items():
        laid = _laid_over(Item, values, f"scheme.items.{code}")
        if code not in rows:
            raise ProfileError(f"scheme.items：评分表里没有 {code}；有 {'、'.join(rows)}")
        rows[code] = replace(rows[code], **{"points_verified": True, **laid})
    return replace(
        national, clauses=clauses, items=tuple(rows.values()), points_shown=config.unverified_points
    )


@cache
def load_scheme(base: str = "2019") -> Scheme:
    """A shipped scheme: `checks/data/scheme-BASE` holds `scheme.toml` (its name, the scheme it extends, the items of
    its sheet) and a file of clauses for every group of rules. Raises ValueError when two files speak of one rule.
    """
    folder = files("checks") / "data" / f"scheme-{base}"
    tables = {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir()}
    head = tables.pop("scheme.toml")
    clauses: dict[str, Clause] = {}
    for file in sorted(tables):
        for code, clause in tables[file].items():
            if code in clauses:
                raise ValueError(f"{file}: {code} has a clause in another file")
            clauses[code] = Clause(**clause)
    under = load_scheme(head["extends"]).clauses if "extends" in head else {}
    return Scheme(head["name"], {**under, **clauses}, tuple(_item(row) for row in head["items"]))


def _item(row: Mapping[str, Any]) -> Item:
    severity = Severity(row["severity"]) if "severity" in row else None
    return Item(
        **{**row, "part": Part(row["part"]), "rules": tuple(row.get("rules", ())), "severity": severity}
    )


def _laid_over(kind: type[Clause] | type[Item], values: Mapping[str, object], where: str) -> dict[str, Any]:
    """What the office wrote, if it is of the kinds the class has; what a row counts is not its to change."""
    fixed = {"code", "part", "rules", "severity", "group"}
    kinds = {field.name: str(field.type) for field in fields(kind) if field.name not in fixed}
    for key, value in values.items():
        if key not in kinds:
            raise ProfileError(f"{where}：没有 {key} 这一项；可写 {'、'.join(kinds)}")
        number = isinstance(value, int | float) and not isinstance(value, bool)
        fits = {"str": isinstance(value, str), "bool": isinstance(value, bool), "int": type(value) is int}
        if not fits.get(kinds[key], number):
            raise ProfileError(f"{where}.{key}：值不对：{value}")
    return dict(values)

"""The shipped lists: terms in checks/data/terms.toml, people of the state in checks/data/leaders.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from checks.proofreading.lexicon import Row
from checks.terms.naming import naming
from checks.terms.near import Term
from checks.terms.people import Person
from checks.terms.sequence import Phrase


@dataclass(frozen=True, slots=True)
class Shipped:
    """terms: as they must stand · also: wordings that look like a slip and are right · phrases: whose items have
    an order · forms: known mistakes that are more than one slip.
    """

    terms: tuple[Term, ...]
    also: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    forms: tuple[Row, ...]


@cache
def shipped_terms() -> Shipped:
    text = (files("checks") / "data" / "terms.toml").read_text(encoding="utf-8")
    values: dict[str, Any] = tomllib.loads(text)
    return Shipped(
        tuple(
            Term(term, each["kind"], each["source"]) for each in values["groups"] for term in each["terms"]
        ),
        tuple(values["also"]["terms"]),
        tuple(Phrase(each["name"], tuple(each["items"])) for each in values["phrases"]),
        tuple(Row(**each) for each in values["forms"]),
    )


@cache
def shipped_people() -> tuple[Person, ...]:
    return tuple(
        Person(each["name"], each["title"], each["from"], each.get("until"), "自带名单")
        for each in naming()["people"]
    )

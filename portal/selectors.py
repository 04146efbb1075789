"""Simple CSS selectors on the path of an element: "div.foot .links a" on ("div.foot", "ul.links", "li", "a")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_PART = re.compile(r"[.#]?[^.#]+")


def holder(selector: str, path: Sequence[str]) -> int:
    """Index of the outermost element of a path that a selector is about, -1 if there is none."""
    *above, last = selector.split()
    for index, element in enumerate(path):
        if fits(last, element) and _below(above, path[:index]):
            return index
    return -1


@lru_cache(maxsize=20_000)
def fits(compound: str, element: str) -> bool:
    """Whether an element ("div#id.class") is one that a compound ("div.class") names."""
    wanted, has = _PART.findall(compound), set(_PART.findall(element))
    return all(part in has or part == "*" for part in wanted)


def _below(above: list[str], path: Sequence[str]) -> bool:
    """Whether the compounds stand in a path in this order."""
    rest = iter(path)
    return all(any(fits(compound, element) for element in rest) for compound in above)

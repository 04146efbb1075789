"""Words and host names of illicit promotion, as on hijacked pages. Words live in checks/data/illicit.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

WORD, WEAK = 2, 1  # what a word counts
SURE = 2  # enough for a text that nobody was meant to see
PLAIN = 3  # enough for a title or text that is shown
PUBLIC = (
    "赌博",
    "色情",
)  # kinds that a text in full view is judged by: clinics and loans also advertise lawfully


@dataclass(frozen=True, slots=True)
class Promotion:
    """What a text promotes: kind, the words that say so, and what they count together."""

    kind: str
    words: tuple[str, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    words: tuple[str, ...]
    weak: tuple[str, ...]
    hosts: tuple[re.Pattern[str], ...]


@cache
def _kinds() -> tuple[tuple[_Kind, ...], tuple[str, ...]]:
    values = tomllib.loads((files("checks") / "data" / "illicit.toml").read_text(encoding="utf-8"))
    kinds = (
        _Kind(
            k["name"],
            tuple(w.lower() for w in k["words"]),
            tuple(w.lower() for w in k["weak"]),
            tuple(re.compile(h) for h in k["hosts"]),
        )
        for k in values["kinds"]
    )
    return tuple(kinds), tuple(values["context"]["words"])


@lru_cache(maxsize=4096)
def promotes(text: str) -> Promotion | None:
    """The kind of promotion a text has most words of; words within longer ones count once."""
    folded = re.sub(r"[\s·•\-_|.]+", "", text.lower()) if not text.isascii() else text.lower()
    best: Promotion | None = None
    for kind in _kinds()[0]:
        words = _found(folded, kind.words)
        weak = [w for w in _found(folded, kind.weak) if not any(w in word for word in words)]
        weight = WORD * len(words) + WEAK * len(weak)
        if weight and (best is None or weight > best.weight):
            best = Promotion(kind.name, (*words, *weak), weight)
    return best


def _found(text: str, words: tuple[str, ...]) -> list[str]:
    found = [word for word in words if word in text]
    return [w for w in found if not any(w != longer and w in longer for longer in found)]


@lru_cache(maxsize=4096)
def host_promotes(host: str) -> str:
    """The kind of promotion a host name speaks of, "" if none."""
    labels = host.split(".")
    return next(
        (k.name for k in _kinds()[0] if any(p.search(label) for p in k.hosts for label in labels)), ""
    )


def is_report(text: str) -> bool:
    """Whether a text speaks about such things as police, courts and the press do."""
    return any(word in text for word in _kinds()[1])

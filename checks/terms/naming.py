"""What is a name and what a title: checks/data/leaders.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_NO_NAME = re.compile(r"[区县市省局办处科部委会厅院所站网页栏目长任记席]|政府|领导|简历|分工|工作|信息|公开")


@cache
def naming() -> dict[str, Any]:
    """The table as written."""
    return tomllib.loads((files("checks") / "data" / "leaders.toml").read_text(encoding="utf-8"))


def _any_of(words: list[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


TITLE = re.compile(_any_of(naming()["titles"]))
OWN = frozenset(naming()["own"])
LINKS, WAYS = re.compile(naming()["links"]), re.compile(naming()["ways"])
_SURNAMES = frozenset("".join(naming()["surnames"].split()))
_COMPOUND = tuple(naming()["compound"])


def is_name(text: str) -> bool:
    """Whether two to four characters can be the name of a Han person."""
    if not text.startswith(_COMPOUND):
        return 2 <= len(text) <= 3 and text[0] in _SURNAMES and not _NO_NAME.search(text[1:])
    return 3 <= len(text) <= 4

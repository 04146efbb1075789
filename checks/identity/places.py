"""Pages a finding names: the home page first, then those with the shortest addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.engine import OCCURRENCES_LISTED
from checks.finding import Occurrence
from checks.identity.signs import PageKind, Signs

_NAMED = 3  # pages named in a message


def ordered(pages: Iterable[Signs]) -> list[str]:
    ranked = sorted(pages, key=lambda signs: (signs.kind is not PageKind.HOME, len(signs.url), signs.url))
    return [signs.url for signs in ranked]


def occurrences(pages: Sequence[str], locator: str) -> tuple[Occurrence, ...]:
    return tuple(Occurrence(url, locator) for url in pages[:OCCURRENCES_LISTED])


def share(count: int, total: int) -> str:
    """ "检查的 300 个页面都" or "检查的 300 个页面中有 12 个"."""
    if total == 1:
        return "检查的页面"
    return f"检查的 {total} 个页面" + ("全部" if count == total else f"中有 {count} 个")


def examples(pages: Sequence[str]) -> str:
    return "例如 " + "、".join(pages[:_NAMED]) if len(pages) > 1 else pages[0]

"""How the style sheets of a site hide links: their rules on the paths that pages keep of their outside links."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from portal import selectors
from portal.page import Cover, Hiding, LinkKind, Page


class Veils:
    """Rules of all style sheets of a snapshot, by address."""

    def __init__(self, sheets: Mapping[str, tuple[Hiding, ...]]) -> None:
        self._sheets = sheets
        self._cover = lru_cache(maxsize=20_000)(self._find)

    def on(self, page: Page) -> tuple[str, ...]:
        """Style sheets of a page that hide something."""
        linked = (link.url for link in page.links if link.kind is LinkKind.STYLE)
        return tuple(dict.fromkeys(url for url in linked if url in self._sheets))

    def cover(self, sheets: tuple[str, ...], path: tuple[str, ...]) -> Cover | None:
        """How the sheets hide what stands at a path, None if they do not."""
        return self._cover(sheets, path) if sheets and path else None

    def _find(self, sheets: tuple[str, ...], path: tuple[str, ...]) -> Cover | None:
        rules = [rule for sheet in sheets for rule in self._sheets[sheet]]
        for rule in rules:
            at = selectors.holder(rule.selector, path) if rule.cover else -1
            if at >= 0 and not any(r.cover is None and selectors.fits(r.selector, path[at]) for r in rules):
                return rule.cover
        return None

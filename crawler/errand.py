"""An errand: a few given addresses are looked at, as politely and patiently as in any scan, and no link is followed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crawler.scope import Scope
from portal.page import Link
from portal.target import TargetKind

FACT = "errand"  # of a snapshot: how many addresses it was sent to
ONWARD = 60  # new pages visited at most, over all pages that lead on


@dataclass(frozen=True, slots=True)
class Errand:
    """addresses: pages and other targets, each once · onward: pages among them whose links to pages of the site that
    the scan before did not know are visited as well, one step: new articles on a list, a new frame.
    """

    addresses: tuple[str, ...]
    onward: frozenset[str] = frozenset()


class Gate:
    """Which links of a page an errand follows."""

    def __init__(self, errand: Errand, scope: Scope, seen_before: Callable[[str], bool]) -> None:
        self._errand = errand
        self._scope = scope
        self._seen_before = seen_before
        self._left = ONWARD

    def admit(self, page: str, links: tuple[Link, ...]) -> Iterator[Link]:
        if page not in self._errand.onward:
            return
        for link in links:
            if self._left and self._is_new_page(link):
                self._left -= 1
                yield link

    def _is_new_page(self, link: Link) -> bool:
        if not link.url or self._seen_before(link.url):
            return False
        return self._scope.kind(link.url, link.kind) is TargetKind.PAGE

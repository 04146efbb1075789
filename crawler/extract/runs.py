"""Runs of visible text between block-level elements: the paragraphs, headings and cells of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.extract.tree import Tree, fold

_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr o:p q rp rt ruby s "
    "samp small span strike strong sub sup time tt u var wbr st1:chsdate st1:personname input button"
)
_DROPPED_NAMES = (
    "script style noscript template textarea select option title head iframe object svg math noframes xmp "
    "noembed audio video canvas datalist"
)
INLINE = frozenset(_INLINE_NAMES.split())
DROPPED = frozenset(_DROPPED_NAMES.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(slots=True)
class Run:
    """One block of text: node indices [start, end), how many of its characters stand in links."""

    start: int
    end: int
    text: str
    linked: int
    holder: int  # the block element it stands in

    @property
    def own(self) -> int:
        """Characters outside links."""
        return len(self.text) - self.linked


def is_hidden(attributes: dict[str, str | None]) -> bool:
    """Whether the element's own attributes hide it."""
    return "hidden" in attributes or _HIDDEN.search(attributes.get("style") or "") is not None


class _Collector:
    """The run being built: its pieces, where it starts, how much of it is linked."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.pieces: list[str] = []
        self.start = self.holder = self.linked = 0

    def close(self, end: int) -> None:
        """End the run before node `end`."""
        text = fold("".join(self.pieces))
        self.pieces.clear()
        if text:
            self.runs.append(Run(self.start, end, text, min(self.linked, len(text)), self.holder))
        self.linked = 0


def runs_of(tree: Tree) -> list[Run]:
    """All runs in page order. Text in display:none, script, noscript, form options and the like is left out."""
    to = _Collector()
    pieces = to.pieces
    closing: list[tuple[int, int]] = [(len(tree.tag) + 1, 0)]  # (end, element) of open block elements
    ends, texts, attrs = tree.end, tree.text, tree.attrs
    hidden = {
        i for i in tree.holders if ("style" in attrs[i] or "hidden" in attrs[i]) and is_hidden(attrs[i])
    }
    skip, link_end, closes = 0, 0, closing[-1][0]
    for i, tag in enumerate(tree.tag):
        if i < skip:
            continue
        while closes <= i:
            closing.pop()
            closes = closing[-1][0]
            if pieces:
                to.close(i)
        if not tag:
            if not pieces:
                to.start, to.holder = i, closing[-1][1]
            pieces.append(texts[i])
            if i < link_end:
                to.linked += len(texts[i])
        elif tag in DROPPED or i in hidden:
            skip = ends[i]
        elif tag == "a":
            link_end = ends[i]
        elif tag not in INLINE:
            if pieces:
                to.close(i)
            closes = ends[i]
            closing.append((closes, i))
    to.close(len(tree.tag))
    return to.runs

"""Corpora as documents: plain text, a sentence or paragraph a line, xz or not."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from pathlib import Path

_ENDED = re.compile(r"[。！？；：，、.!?;:”」』）)]$")
_WITHIN = re.compile(r"第[一二三四五六七八九十百千零〇0-9]+[编章节条款]|附则|目录|总则")


def documents(path: Path) -> Iterator[list[str]]:
    """A document begins after a blank line, and at a heading (a line that ends in no mark) after one that ends in one.

    Headings of chapters and articles begin none.
    """
    opener = lzma.open if path.suffix == ".xz" else open
    document: list[str] = []
    ended = False
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in map(str.strip, lines):
            heading = not _ENDED.search(line) and not _WITHIN.match(line)
            if document and (not line or (heading and ended)):
                yield document
                document = []
            if line:
                document.append(line)
                ended = bool(_ENDED.search(line))
    if document:
        yield document


def pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Wrong and right sentence of each line that holds two, parted by a tab."""
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) == 2:
            yield parts[0], parts[1]

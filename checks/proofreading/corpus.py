"""Corpora as documents: plain text, a sentence or paragraph a line, xz or not."""

from __future__ import annotations

import io
import lzma
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path

from checks.proofreading.progress import Progress

_ENDED = re.compile(r"[。！？；：，、.!?;:”」』）)]$")
_WITHIN = re.compile(r"第[一二三四五六七八九十百千零〇0-9]+[编章节条款]|附则|目录|总则")


Read = Callable[[int], object]  # told how many bytes of a file are read
EVERY = 5_000  # lines between two of its calls


def reading(paths: Sequence[Path], progress: Progress) -> Iterator[tuple[Path, Read]]:
    """Each file, and whom to tell how far it is read; all of them are one stage."""
    sizes = [path.stat().st_size for path in paths]
    progress.begin("读语料", sum(sizes), "字节")
    for path, before in zip(paths, accumulate([0, *sizes]), strict=False):
        yield path, partial(_tell, progress, before)


def _tell(progress: Progress, before: int, read: int) -> None:
    progress.at(before + read)


def lines(path: Path, read: Read = lambda _: None) -> Iterator[str]:
    """Lines without the blanks around them; a blank line is empty."""
    with (
        path.open("rb") as raw,
        io.TextIOWrapper(lzma.open(raw) if path.suffix == ".xz" else raw, encoding="utf-8") as text,
    ):
        for number, line in enumerate(text, 1):
            yield line.strip()
            if number % EVERY == 0:
                read(raw.tell())


def documents(path: Path, read: Read = lambda _: None) -> Iterator[list[str]]:
    """A document begins after a blank line, and at a heading (a line that ends in no mark) after one that ends in one.

    Headings of chapters and articles begin none.
    """
    document: list[str] = []
    ended = False
    for line in lines(path, read):
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

"""A page's text, cut for reading: sentences and paragraphs with the place a person finds them, each judged once.

The same menu, footer and list stand on thousands of pages; `Memory` keeps what was said of a text, so that an
engine reads it once per site (as long as memory allows) and every place is still reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import update_wrapper
from typing import Generic, TypeVar

from msgspec import Struct

from portal.page import Page, Zone

T = TypeVar("T")

LONGEST = 500  # characters of a sentence; text without a full stop is cut there
CONTEXT = 20  # characters shown on each side of a fault
REMEMBERED = 50_000  # texts per generation of a Memory; two of them take about 12 MB where nothing was found
TITLE_PLACE = "网页标题"

_SENTENCE = re.compile(rf"[^。！？!?；;]{{1,{LONGEST}}}[。！？!?；;]*[”’」』）)》]*")
_TITLE_PART = re.compile(r"[^_|\-—–]+(?:[-—–](?=[0-9A-Za-z])[^_|\-—–]+)*")
_ZONES = {Zone.TITLE: "标题", Zone.LIST: "列表", Zone.NAV: "导航", Zone.FOOTER: "页脚"}


class Passage(Struct, frozen=True, gc=False):  # many, like blocks and links
    """A stretch of visible text and where it stands; `zone` is None for the title element."""

    text: str
    locator: str
    zone: Zone | None


def kept(read: Callable[[Page], T]) -> Callable[[Page], T]:
    """Rules are asked about a page one after the other: what was read of the last page is kept for all of them."""
    last: list[tuple[Page, T]] = []

    def recall(page: Page) -> T:
        if not last or last[0][0] is not page:
            last[:] = [(page, read(page))]
        return last[0][1]

    return update_wrapper(recall, read)


@kept
def paragraphs(page: Page) -> tuple[Passage, ...]:
    """Every different block of a page, in page order, the title element last."""
    return tuple(_paragraphs(page))


def _paragraphs(page: Page) -> Iterator[Passage]:
    seen: set[str] = set()
    count = 0
    for number, block in enumerate(page.blocks):
        count += block.zone is Zone.BODY
        if block.text not in seen:
            seen.add(block.text)
            place = page.cells[number].place if page.cells else _ZONES.get(block.zone) or f"正文第{count}段"
            yield Passage(block.text, place, block.zone)
    if page.title and page.title not in seen and not page.cells:
        yield Passage(page.title, TITLE_PLACE, None)


@kept
def sentences(page: Page) -> tuple[Passage, ...]:
    """Every different sentence of a page; the title element is taken apart at its separators."""
    return tuple(_sentences(page))


def _sentences(page: Page) -> Iterator[Passage]:
    seen = {""}
    for passage in paragraphs(page):
        for piece in cut(passage.text) if passage.zone else _TITLE_PART.findall(passage.text):
            if (text := piece.strip()) not in seen:
                seen.add(text)
                yield Passage(text, passage.locator, passage.zone)


def cut(text: str) -> list[str]:
    """Sentences of a block, marks included."""
    return _SENTENCE.findall(text)


def placed(text: str) -> list[tuple[int, str]]:
    """Sentences of a block without the space around them: (where each begins, sentence)."""
    found = ((match.start(), match[0]) for match in _SENTENCE.finditer(text))
    return [(at + len(said) - len(said.lstrip()), said.strip()) for at, said in found if said.strip()]


def excerpt(text: str, start: int, end: int, around: int = CONTEXT) -> str:
    """The stretch with its surroundings; "…" where the text goes on."""
    left, right = max(0, start - around), min(len(text), end + around)
    return ("…" if left else "") + text[left:right] + ("…" if right < len(text) else "")


class Memory(Generic[T]):
    """What was said of texts, by hash; two generations, so that it stays bounded and keeps what recurs."""

    def __init__(self, size: int = REMEMBERED) -> None:
        self._size = size
        self._young: dict[int, T] = {}
        self._old: dict[int, T] = {}

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def answers(self, texts: Sequence[str], judge: Callable[[Sequence[str]], Sequence[T]]) -> list[T]:
        """One answer per text; only texts not remembered reach `judge`, in one call."""
        keys = [hash(text) for text in texts]
        known = {key: self._recall(key) for key in keys if key in self._young or key in self._old}
        fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if fresh:
            known.update(zip(fresh, judge(list(fresh.values())), strict=True))
            for key in fresh:
                self._keep(key, known[key])
        return [known[key] for key in keys]

    def _recall(self, key: int) -> T:
        if key not in self._young:
            self._keep(key, self._old[key])
        return self._young[key]

    def _keep(self, key: int, value: T) -> None:
        if len(self._young) >= self._size:
            self._old, self._young = self._young, {}
        self._young[key] = value

"""What the footer of a page shows, found as text, links, images, inline scripts or elements that scripts fill."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from portal.page import LinkKind, Page, Zone

_NOTHING = r"(?!)"
_ABOVE = 8  # blocks above the footer that may belong to it
_TAIL = 15  # last blocks of a page whose footer has no mark
_END = 4  # last blocks, where "版权所有" and a telephone number are a footer without a mark
_FOOT = re.compile(
    r"(?:(?:site|page|main|common|public|gw|web|index|my|the|sys|g|m|pc|zw|new|load|include)[-_]?)?"
    r"(?:footer|foot|bottom|copy-?right|banquan|dibu|yejiao)"
    r"(?:[-_.]?(?:bar|box|wrap\w*|con\w*|main|info|inner|area|div|all|html?|load|include|inc|new|pc|js|min|\d+))*",
    re.I,
)
CODE = re.compile(r"标识(?:编)?[码号]\s*(?:为|是)?\s*[:：∶]?\s*((?:bm|n)?\s*\d{8,10})(?!\d)", re.I)


@dataclass(frozen=True, slots=True)
class Element:
    """One thing a footer must show. `in_footer`: looked for there only · like: words that come near it.

    words and like are looked for in texts in small letters.
    """

    name: str
    in_footer: bool
    words: re.Pattern[str]
    addresses: re.Pattern[str]
    images: re.Pattern[str]
    names: re.Pattern[str]
    like: re.Pattern[str]
    suggestion: str


@dataclass(frozen=True, slots=True)
class Footing:
    """What was found of a footer.

    near: elements only hinted at · codes: 标识码 shown · hollow: an empty footer is there, to be filled · written: the
    page itself has one, whatever it shows.
    """

    shown: frozenset[str]
    near: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    hollow: bool = False
    written: bool = False


@cache
def elements() -> tuple[Element, ...]:
    table = tomllib.loads((files("checks") / "data" / "footer.toml").read_text(encoding="utf-8"))
    return tuple(_element(row) for row in table["element"])


def _element(row: dict[str, str]) -> Element:
    def pattern(key: str, flags: re.RegexFlag = re.I) -> re.Pattern[str]:
        return re.compile(row.get(key) or _NOTHING, flags)

    return Element(
        row["name"],
        row["place"] == "footer",
        pattern("words", re.NOFLAG),
        pattern("addresses"),
        pattern("images"),
        pattern("names"),
        pattern("like", re.NOFLAG),
        row["suggestion"],
    )


def footing_of(page: Page) -> Footing:
    """What one page itself shows; frames are pages of their own."""
    written = "\n".join((page.text, page.scripted))
    everything = written.lower()
    foot = "\n".join((*_footer(page), page.scripted)).lower()
    linked = frozenset[str]().union(
        *(
            _linked(
                link.url, link.kind is LinkKind.IMAGE, "" if link.zone is Zone.BODY else link.text.lower()
            )
            for link in page.links
        )
    )
    shown = linked | {e.name for e in elements() if _shows(page, e, foot if e.in_footer else everything)}
    near = frozenset(e.name for e in elements() if e.name not in shown and e.like.search(foot))
    return Footing(shown, near, frozenset(_codes(written)), _is_hollow(page), _is_written(page, shown))


def together(footings: Iterable[Footing]) -> Footing:
    """A page and the frames in it."""
    parts = tuple(footings)
    shown = frozenset[str]().union(*(part.shown for part in parts))
    near = frozenset[str]().union(*(part.near for part in parts)) - shown
    codes = frozenset[str]().union(*(part.codes for part in parts))
    hollow, written = any(part.hollow for part in parts), any(part.written for part in parts)
    return Footing(shown, near, codes, hollow, written)


def _shows(page: Page, element: Element, text: str) -> bool:
    if element.words.search(text) or element.addresses.search(page.scripted):
        return True
    return any(element.names.search(name) for name in page.hollow)


@lru_cache(maxsize=20_000)
def _linked(url: str, is_image: bool, text: str) -> frozenset[str]:
    """Elements a link shows. Menus and footers repeat on every page."""
    if not (is_image or text or _addresses().search(url)):
        return frozenset()
    return frozenset(
        element.name
        for element in elements()
        if element.addresses.search(url)
        or (is_image and element.images.search(url))
        or (text and element.words.search(text))
    )


@cache
def _addresses() -> re.Pattern[str]:
    """Of any element; most links are none."""
    return re.compile("|".join(element.addresses.pattern for element in elements()), re.I)


def _footer(page: Page) -> Iterator[str]:
    """Texts of the footer with the lines above it; of a page without one, its last lines. Texts of its images too."""
    first = next((n for n, block in enumerate(page.blocks) if block.zone is Zone.FOOTER), None)
    if first is None:
        yield from (block.text for block in page.blocks[-_TAIL:])
    else:
        above = page.blocks[max(0, first - _ABOVE) : first]
        yield from (block.text for block in above if block.zone is not Zone.BODY)
        yield from (block.text for block in page.blocks[first:])
    yield from (link.text for link in page.links if link.zone is Zone.FOOTER)


def _codes(text: str) -> Iterator[str]:
    for match in CODE.finditer(text):
        yield re.sub(r"\s", "", match[1])


def _is_written(page: Page, shown: frozenset[str]) -> bool:
    """Whether something is there that stands in footers only, or owner and contact stand in the footer's place."""
    if any(element.name in shown for element in elements() if not element.in_footer):
        return True
    foot = "\n".join(block.text for block in page.blocks if block.zone is Zone.FOOTER).lower()
    if foot:
        return all(e.words.search(foot) or e.like.search(foot) for e in elements() if e.in_footer)
    end = "\n".join(block.text for block in page.blocks[-_END:]).lower()
    return all(
        (e.like if e.like.pattern != _NOTHING else e.words).search(end) for e in elements() if e.in_footer
    )


def _is_hollow(page: Page) -> bool:
    """Whether an empty element or a script by its name is there to bring the footer."""
    names = (word for name in page.hollow for word in name.split())
    scripts = (
        link.url.rpartition("/")[2].partition("?")[0] for link in page.links if link.kind is LinkKind.SCRIPT
    )
    return any(_FOOT.fullmatch(name) for name in (*names, *scripts))

"""Links to hosts that are neither the site's nor the government's, and whether a reader can see them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from crawler.extract import deceit
from crawler.extract.openers import Openers
from crawler.extract.tree import Tree, fold
from crawler.extract.veil import colour, cover_of, declared, hiding, is_gapless
from portal import selectors, urls
from portal.page import Cover, Hiding, Outside

_GROUPS, _LINKS, _TEXT = 60, 60, 60  # groups of a page, links of a group, characters of a text
_MANY = 500  # links looked at inside a hidden element
_CLEAN = re.compile(r"[^\w\u4e00-\u9fff-]")
_FRAMES = frozenset({"iframe", "frame", "embed"})
_ADDRESS = re.compile(r"\s*(?:https?:)?[/\\]{2}([^/?#\\]+)", re.I)
_SEEN_BY_ALL = frozenset({"body", "html"})
_TAIL = re.compile(rb"<a\b[^<>]{0,400}?\bhref\s*=\s*[\"']?\s*((?:https?:)?//[^\s\"'<>]{1,300})", re.I)
_TINY, _RUSHING = 1, 300  # px of a marquee, its scrollamount
STRONG = frozenset({Cover.TAIL, Cover.BOX, Cover.FONT, Cover.AWAY, Cover.COLOUR, Cover.MARQUEE, Cover.SCRIPT})


def outside_of(tree: Tree, html: bytes, url: str, base: str) -> tuple[Outside, ...]:
    """Groups of neighbouring outside links of a page, and the forms and frames that lead outside."""
    own = urls.party(urlsplit(url).netloc)
    found: dict[tuple[int, str], list[tuple[str, str]]] = {}
    for tag, i, href in _candidates(tree):
        if (host := _stranger(href)) and host != own:
            group = found.setdefault((tree.parent[i] if tag == "a" else i, tag), [])
            if len(group) < _LINKS and (address := urls.join(base, href)[0]):
                group.append((address, _label(tree, i) if tag == "a" else ""))
    groups = tuple(deceit.written(tree, own))
    forms = [node for node, tag in found if tag == "form"]
    groups += tuple(Outside("form", tuple(found.pop((node, "form")))) for node in forms)
    if found:
        reader = _Reader(tree, html, own)
        listed = list(found.items())[:_GROUPS]
        groups += tuple(reader.group(node, tag, links) for (node, tag), links in listed if links)
    return groups


def _candidates(tree: Tree) -> Iterator[tuple[str, int, str]]:
    for i in tree.links:
        href = tree.attrs[i].get("href")
        if href and ("//" in href[:10]):
            yield "a", i, href
    for i in tree.frames:
        tag, given = tree.tag[i], tree.attrs[i]
        href = given.get("action") if tag == "form" else given.get("src")
        if href and "//" in href[:10]:
            yield tag, i, href


@lru_cache(maxsize=4096)
def _host(href: str) -> str:
    found = _ADDRESS.match(href)
    return urls.party(found[1]) if found else ""


@lru_cache(maxsize=4096)
def _stranger(href: str) -> str:
    """The host of an address, unless it is the government's."""
    host = _host(href)
    return "" if urls.is_government(host) else host


def _label(tree: Tree, i: int) -> str:
    given = tree.attrs[i]
    text = tree.label(i) or fold(given.get("title") or "")
    if not text and tree.end[i] > i + 1:
        inner = (tree.attrs[j] for j in range(i + 1, tree.end[i]) if tree.tag[j] == "img")
        text = next((fold(t) for a in inner if (t := a.get("alt") or a.get("title"))), "")
    return text[:_TEXT]


@dataclass(slots=True)
class _Reader:
    """Reads how groups of links of one page are hidden."""

    tree: Tree
    html: bytes
    own: str
    rules: tuple[Hiding, ...] = ()
    tail: frozenset[str] = frozenset()
    spans: tuple[tuple[int, int], ...] = ()
    openers: Openers = field(init=False)
    _own_cover: dict[int, Cover | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        tree = self.tree
        styles = [tree.text[i] for i in tree.named["style"] if tree.text[i]]
        written = deceit.written_styles(tree)
        self.rules = tuple(rule for text in styles for rule in _rules(text))
        self.rules += tuple(
            Hiding(r.selector, Cover.SCRIPT) for text in written for r in _rules(text) if r.cover
        )
        self.rules += tuple(Hiding(f"#{name}", Cover.SCRIPT) for name in deceit.hidden_by_script(tree))
        self.tail = _tail(self.html)
        self.spans = tuple(deceit.wrapped(tree))
        self.openers = Openers(tree)

    def group(self, node: int, tag: str, links: list[tuple[str, str]]) -> Outside:
        above = self._above(node)
        path = tuple(_element(self.tree, i) for i in above)
        if tag != "a":
            return Outside(tag, tuple(links), path, self._frame_cover(node, tag, above), inside=0)
        singles = self._links_of(node)
        cover, holder = self._cover(above, path, node, singles)
        if self.tail and all(address in self.tail for address, _ in links):
            cover = Cover.TAIL
        if cover is None or (cover is Cover.FONT and self._has_pictures(singles)):
            return Outside(tag, tuple(links), path)
        opens = holder >= 0 and cover not in STRONG and self.openers.opens(holder)
        if holder in singles:
            path = (*path, _element(self.tree, holder))
        return Outside(tag, tuple(links), path, cover, opens, self._inside(holder))

    def _has_pictures(self, links: Sequence[int]) -> bool:
        return any("img" in self.tree.tag[i : self.tree.end[i]] for i in links)

    def _above(self, node: int) -> list[int]:
        """Elements from below the body down to a node."""
        found = []
        while node >= 0 and self.tree.tag[node] not in _SEEN_BY_ALL:
            found.append(node)
            node = self.tree.parent[node]
        return found[::-1]

    def _links_of(self, node: int) -> list[int]:
        return [i for i in self.tree.links_in(node) if self.tree.parent[i] == node][:_LINKS]

    def _cover(
        self, above: Sequence[int], path: Sequence[str], node: int, singles: Sequence[int]
    ) -> tuple[Cover | None, int]:
        """The strongest cover, and the outermost element that has it."""
        covers = [(cover, i) for i in above if (cover := self._covered(i))]
        covers += [
            (rule.cover, above[at]) for rule in self.rules if rule.cover and (at := self._at(rule, path)) >= 0
        ]
        if any(start < node < stop or any(start < i < stop for i in singles) for start, stop in self.spans):
            covers.append((Cover.SCRIPT, -1))
        outside = [i for i in singles if _host(self.tree.attrs[i].get("href") or "")]
        if not covers and outside and (own := self._covered(outside[0])):
            covers.append((own, outside[0]))
        if not covers and outside and self._in_its_colour(outside[0], above):
            covers.append((Cover.COLOUR, outside[0]))
        covers.sort(key=lambda found: found[0] not in STRONG)
        return covers[0] if covers else (None, -1)

    def _at(self, rule: Hiding, path: Sequence[str]) -> int:
        at = selectors.holder(rule.selector, path)
        if at >= 0 and any(r.cover is None and selectors.fits(r.selector, path[at]) for r in self.rules):
            return -1
        return at

    def _covered(self, i: int) -> Cover | None:
        if i not in self._own_cover:
            self._own_cover[i] = _own_cover(self.tree.tag[i], self.tree.attrs[i])
        return self._own_cover[i]

    def _in_its_colour(self, link: int, above: Sequence[int]) -> bool:
        """Whether the letters have the colour of the nearest background, where both are written in the page."""
        outermost = self.tree.parent[above[0] if above else link]
        letters = ground = ""
        for i in (outermost, *above, *range(link, self.tree.end[link])):
            letters = _letters(self.tree.attrs[i]) or letters
            ground = _ground(self.tree.attrs[i]) or ground
        return bool(letters) and letters == ground

    def _frame_cover(self, node: int, tag: str, above: Sequence[int]) -> Cover | None:
        if tag not in _FRAMES:
            return None
        given = self.tree.attrs[node]
        if any(
            (given.get(side) or "").strip().removesuffix("px") in {"0", "1"} for side in ("width", "height")
        ):
            return Cover.BOX
        style = declared(given.get("style") or "")
        if any(re.fullmatch(r"[01](?:px)?", style.get(side, "")) for side in ("width", "height")):
            return Cover.BOX
        return next((cover for i in above if (cover := self._covered(i))), None)

    def _inside(self, holder: int) -> int:
        """Links of the hidden element that stay with the site or lead to the government."""
        if holder < 0:
            return 0
        hrefs = (self.tree.attrs[i].get("href") or "" for i in self.tree.links_in(holder)[:_MANY])
        hosts = [_host(href) for href in hrefs if href and not href.startswith(("#", "javascript:"))]
        return sum(not host or host == self.own or urls.is_government(host) for host in hosts)


@lru_cache(maxsize=64)
def _rules(text: str) -> tuple[Hiding, ...]:
    return hiding(text)


def _own_cover(tag: str, given: dict[str, str | None]) -> Cover | None:
    if tag == "noscript":
        return Cover.NOSCRIPT
    if tag == "marquee" and _unseen_marquee(given):
        return Cover.MARQUEE
    if "hidden" in given:
        return Cover.DISPLAY
    style = given.get("style")
    return cover_of(style, closes_gaps=is_gapless(tag, style)) if style else None


def _unseen_marquee(given: dict[str, str | None]) -> bool:
    def number(name: str) -> int | None:
        found = re.match(r"\s*(\d+)", given.get(name) or "")
        return int(found[1]) if found else None

    sizes = [size for side in ("width", "height") if (size := number(side)) is not None]
    return any(size <= _TINY for size in sizes) or (number("scrollamount") or 0) >= _RUSHING


def _letters(given: dict[str, str | None]) -> str:
    if "style" not in given and "color" not in given:
        return ""
    return colour(declared(given.get("style") or "").get("color", "") or (given.get("color") or "").lower())


def _ground(given: dict[str, str | None]) -> str:
    if "style" not in given and "bgcolor" not in given:
        return ""
    style = declared(given.get("style") or "")
    written = style.get("background-color") or style.get("background") or given.get("bgcolor") or ""
    return colour(written.lower())


def _element(tree: Tree, i: int) -> str:
    given = tree.attrs[i]
    name = tree.tag[i]
    if identity := _CLEAN.sub("", given.get("id") or ""):
        name += f"#{identity}"
    return name + "".join(
        f".{c}" for word in (given.get("class") or "").split()[:6] if (c := _CLEAN.sub("", word))
    )


def _tail(html: bytes) -> frozenset[str]:
    """Addresses of links that stand behind </html>."""
    end = html.rfind(b"</html>")
    if end < 0:
        end = html.rfind(b"</HTML>")
    rest = html[end + 7 :] if end >= 0 else b""
    if b"href" not in rest.lower():
        return frozenset()
    return frozenset(urls.normalise(m[1].decode("utf-8", "replace")) for m in _TAIL.finditer(rest))

"""Every link of a page: what people follow and what the page is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from crawler.extract import handlers, pager
from crawler.extract.bounds import LINKS
from crawler.extract.style import css_links
from crawler.extract.tree import Tree, fold
from crawler.extract.zones import Layout
from portal.page import Link, LinkKind, Zone
from portal.urls import TEMPLATE, directory, join

_IDLE_SCHEMES = (
    "javascript:",
    "vbscript:",
    "mailto:",
    "tel:",
    "data:",
    "about:",
    "sms:",
    "blob:",
    "callto:",
    "weixin:",
    "tencent:",
    "mqqwpa:",
)
_NOWHERE = "-"  # in place of a target: not a link at all
_CONTROL = re.compile(r"[\t\r\n]")
_SRCSET = re.compile(r"\s*([^\s,][^\s]*[^\s,]|[^\s,])\s*(?:\s[^,]*)?(?:,|$)")
_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-url",
    "original",
    "lazy-src",
)
_EDITORS_OWN = "_src"  # editors note the source there as it was before saving
_PLACEHOLDER = re.compile(
    r"^$|^data:|loading|lazy|placeholder|blank|grey|gray|spacer|pixel|transparent|default_?img", re.I
)
_REFRESH = re.compile(r"^\s*+[\d.]*+\s*+[;,]?+\s*+url\s*+=\s*+[\"']?+\s*+([^\"'\s>]+)", re.I)
_OPTION = re.compile(
    r"(?:https?:)?//\S+|(?:\.{0,2}/)+[^\s]*\w[^\s]*|[\w./-]+\.(?:s?html?|jsp|aspx?|php|do)(?:[?#]\S*)?", re.I
)
_RELS = {"stylesheet": LinkKind.STYLE, "icon": LinkKind.IMAGE, "apple-touch-icon": LinkKind.IMAGE,
         "apple-touch-icon-precomposed": LinkKind.IMAGE, "image_src": LinkKind.IMAGE, "preload": LinkKind.MEDIA,
         "modulepreload": LinkKind.SCRIPT, "manifest": LinkKind.MEDIA}  # fmt: skip
_HINTS = frozenset({"dns-prefetch", "preconnect", "prefetch", "prerender", "pingback", "edituri", "wlwmanifest",
                    "profile", "file-list", "edit-time-data", "themedata", "colorschememapping", "ole-object-data",
                    "original-file", "main-file"})  # fmt: skip  # for machines; the last seven are Word's own
_TEXT = 120  # characters of link text kept


@dataclass(slots=True)
class Collector:
    """Collects the links of one page against one base address."""

    tree: Tree
    layout: Layout
    page: str
    base: str
    folder: str
    found: list[Link] = field(default_factory=list)

    def add(
        self, node: int, href: str | None, kind: LinkKind, text: str = "", inferred: bool = False
    ) -> None:
        """Record a target unless it leads nowhere by design (empty, #, mailto:, data: …)."""
        if not href or len(self.found) >= LINKS:
            return
        clean = href.isprintable() and href[0] != " " and href[-1] != " "
        written = href if clean else _CONTROL.sub("", href.strip())
        if not written or written == "#":
            return
        url, fragment = self._resolve(written)
        if url != _NOWHERE:
            self.found.append(Link(href, url, text, kind, self.layout.zone_of(node), fragment, inferred))

    def _resolve(self, href: str) -> tuple[str, str]:
        if href[:1] in "#?" and href[:2] != "#{":
            return (self.page, href[1:]) if href[0] == "#" else join(self.base, href)
        return absolute(self.folder, href)


@lru_cache(maxsize=20_000)
def absolute(folder: str, href: str) -> tuple[str, str]:
    """Target of a link that does not depend on the page's own file name; _NOWHERE if it is no link."""
    if href[:12].lower().startswith(_IDLE_SCHEMES):
        return _NOWHERE, ""
    return ("", "") if TEMPLATE.search(href) else join(folder, href)


def links_of(tree: Tree, layout: Layout, page: str, base: str) -> list[Link]:
    """All links in page order, then what inline scripts compute."""
    to = Collector(tree, layout, page, base, directory(base))
    attrs, tags, readers = tree.attrs, tree.tag, _READERS
    for i in tree.holders:
        attributes = attrs[i]
        if reader := readers.get(tags[i]):
            reader(to, i, attributes)
        if "onclick" in attributes or "style" in attributes or "background" in attributes:
            _common(to, i, attributes)
    for i in tree.named["script"]:
        if tree.text[i]:
            _inline_script(to, i)
    for i in tree.named["style"]:
        to.found += css_links(tree.text[i], base, Zone.NAV)
    return to.found


_Attributes = dict[str, str | None]


def _common(to: Collector, i: int, attributes: _Attributes) -> None:
    """What any element may carry: handler, inline style, background."""
    if "onclick" in attributes:
        for target in handlers.literals(attributes["onclick"] or ""):
            to.add(i, target, LinkKind.ANCHOR, _text(to.tree, i), inferred=True)
    if "style" in attributes and "url(" in (attributes["style"] or ""):
        to.found += css_links(attributes["style"] or "", to.base, to.layout.zone_of(i))
    if "background" in attributes:
        to.add(i, attributes["background"], LinkKind.IMAGE)


def _text(tree: Tree, i: int) -> str:
    """Visible text of a link; else its title, else the alt of an image in it."""
    text = tree.label(i)
    if not text:
        text = fold(tree.attrs[i].get("title") or "")
    if not text:
        inner = (tree.attrs[j] for j in range(i + 1, tree.end[i]) if tree.tag[j] == "img")
        text = next((fold(t) for a in inner if (t := a.get("alt") or a.get("title"))), "")
    return text[:_TEXT]


def _anchor(to: Collector, i: int, attributes: _Attributes) -> None:
    href = attributes.get("href")
    if not href:
        return
    if href.lstrip()[:11].lower() == "javascript:":
        for target in handlers.literals(href):
            to.add(i, target, LinkKind.ANCHOR, _text(to.tree, i), inferred=True)
        return
    to.add(i, href, LinkKind.ANCHOR, _text(to.tree, i))


def _area(to: Collector, i: int, attributes: _Attributes) -> None:
    to.add(
        i,
        attributes.get("href"),
        LinkKind.ANCHOR,
        fold(attributes.get("alt") or attributes.get("title") or ""),
    )


def _link(to: Collector, i: int, attributes: _Attributes) -> None:
    rels = (attributes.get("rel") or "").lower().split()
    if not _HINTS.intersection(rels) and not any(rel.startswith("schema.") for rel in rels):
        kind = next((_RELS[rel] for rel in rels if rel in _RELS), LinkKind.ANCHOR)
        to.add(i, attributes.get("href"), kind)


def _image(to: Collector, i: int, attributes: _Attributes) -> None:
    source = attributes.get("src")
    alt = fold(attributes.get("alt") or "")[:_TEXT]
    lazy = next((attributes[name] for name in _LAZY if attributes.get(name)), None)
    empty = _PLACEHOLDER.search(source or "") is not None
    if empty:
        lazy = lazy or attributes.get(_EDITORS_OWN)
    if not (lazy and empty):
        to.add(i, source, LinkKind.IMAGE, alt)
    if lazy:
        to.add(i, lazy, LinkKind.IMAGE, alt)
    _srcset(to, i, attributes)


def _srcset(to: Collector, i: int, attributes: _Attributes) -> None:
    for name in ("srcset", "data-srcset"):
        value = attributes.get(name)
        if value:
            for source in _sources(value):
                to.add(i, source, LinkKind.IMAGE)


def _sources(value: str) -> Iterator[str]:
    """Addresses of a srcset: candidates are separated by commas, an address ends at white space."""
    at = 0
    while at < len(value):
        match = _SRCSET.match(value, at)
        if not match or match.end() == at:
            return
        yield match[1]
        at = match.end()


def _source(kind: LinkKind, *names: str) -> Callable[[Collector, int, _Attributes], None]:
    def read(to: Collector, i: int, attributes: _Attributes) -> None:
        for name in names:
            to.add(i, attributes.get(name), kind)
        _srcset(to, i, attributes)

    return read


def _frame(to: Collector, i: int, attributes: _Attributes) -> None:
    to.add(
        i,
        attributes.get("src") or attributes.get("data-src"),
        LinkKind.FRAME,
        fold(attributes.get("title") or ""),
    )


def _form(to: Collector, i: int, attributes: _Attributes) -> None:
    """A GET form's action is a page of its own; nothing is ever submitted."""
    if (attributes.get("method") or "get").strip().lower() == "get":
        to.add(i, attributes.get("action"), LinkKind.ANCHOR)


def _choice(to: Collector, i: int, attributes: _Attributes) -> None:
    value = (attributes.get("value") or "").strip()
    if _OPTION.fullmatch(value):
        to.add(i, value, LinkKind.ANCHOR, to.tree.text_of(i)[:_TEXT])


def _meta(to: Collector, i: int, attributes: _Attributes) -> None:
    if (attributes.get("http-equiv") or "").strip().lower() == "refresh":
        found = _REFRESH.match(attributes.get("content") or "")
        if found:
            to.add(i, found[1], LinkKind.ANCHOR)


def _input(to: Collector, i: int, attributes: _Attributes) -> None:
    if (attributes.get("type") or "").lower() == "image":
        to.add(i, attributes.get("src"), LinkKind.IMAGE)


def _param(to: Collector, i: int, attributes: _Attributes) -> None:
    if (attributes.get("name") or "").lower() in ("movie", "src", "filename", "url"):
        to.add(i, attributes.get("value"), LinkKind.MEDIA)


def _inline_script(to: Collector, i: int) -> None:
    script = to.tree.text[i]
    if "document.write" in script:
        for target in handlers.written(script):
            to.add(i, target, LinkKind.ANCHOR, inferred=True)
    if "location" in script or "window.open" in script:
        for target in handlers.navigations(script):
            to.add(i, target, LinkKind.ANCHOR, inferred=True)
    if "Page" in script or "Pager" in script:
        for target in pager.pages(script):
            to.add(i, target, LinkKind.ANCHOR, inferred=True)


_READERS: dict[str, Callable[[Collector, int, _Attributes], None]] = {
    "a": _anchor,
    "area": _area,
    "link": _link,
    "img": _image,
    "script": _source(LinkKind.SCRIPT, "src"),
    "iframe": _frame,
    "frame": _frame,
    "object": _source(LinkKind.FRAME, "data"),
    "embed": _source(LinkKind.MEDIA, "src"),
    "source": _source(LinkKind.MEDIA, "src"),
    "track": _source(LinkKind.MEDIA, "src"),
    "audio": _source(LinkKind.MEDIA, "src"),
    "video": _source(LinkKind.MEDIA, "src", "poster"),
    "form": _form,
    "option": _choice,
    "meta": _meta,
    "input": _input,
    "param": _param,
}

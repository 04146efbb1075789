"""What a page says about itself: title, meta tags, base address, anchors."""

from __future__ import annotations

import re
from html import unescape

from crawler.extract.tree import Tree, fold
from portal.urls import join


def title_of(tree: Tree) -> str:
    """Text of the first title element outside svg; "" if there is none."""
    titles = (fold(tree.text[i]) for i in tree.named["title"] if tree.tag[tree.parent[i]] != "svg")
    return next(titles, "")


def base_of(tree: Tree, url: str) -> str:
    """Address relative links are joined to: the first usable <base href>, else the page's own."""
    hrefs = [href.strip() for i in tree.named["base"] if (href := tree.attrs[i].get("href"))]
    return (join(url, hrefs[0])[0] if hrefs else "") or url


_STRUCTURED = re.compile(r'"(?:datePublished|pubDate)"\s*:\s*"([^"]{8,40})"')


def meta_of(tree: Tree) -> dict[str, str]:
    """name or property (lower case) → content; the first non-empty one counts. JSON-LD adds its date of publication."""
    found: dict[str, str] = {}
    for i in tree.named["meta"]:
        attributes = tree.attrs[i]
        name = (
            (attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or "")
            .strip()
            .lower()
        )
        if name and not found.get(name):
            found[name] = fold(unescape(attributes.get("content") or ""))
    for i in tree.named["script"]:
        if tree.attrs[i].get("type") == "application/ld+json" and (told := _STRUCTURED.search(tree.text[i])):
            found.setdefault("datepublished", told[1])
    return found


def anchors_of(tree: Tree) -> frozenset[str]:
    """Every id, and the name of every a element."""
    found: set[str | None] = {identity for _, identity in tree.called}
    found.update([tree.attrs[i].get("name") for i in tree.links])
    return frozenset(name for name in found if name)

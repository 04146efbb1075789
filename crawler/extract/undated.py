"""Lists that show no dates: only where they are clearly lists of content, not menus."""

from __future__ import annotations

import re
from collections import defaultdict

from crawler.extract.titles import title_of
from crawler.extract.tree import Tree, fold, squeeze
from crawler.extract.zones import Layout
from portal.page import Entry
from portal.urls import join

_LEAST = 5  # lines
_TITLE = 10  # characters, mean
_CONTENT = re.compile(
    r"\d{3,}.*\.s?html?$|/content/|/art/|[?&](?:id|article\w*|news\w*)=\d+|/info/\d+/|/t\d{8}_", re.I
)
_LINES = frozenset({"li", "tr", "dd", "p", "div", "td"})


def undated(tree: Tree, layout: Layout, base: str) -> list[Entry]:
    """Lines of the longest list of content links that is no menu; [] if there is none."""
    lines: dict[tuple[int, str], list[int]] = defaultdict(list)
    for link in tree.links:
        line = tree.parent[link]
        while line > 0 and tree.tag[line] not in _LINES:
            line = tree.parent[line]
        if line <= 0 or layout.is_named(link) or link >= layout.footer or not _is_only(tree, link, line):
            continue
        lines[tree.parent[line], tree.tag[line]].append(link)
    return max((_entries(tree, group, base) for group in lines.values()), key=len, default=[])


def _is_only(tree: Tree, link: int, line: int) -> bool:
    """Whether a line leads to one address, by this link last: its picture may lead there too."""
    links = tree.links_in(line)
    return link == links[-1] and len({tree.attrs[other].get("href") for other in links}) == 1


def _entries(tree: Tree, links: list[int], base: str) -> list[Entry]:
    if len(links) < _LEAST:
        return []
    found = []
    for link in links:
        title = title_of(tree, link, None) or _pictured(tree, link)
        url = join(base, (tree.attrs[link].get("href") or "").strip())[0]
        if title and url:
            found.append(Entry(title, None, url))
    if len(found) < _LEAST or len({e.url for e in found}) < len(found) * 0.8:
        return []
    mean = sum(len(squeeze(e.title)) for e in found) / len(found)
    content = sum(_CONTENT.search(e.url) is not None for e in found)
    return found if mean >= _TITLE and content >= len(found) * 0.7 else []


def _pictured(tree: Tree, link: int) -> str:
    """What a picture in a link shows, as its alt tells."""
    images = (tree.attrs[i] for i in range(link + 1, tree.end[link]) if tree.tag[i] == "img")
    return next((fold(alt) for image in images if (alt := image.get("alt"))), "")

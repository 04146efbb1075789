"""What a page puts in the way of people with a screen reader or without a mouse (GB/T 37668), counted."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate

from crawler.extract.tree import Tree
from crawler.extract.zones import Layout
from portal.page import Barriers, Zone

_LOCKED = re.compile(
    r"user-scalable\s*=\s*(?:no|0)\b|maximum-scale\s*=\s*(?:1(?:\.0+)?|0\.\d+)\s*(?:[,;]|$)", re.I
)
_TYPED = frozenset(
    {"", "text", "search", "password", "email", "tel", "number", "url", "date", "file", "checkbox", "radio"}
)
_NAMES = ("title", "aria-label", "aria-labelledby", "placeholder")
_ORNAMENT = frozenset({"presentation", "none"})
_MAIN = frozenset({Zone.BODY, Zone.LIST})
_SPACER = 3  # pixels
_PICTURES = frozenset({"svg", "object", "video"})
_Attributes = dict[str, str | None]


def barriers_of(tree: Tree, layout: Layout) -> Barriers:
    return Barriers(
        images=sum(
            _is_unnamed_image(tree.attrs[i]) and layout.zone_of(i) in _MAIN for i in tree.named["img"]
        ),
        links=sum(_is_unnamed_link(tree, i) for i in tree.named["a"]),
        fields=_unnamed_fields(tree),
        no_language=bool(tree.named["html"]) and not tree.attrs[tree.named["html"][0]].get("lang"),
        zoom_locked=any(_is_lock(tree.attrs[i]) for i in tree.named["meta"]),
    )


def _is_unnamed_image(attributes: _Attributes) -> bool:
    """alt="" is a name: it says that the picture is an ornament; so do role and aria-hidden."""
    if "alt" in attributes or any(attributes.get(name) for name in _NAMES):
        return False
    if attributes.get("role") in _ORNAMENT or attributes.get("aria-hidden") == "true":
        return False
    sizes = (attributes.get("width") or "", attributes.get("height") or "")
    return not any(size.rstrip("px").isdigit() and int(size.rstrip("px")) <= _SPACER for size in sizes)


def _is_unnamed_link(tree: Tree, i: int) -> bool:
    """A handler around nothing is left out: a script or a style sheet fills it."""
    attributes, size = tree.attrs[i], tree.end[i] - i
    href = attributes.get("href")
    if (
        not href
        or (size == 1 and href.lstrip()[:11].lower() == "javascript:")
        or tree.label(i)
        or any(attributes.get(name) for name in _NAMES)
    ):
        return False
    for j in range(i + 1, tree.end[i]):
        inner = tree.attrs[j]
        if tree.tag[j] in _PICTURES or inner.get("alt") or inner.get("title") or inner.get("aria-label"):
            return False
    return True


def _unnamed_fields(tree: Tree) -> int:
    fields = [
        *(i for i in tree.named["input"] if (tree.attrs[i].get("type") or "").strip().lower() in _TYPED),
        *tree.named["select"],
        *tree.named["textarea"],
    ]
    if not fields:
        return 0
    labels = tree.named["label"]
    meant = {tree.attrs[i].get("for") for i in labels}
    ends = [
        0,
        *accumulate((tree.end[label] for label in labels), max),
    ]  # where the labels begun so far are over
    return sum(_is_unnamed_field(tree.attrs[i], meant) and ends[bisect_left(labels, i)] <= i for i in fields)


def _is_unnamed_field(attributes: _Attributes, meant: set[str | None]) -> bool:
    named = any(attributes.get(name) for name in _NAMES) or attributes.get("id") in meant - {None, ""}
    return not named and "display:none" not in (attributes.get("style") or "").replace(" ", "")


def _is_lock(attributes: _Attributes) -> bool:
    content = attributes.get("content")
    return (
        bool(content)
        and (attributes.get("name") or "").lower() == "viewport"
        and bool(_LOCKED.search(content or ""))
    )

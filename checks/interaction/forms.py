"""Forms a visitor can fill in."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_INPUTS = 3  # fields that make a form without a text area
_TEXT_INPUTS = {"", "text", "tel", "email", "number"}
_SEARCH = re.compile(r"search|sousuo|query|keyword|jiansuo", re.I)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def has_form(markup: str) -> bool:
    """A text area to write in, or enough fields in one form; search boxes are none."""
    tree = LexborHTMLParser(markup)
    if any(_is_seen(area) for area in tree.css("textarea,[contenteditable=true]")):
        return True
    forms = [form for form in tree.css("form") if not _SEARCH.search(form.attributes.get("action") or "")]
    return any(sum(map(_is_field, form.css("input"))) >= _INPUTS for form in forms)


def _is_field(node: LexborNode) -> bool:
    kind = (node.attributes.get("type") or "").lower()
    return kind in _TEXT_INPUTS and _is_seen(node) and not _SEARCH.search(node.attributes.get("name") or "")


def _is_seen(node: LexborNode) -> bool:
    at: LexborNode | None = node
    while at is not None and at.tag not in {"body", "html", "-document"}:
        if "hidden" in at.attributes or _UNSEEN.search(at.attributes.get("style") or ""):
            return False
        at = at.parent
    return True

"""Paragraphs that stand twice in one article: two copies side by side in the page's markup, not in a table or list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

LONGEST_CHAIN = 60  # elements above a paragraph that are looked at
_CELLS = frozenset({"td", "th", "li", "dt", "dd", "select", "form", "nav", "footer"})


def adjoining(html: str, texts: Sequence[str]) -> dict[str, bool]:
    """Those of the texts that two sibling elements hold; whether one follows the other at once."""
    wanted = {squeezed(text): text for text in texts}
    places: dict[tuple[int, str, str], list[LexborNode]] = {}
    for node in LexborHTMLParser(html).css("p, div, section, h1, h2, h3, h4"):
        parent, text = node.parent, squeezed(node.text())
        if text in wanted and parent is not None and _is_innermost(node, text) and not _is_cell(node):
            kind = f"{node.tag} {node.attributes.get('class')}"
            places.setdefault((parent.mem_id, kind, text), []).append(node)
    return {wanted[text]: _follow(nodes) for (_, _, text), nodes in places.items() if len(nodes) > 1}


def squeezed(text: str) -> str:
    return "".join(text.split())


def _is_innermost(node: LexborNode, text: str) -> bool:
    return not any(
        squeezed(child.text()) == text for child in node.css("p, div, section") if child.mem_id != node.mem_id
    )


def _follow(nodes: list[LexborNode]) -> bool:
    return any(_next(one) == other.mem_id for one, other in pairwise(nodes))


def _next(node: LexborNode) -> int:
    """The element after this one that is not empty; 0 if there is none."""
    following = node.next
    while following is not None and not squeezed(following.text()):
        following = following.next
    return following.mem_id if following is not None else 0


def _is_cell(node: LexborNode) -> bool:
    above: LexborNode | None = node
    for _ in range(LONGEST_CHAIN):
        if above is None:
            return False
        if above.tag in _CELLS:
            return True
        above = above.parent
    return False

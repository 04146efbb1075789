"""The visible text of a page cut at every tag: a label and its value in neighbouring spans stay apart."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

_HIDDEN = "script,style,head,noscript,template,textarea,select"


def tree_of(markup: str) -> LexborHTMLParser:
    """The page without what nobody reads."""
    tree = LexborHTMLParser(markup)
    for node in tree.css(_HIDDEN):
        node.decompose()
    return tree


def pieces_of(node: LexborNode | None) -> list[str]:
    """Texts between tags, in order, white space folded."""
    if node is None:
        return []
    parts = (" ".join(piece.split()) for piece in node.text(separator="\x1f").split("\x1f"))
    return [part for part in parts if part]

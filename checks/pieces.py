"""The visible text of a page cut at every tag: a label and its value in neighbouring spans stay apart."""

from __future__ import annotations

from collections.abc import Iterator

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


def grouped(root: LexborNode | None) -> list[str]:
    """Texts in order, with "" after each that ends its group: nothing else follows in the smallest element around it
    that holds more than this text. Marks alone (a colon in a tag of its own) are no text.
    """
    texts = [node for node in root.traverse(include_text=True) if _is_text(node)] if root else []
    last: dict[int, int] = {}
    count: dict[int, int] = {}
    for number, node in enumerate(texts):
        for around in _around(node):
            last[around.mem_id] = number
            count[around.mem_id] = count.get(around.mem_id, 0) + 1
    found: list[str] = []
    for number, node in enumerate(texts):
        found.append(" ".join((node.text_content or "").split()))
        group = next((around.mem_id for around in _around(node) if count[around.mem_id] > 1), None)
        if group is None or last[group] == number:
            found.append("")
    return found


def _is_text(node: LexborNode) -> bool:
    return node.tag == "-text" and any(character.isalnum() for character in node.text_content or "")


def _around(node: LexborNode) -> Iterator[LexborNode]:
    while (parent := node.parent) is not None and parent.tag != "-document":
        yield parent
        node = parent

"""An HTML document as flat arrays in document order: one parse, one walk, then only Python lists.

Node i is an element (`tag[i]` its name) or a text node (`tag[i] == ""`, `text[i]` its characters). The subtree
of i is the index range [i, end[i]). Comments are dropped; what stands inside script, style, textarea and the
like is kept as `text[i]` of that element itself, so that no reader takes it for visible text.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

NO_ATTRIBUTES: dict[str, str | None] = {}
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "noembed", "noframes"})


@dataclass(frozen=True, slots=True)
class Tree:
    tag: list[str]
    attrs: list[dict[str, str | None]]
    parent: list[int]  # -1 for the root
    end: list[int]
    text: list[str]
    texts: list[int]  # indices of text nodes that are not blank
    links: list[int]  # indices of a elements

    def text_of(self, i: int) -> str:
        """All text inside a node, white space folded."""
        return fold("".join(self.text[t] for t in self.texts_in(i)))

    def texts_in(self, i: int) -> list[int]:
        """Indices of the text nodes in a subtree."""
        return within(self.texts, i, self.end[i])

    def links_in(self, i: int) -> list[int]:
        return within(self.links, i, self.end[i])

    def ancestor(self, i: int, tag: str, levels: int) -> int:
        """Nearest ancestor (or self) with a tag, at most so many levels up; -1 if none."""
        for _ in range(levels + 1):
            if i < 0 or self.tag[i] == tag:
                return i
            i = self.parent[i]
        return -1


def within(indices: list[int], start: int, stop: int) -> list[int]:
    """Members of a sorted index list that lie in [start, stop)."""
    return indices[bisect_left(indices, start) : bisect_left(indices, stop)]


def fold(text: str) -> str:
    """White space folded to single spaces; zero-width characters dropped."""
    if not text.isascii():
        text = text.replace("\u200b", "").replace("\ufeff", "")
    return " ".join(text.split())


def squeeze(text: str) -> str:
    """Text without any white space, for comparing titles."""
    return "".join(text.split())


def build(html: str) -> Tree:
    """Parse and flatten. Depth is bounded by memory only; lexbor repairs every input."""
    tags: list[str] = []
    attrs: list[dict[str, str | None]] = []
    parents: list[int] = []
    ends: list[int] = []
    text: list[str] = []
    texts: list[int] = []
    links: list[int] = []
    open_nodes: list[LexborNode] = []
    open_at = [-1]
    node: LexborNode | None = LexborHTMLParser(html).root
    while node is not None:
        tag = node.tag or ""
        child = None
        if tag[:1] != "-" or tag == "-text":
            at = len(tags)
            own, given = "", NO_ATTRIBUTES
            if tag == "-text":
                tag, own = "", node.text_content or ""
                if not own.isspace():
                    texts.append(at)
            else:
                given = node.attributes or NO_ATTRIBUTES
                if tag in RAW:
                    own = node.text(deep=True) or ""
                else:
                    child = node.first_child
                    if tag == "a":
                        links.append(at)
            tags.append(tag)
            attrs.append(given)
            parents.append(open_at[-1])
            ends.append(at + 1)
            text.append(own)
        if child is not None:
            open_nodes.append(node)
            open_at.append(at)
            node = child
            continue
        node = node.next
        while node is None and open_nodes:
            ends[open_at.pop()] = len(tags)
            node = open_nodes.pop().next
    return Tree(tags, attrs, parents, ends, text, texts, links)

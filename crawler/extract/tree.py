"""An HTML document as flat arrays in document order: one parse, one walk, then only Python lists.

Node i is an element (`tag[i]` its name) or a text node (`tag[i] == ""`, `text[i]` its characters). The subtree
of i is the index range [i, end[i]). Comments are dropped; what stands inside script, style, textarea and the
like is kept as `text[i]` of that element itself, so that no reader takes it for visible text.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

NO_ATTRIBUTES: dict[str, str | None] = {}
SOUGHT = (
    "a", "aside", "base", "embed", "footer", "form", "frame", "header", "html", "iframe", "img", "input", "label",
    "meta", "nav", "script", "select", "style", "textarea", "title"
)  # fmt: skip
FRAMES = ("embed", "form", "frame", "iframe")
_LARGE = 1_000_000  # bytes from which equal attributes share one dict
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "noembed", "noframes"})


@dataclass(frozen=True, slots=True)
class Tree:
    tag: list[str]
    attrs: list[dict[str, str | None]]
    parent: array[int]  # -1 for the root
    end: array[int]
    text: list[str]
    texts: array[int]  # indices of text nodes that are not blank
    holders: array[int]  # indices of elements with attributes
    named: dict[str, array[int]]  # indices of the elements of each tag in SOUGHT
    labels: dict[int, str]  # text of links, filled when asked for

    @property
    def links(self) -> array[int]:
        return self.named["a"]

    @property
    def frames(self) -> list[int]:
        """Forms and elements that show other pages."""
        return [i for tag in FRAMES for i in self.named[tag]]

    def text_of(self, i: int) -> str:
        """All text inside a node, white space folded."""
        texts = self.texts
        first, last = bisect_left(texts, i), bisect_left(texts, self.end[i])
        if last - first == 1:
            return fold(self.text[texts[first]])
        return fold("".join([self.text[t] for t in texts[first:last]])) if last > first else ""

    def label(self, link: int) -> str:
        """Visible text of a link, white space folded."""
        known = self.labels.get(link)
        if known is None:
            known = self.labels[link] = self.text_of(link)
        return known

    def texts_in(self, i: int) -> Sequence[int]:
        """Indices of the text nodes in a subtree."""
        return within(self.texts, i, self.end[i])

    def links_in(self, i: int) -> Sequence[int]:
        return within(self.links, i, self.end[i])

    def ancestor(self, i: int, tag: str, levels: int) -> int:
        """Nearest ancestor (or self) with a tag, at most so many levels up; -1 if none."""
        for _ in range(levels + 1):
            if i < 0 or self.tag[i] == tag:
                return i
            i = self.parent[i]
        return -1


def _numbers() -> array[int]:
    """Node indices at four bytes each: a page may have a million nodes."""
    return array("i")


def within(indices: Sequence[int], start: int, stop: int) -> Sequence[int]:
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


def build(html: bytes) -> Tree:
    """Parse UTF-8 and flatten. Depth is bounded by memory only; lexbor repairs every input."""
    tree = Tree(
        [], [], _numbers(), _numbers(), [], _numbers(), _numbers(), {tag: _numbers() for tag in SOUGHT}, {}
    )
    tags, attrs, parents, text, texts = tree.tag, tree.attrs, tree.parent, tree.text, tree.texts
    holders, ends, sought = tree.holders, tree.end, tree.named
    open_nodes: list[tuple[LexborNode, int]] = []
    known: dict[tuple[tuple[str, str | None], ...], dict[str, str | None]] = {}
    large = len(html) > _LARGE
    at = parent = -1
    node: LexborNode | None = LexborHTMLParser(html).root
    while node is not None:
        tag = node.tag or "-"
        child = None
        if tag == "-text":
            own = node.text_content
            if own and not own.isspace():
                texts.append(at := at + 1)
                tags.append("")
                attrs.append(NO_ATTRIBUTES)
                parents.append(parent)
                text.append(own)
                ends.append(at + 1)
            elif texts:
                text[texts[-1]] += " "  # white space between elements stays with the text before it
        elif tag[0] != "-":  # no comment, no doctype
            at += 1
            tags.append(tag)
            attributes = node.attributes
            if attributes:
                holders.append(at)
                if large:
                    attributes = known.setdefault(tuple(attributes.items()), attributes)
            attrs.append(attributes or NO_ATTRIBUTES)
            if tag in sought:
                sought[tag].append(at)
            parents.append(parent)
            ends.append(at + 1)
            if tag in RAW:
                text.append(node.text(deep=True) or "")
            else:
                text.append("")
                child = node.first_child
            if child is not None:
                open_nodes.append((node, parent))
                node, parent = child, at
                continue
        node = node.next
        while node is None and open_nodes:
            ends[parent] = at + 1
            node, parent = open_nodes.pop()
            node = node.next
    return tree

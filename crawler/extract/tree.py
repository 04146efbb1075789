"""An HTML document as flat arrays in document order: one parse, one walk, then only Python lists.

Node i is an element (`tag[i]` its name) or a text node (`tag[i] == ""`, `text[i]` its characters). The subtree
of i is the index range [i, end[i]). Comments are dropped; what stands inside script, style, textarea and the
like is kept as `text[i]` of that element itself, so that no reader takes it for visible text.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, MutableSequence, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from re import Pattern

from selectolax.lexbor import LexborHTMLParser, LexborNode

NO_ATTRIBUTES: dict[str, str | None] = {}
SOUGHT = (
    "a", "aside", "base", "embed", "footer", "form", "frame", "header", "html", "iframe", "img", "input", "label",
    "meta", "nav", "script", "select", "style", "textarea", "title"
)  # fmt: skip
FRAMES = ("embed", "form", "frame", "iframe")
_LARGE = 1_000_000  # bytes from which equal attributes share one dict, and indices take four bytes each
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "noembed", "noframes"})


_Attributes = dict[str, str | None]
Indices = MutableSequence[int]


@dataclass(slots=True)
class Tree:
    tag: list[str]
    attrs: list[_Attributes]
    parent: Indices  # -1 for the root
    end: Indices
    text: list[str]
    texts: Indices  # text nodes; none of them is blank
    holders: Indices  # elements with attributes
    named: dict[str, Indices]  # elements of each tag in SOUGHT
    called: dict[tuple[str, str], list[int]]  # elements by class and id as written
    _labels: dict[int, str] = field(default_factory=dict)  # text of links, filled when asked for
    _words: str | None = None  # all texts in one string, made when first searched
    _starts: list[int] = field(default_factory=list)  # where each of `texts` begins in it

    @property
    def links(self) -> Indices:
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
        known = self._labels.get(link)
        if known is None:
            known = self._labels[link] = self.text_of(link)
        return known

    def having(self, character: Pattern[str]) -> Iterator[int]:
        """Places in `texts` of those with a character that the pattern matches: one search for the whole page."""
        if self._words is None:
            texts = [self.text[t] for t in self.texts]
            self._words = "\n".join(texts)
            self._starts = list(accumulate([len(text) + 1 for text in texts], initial=0))
        found = character.search(self._words)
        while found:
            place = bisect_right(self._starts, found.start()) - 1
            yield place
            found = character.search(self._words, self._starts[place + 1])

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
    large = len(html) > _LARGE
    tree = _empty(large)
    _flatten(LexborHTMLParser(html).root, tree, {} if large else None)
    attrs, called = tree.attrs, tree.called
    for i in tree.holders:
        attributes = attrs[i]
        classes, identity = attributes.get("class"), attributes.get("id")
        if classes or identity:
            name = (classes or "", identity or "")
            if name in called:
                called[name].append(i)
            else:
                called[name] = [i]
    return tree


def _empty(large: bool) -> Tree:
    """A page may have a million nodes; lists of a small one are faster to fill."""

    def numbers() -> Indices:
        return array("i") if large else []

    named = {tag: numbers() for tag in SOUGHT}
    return Tree([], [], numbers(), numbers(), [], numbers(), numbers(), named, {})


_Known = dict[tuple[tuple[str, str | None], ...], _Attributes]
_FIXED = 256  # tag ids below are the same in all documents
_names: dict[int, str] = {}


def _name(node: LexborNode, tag_id: int) -> str:
    name = node.tag or "-"
    if tag_id < _FIXED:
        _names[tag_id] = name
    return name


def _flatten(node: LexborNode | None, tree: Tree, known: _Known | None) -> None:
    """Walk the parsed document once; the costliest loop of all reading."""
    tags, attrs, parents, ends = tree.tag, tree.attrs, tree.parent, tree.end
    text, texts, holders, named = tree.text, tree.texts, tree.holders, tree.named
    open_nodes: list[tuple[LexborNode, int]] = []
    at = parent = -1
    while node is not None:
        tag_id = node.tag_id
        tag = _names.get(tag_id) or _name(node, tag_id)
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
                if known is not None:
                    attributes = known.setdefault(tuple(attributes.items()), attributes)
            attrs.append(attributes or NO_ATTRIBUTES)
            if tag in named:
                named[tag].append(at)
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

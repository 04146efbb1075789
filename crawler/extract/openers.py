"""Signs that something hidden is meant to be shown: tabs, menus with a label, popups, names that a script speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.extract.runs import is_hidden
from crawler.extract.tree import Tree

_WORKINGS = re.compile(
    r"menu|nav|tab|drop|pop|layer|dialog|modal|mask|share|qr|ewm|erweima|weixin|wechat|code|mobile|wap|phone|sub|more|"
    r"slide|swiper|scroll|banner|float|piao|login|user|tip|search|hover|show|toggle|collaps|fold|con_|con\d|_con|content|"
    r"panel|select|option|xiala|xlcd|lang|app|footer|head|win|alert|close|video|play|ie\d|browser|next|prev|item|loading|"
    r"bsbox|bdshare|jiathis|bshare|sns|print|comment|reply|form|fixed|side|bar|wza|accessib|carousel|gallery|notice|accord|answer|faq|expand|unfold",
    re.I,
)
_LABELLED = frozenset({"li", "dl", "dt", "dd"})
_MENUS = frozenset({"ul", "ol", "dl", "dd", "div"})
_SIBLINGS = 40  # looked at
_SHORT = 3  # characters of a name too short to look for


@dataclass(slots=True)
class Openers:
    """What a page says of its hidden elements."""

    tree: Tree
    _spoken: str = field(default="")
    _read: bool = False

    def opens(self, node: int) -> bool:
        tree = self.tree
        names = [*_names(tree.attrs[node])]
        parent = tree.parent[node]
        around = [*names, *_names(tree.attrs[parent])] if parent >= 0 else names
        if any(_WORKINGS.search(name) for name in around):
            return True
        if any(len(name) >= _SHORT and name in self._scripts() for name in names):
            return True
        if parent < 0:
            return False
        inner = tree.tag[parent] != "body" and (self._is_panel(node) or self._is_menu(node))
        return inner or self._is_toggled(node)

    def _is_toggled(self, node: int) -> bool:
        """Below a line that does something when clicked: a question and its answer."""
        before = [sibling for sibling in self._siblings(node) if sibling < node]
        return bool(before) and "onclick" in self.tree.attrs[before[-1]]

    def _is_panel(self, node: int) -> bool:
        """One of several of a kind of which others are seen: tabs, slides, more lines."""
        tree = self.tree
        classes = tree.attrs[node].get("class")
        for sibling in self._siblings(node):
            same = tree.tag[sibling] == tree.tag[node] and tree.attrs[sibling].get("class") == classes
            if same and not is_hidden(tree.attrs[sibling]) and len(tree.links_in(sibling)):
                return True
        return False

    def _is_menu(self, node: int) -> bool:
        """A list below the line that names it."""
        tree, parent = self.tree, self.tree.parent[node]
        if tree.tag[parent] not in _LABELLED or tree.tag[node] not in _MENUS:
            return False
        return any(tree.parent[i] != node and i < node for i in tree.texts_in(parent))

    def _siblings(self, node: int) -> Iterator[int]:
        tree, parent = self.tree, self.tree.parent[node]
        child, seen = parent + 1, 0
        while child < tree.end[parent] and seen < _SIBLINGS:
            if child != node and tree.tag[child]:
                seen += 1
                yield child
            child = tree.end[child]

    def _scripts(self) -> str:
        """Inline scripts, handlers and data-target attributes, as one text."""
        if not self._read:
            tree = self.tree
            parts = [tree.text[i] for i in tree.named["script"] if tree.text[i]]
            for i in tree.holders:
                for name, value in tree.attrs[i].items():
                    if value and _speaks(name, value):
                        parts.append(value)
            self._spoken, self._read = "\n".join(parts), True
        return self._spoken


def _speaks(name: str, value: str) -> bool:
    """Whether an attribute may name what it opens."""
    if name == "href":
        return value.startswith(("#", "javascript:"))
    return name.startswith(("on", "data-")) or name in {"aria-controls", "for"}


def _names(given: dict[str, str | None]) -> Iterator[str]:
    if identity := given.get("id"):
        yield identity
    yield from (given.get("class") or "").split()

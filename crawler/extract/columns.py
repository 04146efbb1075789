"""Which of several dates in one line of a list is that of publication: by its label, or by the head of its table column."""

from __future__ import annotations

import re

from crawler.extract.stamps import Stamp
from crawler.extract.tree import Tree

_PUBLISHED = re.compile(r"发布|公开|公布|上网|更新|录入|添加|答复|回复|办结")
_OTHER = re.compile(
    r"成文|印发|制定|签发|生效|实施|施行|截止|截至|有效|失效|废止|开始|结束|到期|起始|终止|来信|写信|提交|咨询|留言|受理"
)
_CELLS = frozenset({"td", "th"})
_LABEL = 12  # characters of a label before a date


def published(tree: Tree, line: int, stamps: list[Stamp]) -> list[Stamp]:
    """The date of publication, as one label tells; all of them where none does."""
    heads = _heads(tree, line) if tree.tag[line] == "tr" else []
    said = [(stamp, _label(tree, stamp) + _head(heads, stamp)) for stamp in stamps]
    if found := [stamp for stamp, label in said if _PUBLISHED.search(label) and not _OTHER.search(label)]:
        return found[:1]
    rest = [stamp for stamp, label in said if not _OTHER.search(label)]
    return rest if len(rest) == 1 else stamps


def _label(tree: Tree, stamp: Stamp) -> str:
    return re.split(r"\d", tree.text[stamp.at], maxsplit=1)[0][-_LABEL:]


def _head(heads: list[tuple[int, int, str]], stamp: Stamp) -> str:
    return next((text for start, end, text in heads if start <= stamp.at < end), "")


def _heads(tree: Tree, row: int) -> list[tuple[int, int, str]]:
    """Cells of a row, from node to node, with the text of the cell above them in the first row of the table."""
    table = tree.ancestor(row, "table", 3)
    first = next((i for i in range(table + 1, row) if tree.tag[i] == "tr"), row) if table >= 0 else row
    cells, heads = _cells(tree, row), _cells(tree, first)
    if first == row or len(cells) != len(heads):
        return []
    return [(cell, tree.end[cell], tree.text_of(head)) for cell, head in zip(cells, heads, strict=True)]


def _cells(tree: Tree, row: int) -> list[int]:
    found, child = [], row + 1
    while child < tree.end[row]:
        if tree.tag[child] in _CELLS:
            found.append(child)
        child = tree.end[child]
    return found

"""The policy graph as data: which interpretation explains which file, which file changes or ends which, who links whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from checks.disclosure.documents import Document, Role, bare, is_extension
from checks.disclosure.titles import quoted, same, subject

_OWN_LINKS = 2  # files an interpretation links to in its text; more are a list of something else
_KEY = 4  # last characters of a core, by which documents are looked up


class Relation(StrEnum):
    EXPLAINS = "explains"  # 解读 → 文件
    CHANGES = "changes"  # 修改
    ENDS = "ends"  # 废止


@dataclass(frozen=True, slots=True)
class Edge:
    """source and target: addresses. how: "subject" (the title is about it), "link", "title" (《》 in the text),
    "name" (a part of one) or "number" · forth: source links to target; back: target links to source.
    """

    source: str
    target: str
    relation: Relation
    how: str
    forth: bool
    back: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """nodes by address; edges in page order. Reports draw it; rules ask it."""

    nodes: Mapping[str, Document]
    edges: tuple[Edge, ...]
    leading: Mapping[tuple[str, Relation], Sequence[Edge]]

    def onto(self, url: str, relation: Relation) -> Sequence[Edge]:
        """Edges of a kind that lead to a document."""
        return self.leading.get((url, relation), ())


def link_documents(documents: Sequence[Document]) -> Graph:
    nodes = {document.url: document for document in documents}
    targets = _Targets([d for d in nodes.values() if d.role is Role.FILE])
    edges = [edge for document in nodes.values() for edge in _edges(document, targets)]
    leading: dict[tuple[str, Relation], list[Edge]] = defaultdict(list)
    for edge in edges:
        leading[edge.target, edge.relation].append(edge)
    return Graph(nodes, tuple(edges), leading)


class _Targets:
    """Files by address, number and the end of their core."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.by_url = {d.url: d for d in documents}
        self.by_number: dict[str, list[Document]] = defaultdict(list)
        self.by_end: dict[str, list[Document]] = defaultdict(list)
        self.pointing: dict[str, list[Document]] = defaultdict(list)  # by what they call their 解读
        for document in documents:
            if document.number:
                self.by_number[document.number[-_KEY:]].append(document)
            self.by_end[document.core[-_KEY:]].append(document)
            for url in document.explained:
                self.pointing[url].append(document)

    def named(self, name: str) -> list[Document]:
        return [d for d in self.by_end[name[-_KEY:]] if same(d.core, name)]

    def numbered(self, number: str) -> list[Document]:
        """A number in prose may carry words before it: 根据示政发〔2026〕3号."""
        return [
            d
            for d in self.by_number[number[-_KEY:]]
            if number.endswith(d.number) or d.number.endswith(number)
        ]


def _edges(document: Document, targets: _Targets) -> Iterator[Edge]:
    if document.role is Role.INTERPRETATION:
        for file, how in _explained(document, targets).values():
            yield _edge(document, file, Relation.EXPLAINS, how)
        return
    for name in document.ends:
        for file in targets.named(name):
            if (file.core, file.number) != (document.core, document.number):  # a copy of itself
                yield _edge(document, file, Relation.ENDS, "title")
    if document.role is Role.NOTICE and not document.ends:
        names = document.named if is_extension(document.title) else (document.core,)
        for file in (file for name in names for file in targets.named(name)):
            yield _edge(document, file, Relation.CHANGES, "title")


def _explained(document: Document, targets: _Targets) -> dict[str, tuple[Document, str]]:
    """Files an interpretation is about, with the strongest sign. Its title says it; else what it names or links to."""
    found: dict[str, tuple[Document, str]] = {}
    for file in targets.named(subject(document.title)):
        found.setdefault(file.url, (file, "subject"))
    if not found:
        other = any(quoted(document.title))  # it is about a file that the site does not show
        for name in document.named:
            for file in targets.named(name):
                found.setdefault(file.url, (file, "title" if file.core == name and not other else "name"))
        for number in document.cited:
            for file in targets.numbered(number):
                found.setdefault(file.url, (file, "number"))
    pointed = document.pointed & targets.by_url.keys()
    linked = [targets.by_url[url] for url in sorted(pointed)] if len(pointed) <= _OWN_LINKS else []
    for file in (*linked, *targets.pointing[document.url]):
        found.setdefault(file.url, (file, "link"))
    return found


def _edge(source: Document, target: Document, relation: Relation, how: str) -> Edge:
    forth = bare(target.url) in source.links or any(same(target.core, name) for name in source.linked)
    back = bare(source.url) in target.links or bool(target.explained)
    return Edge(source.url, target.url, relation, how, forth, back)

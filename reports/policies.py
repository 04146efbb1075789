"""The policy graph as a report shows it: files of the last year, what explains them, and who links whom."""

from __future__ import annotations

from checks import Scan
from checks.disclosure.documents import Document
from checks.disclosure.graph import Edge, Relation
from checks.disclosure.recent import recent_files
from reports.masking import clean, clean_url
from reports.model import PolicyLine, TieLine

MOST = 60  # files listed, the newest
_STRONG = frozenset({"subject", "link", "title"})


def policy_lines(scan: Scan) -> tuple[PolicyLine, ...]:
    files = sorted(recent_files(scan, "DIS003"), key=lambda d: (str(d.published), d.url), reverse=True)
    return tuple(_line(scan, file) for file in files[:MOST])


def _line(scan: Scan, file: Document) -> PolicyLine:
    graph = scan.disclosure.graph
    edges = graph.onto(file.url, Relation.EXPLAINS)
    strong = [edge for edge in edges if edge.how in _STRONG]
    ends = [*graph.onto(file.url, Relation.CHANGES), *graph.onto(file.url, Relation.ENDS)]
    return PolicyLine(
        title=clean(file.title),
        url=clean_url(file.url),
        number=clean(file.number),
        published=file.published,
        elsewhere=bool(file.explained) or scan.disclosure.is_explained(file.core),
        ties=tuple(_tie(scan, edge) for edge in (*(strong or edges), *ends)),
    )


def _tie(scan: Scan, edge: Edge) -> TieLine:
    other = scan.disclosure.graph.nodes[edge.source]
    return TieLine(
        edge.relation.value, clean(other.title), clean_url(other.url), other.published, edge.back, edge.forth
    )

"""Policy files that are new enough to be judged: of old ones nothing can be mended."""

from __future__ import annotations

from collections.abc import Iterator

from dateutil.relativedelta import relativedelta

from checks.disclosure.documents import Document, Role
from checks.scan import Scan


def recent_files(scan: Scan, code: str) -> Iterator[Document]:
    """The organ's own policy files published within the years of a rule's clause, oldest address first."""
    since = scan.today - relativedelta(years=scan.scheme.clause(code).years)
    for document in scan.disclosure.graph.nodes.values():
        fresh = document.published is not None and since <= document.published <= scan.today
        if document.role is Role.FILE and document.own and fresh:
            yield document


def cited(document: Document) -> str:
    """A document as a clerk knows it: 《title》（number）."""
    number = f"（{document.number}）" if document.number else ""
    return f"{bracketed(document.title)}{number}"


def bracketed(title: str) -> str:
    """A title in 《》, with 〈〉 for those inside it."""
    plain = title.strip()
    if plain.startswith("《") and plain.endswith("》") and plain.count("《") == 1:
        return plain
    return f"《{plain.replace('《', '〈').replace('》', '〉')}》"

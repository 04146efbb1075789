"""What a column's page has of its own. New entries of a block that stands on every page prove nothing for a column;
a whole scan sees the block on hundreds of pages, a recheck asks a few witnesses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from checks import Finding, Scan
from checks.inventory.survey import key_of
from portal import urls
from portal.page import Entry, Page
from portal.snapshot import Amended
from xunjian.rechecking.kinds import BLANK
from xunjian.rechecking.needs import Need


def own_parts(wants: Iterable[tuple[Finding, Need]], whole: Scan, amended: Amended) -> Mapping[str, Page]:
    """Pages of columns as they read without what the witnesses show too; only those that differ."""
    found: dict[str, Page] = {}
    for finding, need in wants:
        witnesses = [page for url in need.witnesses if url in amended.fetched and (page := amended.page(url))]
        known = _known(finding, whole)
        for url in need.column:
            page = found.get(url) or (amended.page(url) if url in amended.fetched else None)
            if page is None:
                continue
            bare = _bare(page, witnesses, known, blank=finding.rule == BLANK)
            if bare != page:
                found[url] = bare
    return found


def _known(finding: Finding, whole: Scan) -> frozenset[str]:
    """Entries the whole scan found to be the column's own."""
    column = whole.column_of.get(finding.url)
    return frozenset(key_of(entry) for entry in column.entries) if column else frozenset()


def _bare(page: Page, witnesses: list[Page], known: frozenset[str], *, blank: bool) -> Page:
    folder = urls.directory(page.url)
    deep = folder.count("/") > 3  # as checks.inventory.survey: what lies in a column's own folder is its own

    def is_own(entry: Entry) -> bool:
        return key_of(entry) not in shown or key_of(entry) in known or (deep and entry.url.startswith(folder))

    shown = {key_of(entry) for witness in witnesses for entry in witness.entries}
    entries = tuple(entry for entry in page.entries if is_own(entry))
    if not blank:
        return replace(page, entries=entries)
    linked = {link.url for witness in witnesses for link in witness.links}
    said = {block.text for witness in witnesses for block in witness.blocks}
    return replace(
        page,
        entries=entries,
        links=tuple(link for link in page.links if link.url not in linked),
        blocks=tuple(block for block in page.blocks if block.text not in said),
    )

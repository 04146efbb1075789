"""One walk over the pages of a scan: list pages, names that links give to pages, dates, entries that repeat."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

from checks.inventory.look import LIST_ENTRIES, is_article
from checks.inventory.pager import STEP
from checks.inventory.vocabulary import is_name
from portal import urls
from portal.page import Entry, LinkKind, Page, Zone
from portal.snapshot import Snapshot

_REPEATS = 6  # pages on which two entries stand side by side before they may belong to a template
_SHARE = 0.03  # and the share of all pages with entries
_NAMING_DEPTH = 1  # clicks from the home page: pages whose links name other pages
_MANY = 3  # near-home and list pages that lead to an address of the navigation
_SHORT_NAME = 8  # characters of the longest text of links to a column or section
_HOPS = 3  # meta refresh stubs in a row


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that may be the front page of a column. `crumbs`: names of the trail, without the home page."""

    url: str
    title: str
    tagged: str  # meta ColumnName
    crumbs: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass
class Survey:
    """What was learned of the whole site. `named`: texts of links to a page; `stepped`: targets of pager links."""

    snapshot: Snapshot
    home: Page | None
    sheets: dict[str, Sheet] = field(default_factory=dict)
    dates: dict[str, date] = field(default_factory=dict)
    named: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    stepped: set[str] = field(default_factory=set)
    repeats: Counter[tuple[str, str]] = field(default_factory=Counter)  # neighbours in lists → pages
    listing: int = 0  # pages with entries
    linked: Counter[str] = field(
        default_factory=Counter
    )  # pages near home and list pages that lead to a page

    @cached_property
    def shared(self) -> frozenset[str]:
        """Addresses that belong to navigation: many pages lead there, or short names on pages near home."""
        home = {link.url for link in self.home.links} if self.home else set()
        short = {
            url
            for url in home & self.named.keys() - self.dates.keys()
            if max(map(len, self.named[url])) <= _SHORT_NAME
        }
        many = {url for url, pages in self.linked.items() if pages >= _MANY}
        return frozenset(many | short | {self.snapshot.home})

    def own_entries(self, page: Sheet | Page) -> tuple[Entry, ...]:
        """Entries of a page without those of site-wide blocks, dated by their articles where the list is not."""
        keys = [key_of(entry) for entry in page.entries]
        doubled, template = Counter(keys), self._template(keys)
        folder = urls.directory(page.url)
        deep = folder.count("/") > 3
        kept = [
            entry
            for entry in page.entries
            if key_of(entry) not in template
            or doubled[key_of(entry)] > 1
            or (deep and entry.url.startswith(folder))
        ]
        return tuple(self._dated(entry) for entry in _once(kept))

    def _template(self, keys: list[str]) -> set[str]:
        """Entries that stand beside the same neighbour on many pages: a block of the template, not this list."""
        least = max(_REPEATS, self.listing * _SHARE)
        return {key for pair in pairwise(keys) if self.repeats[pair] >= least for key in pair}

    def _dated(self, entry: Entry) -> Entry:
        if (entry.date is None or entry.inferred_year) and (shown := self.dates.get(entry.url)):
            return replace(entry, date=shown, inferred_year=False)
        return entry


def survey(snapshot: Snapshot) -> Survey:
    home = front_page(snapshot, snapshot.home)
    found = Survey(snapshot, home)
    for page in snapshot.pages():
        _note(found, page)
    return found


def _note(found: Survey, page: Page) -> None:
    if page.published.date:
        found.dates[page.url] = page.published.date
    if page.entries:
        found.listing += 1
        found.repeats.update(set(pairwise(key_of(entry) for entry in page.entries)))
    is_list = len(page.entries) >= LIST_ENTRIES and not is_article(page)
    near_home = page.depth <= _NAMING_DEPTH
    if is_list or near_home or page.entries:
        _note_links(found, page, naming=near_home, stepping=is_list)
    if page.entries and not is_article(page):
        found.sheets[page.url] = sheet_of(page)


def _note_links(found: Survey, page: Page, *, naming: bool, stepping: bool) -> None:
    if naming or stepping:
        found.linked.update({link.url for link in page.links if link.kind is LinkKind.ANCHOR})
    for link in page.links:
        if link.kind is not LinkKind.ANCHOR or not link.url or link.url == page.url:
            continue
        text = link.text.strip()
        if naming and link.zone is not Zone.LIST and is_name(text):
            found.named[link.url][text] += 1
        elif stepping and STEP.match(text):
            found.stepped.add(link.url)


def sheet_of(page: Page) -> Sheet:
    crumbs = tuple(crumb.name.strip() for crumb in page.breadcrumb if crumb.name.strip())
    tagged = page.meta.get("columnname", "").strip()
    return Sheet(page.url, page.title, tagged, crumbs, page.entries)


def key_of(entry: Entry) -> str:
    return entry.url or entry.title


def _once(entries: Iterable[Entry]) -> Iterator[Entry]:
    seen: set[tuple[str, str, date | None]] = set()
    for entry in entries:
        key = (entry.url, entry.title, entry.date)
        if key not in seen:
            seen.add(key)
            yield entry


def front_page(snapshot: Snapshot, url: str) -> Page | None:
    """The page a reader ends up on: redirects and pages that only send people on are followed."""
    page = _landed(snapshot, url)
    for _ in range(_HOPS):
        onward = page.onward if page else ""
        further = _landed(snapshot, onward) if onward else None
        if further is None:
            break
        page = further
    return page


def _landed(snapshot: Snapshot, url: str) -> Page | None:
    if page := snapshot.page(url):
        return page
    probe = snapshot.probe(url)
    return snapshot.page(probe.final) if probe and probe.final else None

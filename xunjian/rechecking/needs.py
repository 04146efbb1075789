"""What must be fetched to look at a finding again."""

from __future__ import annotations

from dataclasses import dataclass, field

from checks import Finding, Scan
from checks.engine import OCCURRENCES_LISTED
from checks.inventory.survey import front_page, key_of
from checks.updates.freshness import parts_of
from portal import urls
from portal.column import Column
from portal.page import LinkKind, Page
from xunjian.rechecking.kinds import HIJACKED, SUSPICIOUS, Kind, is_of_file, kind_of

MOST_PAGES = 100  # of one finding; a fault of the template stands on thousands
WITNESSES = 3  # other pages that tell what stands everywhere
INNER_LISTS = 30  # lists below a column without a list of its own
MASK = "********"  # in an address that was masked for the report
WHOLE_SCAN_ONLY = "这类问题要等下一次整站巡查才能复核"


@dataclass(frozen=True, slots=True)
class Need:
    """pages: where the finding stands, as far as they are looked at · target: the address at fault, "" if none ·
    column: pages a column's entries come from · witnesses: pages that only tell what stands on every page ·
    complete: `pages` are all there are · onward: as in crawler.Errand · refusal: why it cannot be rechecked.
    """

    pages: tuple[str, ...] = ()
    target: str = ""
    column: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    complete: bool = True
    onward: frozenset[str] = field(default_factory=frozenset)
    refusal: str = ""

    @property
    def addresses(self) -> tuple[str, ...]:
        named = (*self.pages, self.target, *self.column, *self.witnesses)
        return tuple(dict.fromkeys(url for url in named if url))


def need_of(finding: Finding, whole: Scan) -> Need:
    """`whole` is the last whole scan of the site."""
    kind = kind_of(finding.rule)
    if kind is None:
        return Need(refusal=WHOLE_SCAN_ONLY)
    if finding.rule in whole.profile.rules.disabled:
        return Need(refusal="这条规则已在网站配置中停用")
    need = _NEEDS[kind](finding, whole)
    if any(MASK in url and whole.snapshot.target(url) is None for url in need.addresses):
        return Need(refusal="网址含有已遮盖的个人信息，无法单独访问；" + WHOLE_SCAN_ONLY)
    return need


def _of_pages(finding: Finding, whole: Scan) -> Need:
    pages, complete = _places(finding)
    if finding.rule == "LNK009":
        return Need((finding.target.partition("#")[0], *pages), complete=complete)
    if finding.rule == HIJACKED or is_of_file(finding):
        return Need(pages, finding.target, complete=complete)
    if finding.rule == SUSPICIOUS:
        return Need(pages, column=_lists_of(pages, whole), complete=complete)
    return Need(pages, complete=complete)


def _of_address(finding: Finding, whole: Scan) -> Need:
    pages, complete = _places(finding)
    return Need(pages, finding.target, complete=complete)


def _of_home(finding: Finding, whole: Scan) -> Need:
    home = whole.home
    page = front_page(whole.snapshot, home)
    read = (page.url, *_frames(page)) if page else ()
    return Need(tuple(dict.fromkeys((home, *read))), onward=frozenset({home, *read}))


def _of_column(finding: Finding, whole: Scan) -> Need:
    column = whole.column_of.get(finding.url)
    parts = (column, *parts_of(column, whole)) if column else ()
    lists = [url for part in parts for url in _list_pages(part, whole)] or [finding.url]
    witnesses = _witnesses(finding.url, frozenset(lists), whole)
    return Need((finding.url,), column=tuple(lists), witnesses=witnesses, onward=frozenset(lists))


_NEEDS = {Kind.PAGES: _of_pages, Kind.ADDRESS: _of_address, Kind.HOME: _of_home, Kind.COLUMN: _of_column}


def _places(finding: Finding) -> tuple[tuple[str, ...], bool]:
    """Pages the finding stands on, and whether these are all."""
    pages = tuple(dict.fromkeys(place.url for place in finding.occurrences)) or (finding.url,)
    listed_all = len(finding.occurrences) < OCCURRENCES_LISTED
    return pages[:MOST_PAGES], listed_all and len(pages) <= MOST_PAGES


def _frames(page: Page) -> tuple[str, ...]:
    return tuple(link.url for link in page.links if link.kind is LinkKind.FRAME and link.url)


def _list_pages(column: Column, whole: Scan) -> list[str]:
    """The pages a column's entries are read from (see checks.inventory.learn)."""
    page = front_page(whole.snapshot, column.url)
    if page is None:
        return [column.url]
    found = [column.url, page.url, *_frames(page)]
    if not any(entry.date for entry in page.entries):
        below = urls.directory(page.url)
        inner = [
            link.url for link in page.links if link.kind is LinkKind.ANCHOR and link.url.startswith(below)
        ]
        found += [url for url in dict.fromkeys(inner) if _has_entries(url, whole)][:INNER_LISTS]
    return list(dict.fromkeys(found))


def _has_entries(url: str, whole: Scan) -> bool:
    page = whole.snapshot.page(url)
    return page is not None and bool(page.entries)


def _lists_of(pages: tuple[str, ...], whole: Scan) -> tuple[str, ...]:
    """List pages on which articles are announced."""
    wanted = set(pages)
    holding = [c for c in whole.columns if any(entry.url in wanted for entry in c.entries)]
    return tuple(url for column in holding for url in _list_pages(column, whole))


def _witnesses(url: str, lists: frozenset[str], whole: Scan) -> tuple[str, ...]:
    """Fronts of other columns, those first that have most in common with this one; else any other pages."""
    page = whole.snapshot.page(url)
    keys = {key_of(entry) for entry in page.entries} if page else set()
    folder, aside = urls.directory(url), lists | {url, whole.home}
    fronts = [column.url for column in whole.columns if not column.url.startswith(folder)]
    others = [(_shared(front, keys, whole), front) for front in fronts if front not in aside]
    fit = [front for shared, front in sorted(others, key=lambda pair: -pair[0]) if shared >= 0]
    if not fit:
        fit = [link for link, _ in whole.snapshot.links() if link not in aside]
    return tuple(dict.fromkeys(fit[:WITNESSES]))


def _shared(url: str, keys: set[str], whole: Scan) -> int:
    """How many entries two pages have in common; -1 where the other was not read."""
    page = whole.snapshot.page(url)
    return len(keys & {key_of(entry) for entry in page.entries}) if page else -1

"""Puts the inventory together: columns of the profile, then what looks like a column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from checks.inventory.look import LIST_ENTRIES, Look, look_of
from checks.inventory.pager import folder_below, front_key, is_pager
from checks.inventory.survey import Sheet, Survey, front_page, key_of, sheet_of, survey
from checks.inventory.vocabulary import guess_kind, is_archive, is_ignored, is_name, is_topic
from portal.column import Column, Declaration
from portal.page import Entry, LinkKind, Page, Zone
from portal.profile import ColumnConfig, Profile
from portal.snapshot import Snapshot

_UNDATED = 5  # undated entries that make a list
_SIGNATURE = 5  # leading entries that tell a list from another
_LIKE_HOME = 0.5  # share of common entries that makes a page a copy of the home page
_TITLE_PARTS = re.compile(r"\s*[-_—|–·>＞:：]+\s*")
_CONTENT = re.compile(r"/\d{4}[-/]?\d{2}(?:[-/]?\d{2})?/|/t\d{8}_|/art/|/content/|/info/\d+/\d+|\d{5,}\.\w+$")
_BLOCKS = 30  # list pages of a column without entries of its own that are looked into


def learn_columns(snapshot: Snapshot, profile: Profile) -> tuple[Column, ...]:
    """Columns of the profile, then those learned from navigation, breadcrumbs, ColumnName and lists."""
    site = survey(snapshot)
    taken = _Taken()
    columns = [_configured(site, config) for config in profile.columns]
    for config, column in zip(profile.columns, columns, strict=True):
        taken.claim(column, config.url)
    columns += [column for column in _learned(site, profile) if taken.claim(column)]
    return tuple(columns)


@dataclass(slots=True)
class _Taken:
    """Addresses and lists that already are a column."""

    keys: set[str] = field(default_factory=set)
    lists: set[tuple[str, ...]] = field(default_factory=set)

    def claim(self, column: Column, *further: str) -> bool:
        keys = {front_key(url) for url in (column.url, *further)}
        listed = tuple(key_of(entry) for entry in column.entries[:_SIGNATURE])
        known = bool(keys & self.keys) or (len(listed) >= LIST_ENTRIES and listed in self.lists)
        self.keys |= keys
        self.lists.add(listed)
        return not known


def _configured(site: Survey, config: ColumnConfig) -> Column:
    page = front_page(site.snapshot, config.url)
    told = config.declaration
    return Column(
        name=config.name,
        url=config.url,
        kind=config.kind,
        guessed=False,
        why="配置文件",
        owner=config.owner,
        max_age_days=config.max_age_days,
        declaration=Declaration(told.reason, told.by, told.until) if told else None,
        first_level=True,
        entries=_entries(site, page) if page else (),
    )


def _entries(site: Survey, page: Page) -> tuple[Entry, ...]:
    """Entries of a column's front page and its frames; else of the lists below it that it links to."""
    frames = [link.url for link in page.links if link.kind is LinkKind.FRAME]
    shown = [*site.own_entries(page), *_of_lists(site, frames)]
    if any(entry.date for entry in shown):
        return tuple(shown)
    below = folder_below(page.url)
    inner = [
        link.url
        for link in page.links
        if below and link.kind is LinkKind.ANCHOR and link.url != page.url and link.url.startswith(below)
    ]
    deep = below.count("/") > 3
    return tuple(shown) or (tuple(_of_lists(site, inner)) if deep else ())


def _of_lists(site: Survey, addresses: Iterable[str]) -> Iterator[Entry]:
    lists = [site.sheets[url] for url in dict.fromkeys(addresses) if url in site.sheets]
    for sheet in lists[:_BLOCKS]:
        yield from site.own_entries(sheet)


def _learned(site: Survey, profile: Profile) -> Iterator[Column]:
    """Candidates: what the home page's navigation names, then other list pages; the order of the site."""
    year = site.snapshot.reference_time.year
    navigation = _navigation(site)
    fronts = {front_key(url) for url in site.sheets}
    first = {front_key(url) for url in navigation} | {front_key(url) for url in _linked_from_home(site)}
    seen: set[str] = set()
    for url in (*navigation, *site.sheets):
        sheet = _sheet(site, url, navigation=url in navigation)
        if sheet is None or sheet.url in seen or _is_home(site, sheet, profile):
            continue
        seen.add(sheet.url)
        name, source = _name(site, sheet, navigation.get(url, ""))
        path = urlsplit(sheet.url).path
        if not name or is_ignored(name, path) or is_archive(name, year) or _in_topic(sheet):
            continue
        if url not in navigation and (_is_further(site, sheet.url, fronts) or not _is_list(site, sheet)):
            continue
        yield _column(site, sheet, name, source, first_level=front_key(sheet.url) in first)


def _navigation(site: Survey) -> dict[str, str]:
    """Addresses the home page's navigation leads to, with the name it gives them."""
    if site.home is None:
        return {}
    named: dict[str, str] = {}
    for link in site.home.links:
        text = link.text.strip()
        if link.kind is LinkKind.ANCHOR and link.zone is Zone.NAV and link.url and is_name(text):
            named.setdefault(link.url, text)
    return named


def _linked_from_home(site: Survey) -> Iterator[str]:
    """Where the home page leads by name, picture or 更多."""
    for link in site.home.links if site.home else ():
        if link.kind is LinkKind.ANCHOR and link.url:
            yield link.url


def _sheet(site: Survey, url: str, *, navigation: bool) -> Sheet | None:
    """A page as a possible column; a page without a list only where the navigation leads to it."""
    if sheet := site.sheets.get(url):
        return sheet
    page = front_page(site.snapshot, url) if navigation and not _CONTENT.search(url) else None
    if page is None:
        return None
    possible = look_of(page, site.shared) in {Look.LIST, Look.BLANK, Look.SHELL}
    return site.sheets.get(page.url) or (sheet_of(page) if possible else None)


def _is_home(site: Survey, sheet: Sheet, profile: Profile) -> bool:
    """The home page under another address, or a page that is mostly a copy of it."""
    doors = {front_key(url) for url in (*profile.start, site.snapshot.home)}
    if front_key(sheet.url) in doors or site.home is None:
        return True
    there, here = {key_of(e) for e in site.home.entries}, {key_of(e) for e in sheet.entries}
    return len(here) > _UNDATED and len(there & here) > _LIKE_HOME * len(there | here)


def _in_topic(sheet: Sheet) -> bool:
    return any(is_topic(crumb) for crumb in sheet.crumbs[:-1])


def _is_further(site: Survey, url: str, fronts: set[str]) -> bool:
    return is_pager(url, fronts) or (url in site.stepped and not site.named.get(url))


def _is_list(site: Survey, sheet: Sheet) -> bool:
    own = site.own_entries(sheet)
    dated = sum(entry.date is not None for entry in own)
    return dated >= LIST_ENTRIES or len(own) >= _UNDATED or (dated > 0 and _is_signed(sheet))


def _is_signed(sheet: Sheet) -> bool:
    """Whether a page stands at a folder's address under a trail that ends in a column's name: a short list."""
    return front_key(sheet.url).endswith("/") and len(sheet.crumbs) > 1 and is_name(sheet.crumbs[-1])


def _name(site: Survey, sheet: Sheet, nav: str) -> tuple[str, str]:
    """Name of a column and where it was read; ("", "") when the page has none."""
    if is_name(sheet.tagged):
        return sheet.tagged, "页面标签 ColumnName"
    if nav and not (sheet.crumbs[-2:-1] == (nav,) and is_name(sheet.crumbs[-1])):
        return nav, "首页导航"  # else the menu names what the trail has above this page
    if sheet.crumbs and len(sheet.crumbs) > 1 and is_name(sheet.crumbs[-1]):
        return sheet.crumbs[-1], "当前位置"
    if texts := site.named.get(sheet.url):
        return texts.most_common(1)[0][0], "链接文字"
    head = _TITLE_PARTS.split(sheet.title.strip())[0]
    home = site.home.title if site.home else ""
    return (head, "网页标题") if is_name(head) and head not in home else ("", "")


def _column(site: Survey, sheet: Sheet, name: str, source: str, *, first_level: bool) -> Column:
    guess = guess_kind(name)
    page = site.snapshot.page(sheet.url)
    return Column(
        name=name,
        url=sheet.url,
        kind=guess.kind,
        why=f"名称来自{source}；{guess.why}",
        first_level=first_level,
        entries=_entries(site, page) if page else (),
    )

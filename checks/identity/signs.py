"""One walk over the pages of a scan for the rules on identity and access: what each page shows of the site it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING

from checks.identity.footer import Footing, footing_of, together
from checks.identity.headings import Heading, heading_of
from checks.identity.tags import values_of
from checks.interaction.forms import has_form
from checks.inventory.look import LIST_ENTRIES, body_length, is_article, is_filled
from checks.inventory.pager import front_key
from checks.inventory.survey import front_page
from portal import urls
from portal.page import Barriers, LinkKind, Page
from portal.target import Verdict

if TYPE_CHECKING:
    from checks.scan import Scan

_OWN_LINKS = 5  # addresses of its own host a page of the site's template leads to
_TEXT = 60  # characters of an article
_AWRY = (Verdict.SOFT_404, Verdict.REDIRECT_HOME)
_UNWANTED = re.compile(r"(?:^|[/_-])(?:print|popup|download|preview|dayin)\w*\.|[?&](?:print|popup)=", re.I)


class PageKind(StrEnum):
    HOME = "首页"
    COLUMN = "栏目页"
    ARTICLE = "内容页"
    OTHER = "其他页面"


@dataclass(frozen=True, slots=True)
class Signs:
    """What one page shows.

    tags: page tags as written, by name · scripts: script files it loads ·
    whole: a page of the site's template, not a fragment, print view or bare text · filled: a script brings its content.
    """

    url: str
    host: str
    kind: PageKind
    footing: Footing
    tags: Mapping[str, str]
    heading: Heading | None
    scripts: frozenset[str]
    whole: bool
    filled: bool
    barriers: Barriers


class Walk:
    """Every page of a scan but those that are frames of others or error pages."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._frames: dict[str, Footing] = {}
        self._sets: dict[frozenset[str], frozenset[str]] = {}  # pages of a template load the same scripts

    @cached_property
    def pages(self) -> tuple[Signs, ...]:
        """A directory and its index page are one page."""
        snapshot = self._scan.snapshot
        skipped = {target.url for target in snapshot.targets(_AWRY)} | self._framed
        seen: set[tuple[str, str]] = set()
        found = []
        for page in snapshot.pages():
            place = (front_key(page.url), page.digest)
            if page.status == 200 and page.digest and page.url not in skipped and place not in seen:
                seen.add(place)
                found.append(self._signs(page))
        return tuple(found)

    @cached_property
    def home(self) -> Signs | None:
        return next((signs for signs in self.pages if signs.kind is PageKind.HOME), None)

    def may_be_scripted(self, signs: Signs) -> bool:
        """Whether a script may write the footer: the page has none, and an empty one, or a script that pages with a
        footer do without.
        """
        if signs.footing.written:
            return False
        return signs.footing.hollow or signs.filled or bool(signs.scripts - self._plain_scripts)

    @cached_property
    def _plain_scripts(self) -> frozenset[str]:
        """Scripts of pages that have a footer of their own: they write none."""
        return frozenset(script for signs in self.pages if signs.footing.written for script in signs.scripts)

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(signs.host for signs in self.pages))

    def frames_of(self, url: str) -> tuple[str, ...]:
        """Addresses of the pages that are shown within a page."""
        page = self._scan.snapshot.page(url)
        links = page.links if page else ()
        inner = (
            front_page(self._scan.snapshot, link.url)
            for link in links
            if link.kind is LinkKind.FRAME and link.url
        )
        return tuple(dict.fromkeys(found.url for found in inner if found))

    @cached_property
    def _framed(self) -> set[str]:
        """Pages that others show within themselves."""
        every = (link for _, links in self._scan.snapshot.links() for link in links)
        home = {self._scan.home, self._scan.profile.home}
        return {link.url for link in every if link.kind is LinkKind.FRAME and link.url} - home

    @cached_property
    def _fronts(self) -> Mapping[str, bool]:
        """Front pages of columns, and whether they were learned and not configured."""
        found = (
            (front_page(self._scan.snapshot, column.url), column.guessed) for column in self._scan.columns
        )
        return {page.url: guessed for page, guessed in found if page}

    @cached_property
    def _home(self) -> str:
        page = front_page(self._scan.snapshot, self._scan.home)
        return page.url if page else self._scan.home

    def _signs(self, page: Page) -> Signs:
        own = {
            link.url for link in page.links if link.kind is LinkKind.ANCHOR and _same_host(link.url, page.url)
        }
        whole = len(own) >= _OWN_LINKS and not _UNWANTED.search(page.url)
        kind = self._kind(page, whole=whole)
        footing = together((footing_of(page), *self._footings(page)))
        scripts = frozenset(link.url for link in page.links if link.kind is LinkKind.SCRIPT and link.url)
        return Signs(
            url=page.url,
            host=intern(urls.origin(page.url)),
            kind=kind,
            footing=footing,
            tags=values_of(page, whole=kind is not PageKind.OTHER),
            heading=heading_of(page) if kind is PageKind.ARTICLE else None,
            scripts=self._sets.setdefault(scripts, scripts),
            whole=whole or kind is PageKind.HOME,
            filled=is_filled(page) or not page.text.strip(),
            barriers=page.barriers,
        )

    def _kind(self, page: Page, *, whole: bool) -> PageKind:
        if page.url == self._home or front_key(page.url) == front_key(self._home):
            return PageKind.HOME
        if page.url in self._fronts and (whole or not self._fronts[page.url]) and not self._is_form(page):
            return PageKind.COLUMN
        dated = sum(entry.date is not None for entry in page.entries)
        if is_article(page) and page.published.date and body_length(page) >= _TEXT and dated < LIST_ENTRIES:
            return PageKind.ARTICLE
        return PageKind.OTHER

    def _is_form(self, page: Page) -> bool:
        """我要写信 in the menu: to be filled in, not to be read."""
        return not page.entries and has_form(self._scan.snapshot.markup(page.url))

    def _footings(self, page: Page) -> Iterator[Footing]:
        """What frames show in the page."""
        for link in page.links:
            if link.kind is LinkKind.FRAME and link.url:
                if link.url not in self._frames:
                    inner = front_page(self._scan.snapshot, link.url)
                    self._frames[link.url] = footing_of(inner) if inner else Footing(frozenset())
                yield self._frames[link.url]


def _same_host(one: str, other: str) -> bool:
    return urls.host(one) == urls.host(other)

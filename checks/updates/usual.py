"""What pages of a site offer as a matter of course: what only one page offers is its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from checks.inventory.look import LIST_ENTRIES, is_empty_word
from checks.scan import Scan
from portal.page import LinkKind, Page, Zone

_FILLS = re.compile(
    rb"\$\.(?:ajax|get|post|getJSON)\b|XMLHttpRequest|\bfetch\s*\(|axios|new\s+Vue\b|createApp|ng-app|v-for|dataproxy|unitbuild|jpage|\.load\s*\("
)
_FIELDS = re.compile(
    rb"<textarea\b|<input\b[^>]*?\btype\s*=\s*[\"']?(?:password|file|tel|email|radio|checkbox)\b", re.I
)
_ASIDE = frozenset({Zone.TITLE, Zone.FOOTER})
_NAMED = 4  # characters of alt that tell what a picture shows
_PICTURES = 2
_SNIPPET = 60  # bytes after such a call that tell one from another
_COMPARED = 4  # pages whose scripts are known not to fill lists
_FRONTS = 40  # columns looked at to learn what every page offers
_MANY = 3  # pages that have a link or text of the template
_HEADLINE = 8  # characters of a line that names a piece of content
_HOME_LINKS = 9  # links to the home page that say nothing


@dataclass(frozen=True, slots=True)
class Scripts:
    """Scripts of a page: addresses, and calls in its HTML that fetch content; fields that are filled in, not searched by."""

    files: frozenset[str] = frozenset()
    calls: frozenset[bytes] = frozenset()
    fields: int = 0

    @classmethod
    def of(cls, page: Page, scan: Scan) -> Scripts:
        sealed = scan.snapshot.evidence(page.url)
        body = sealed.body if sealed else b""
        return cls(
            frozenset(link.url for link in page.links if link.kind is LinkKind.SCRIPT),
            frozenset(body[m.start() : m.end() + _SNIPPET] for m in _FILLS.finditer(body)),
            len(_FIELDS.findall(body)),
        )

    def beyond(self, other: Scripts) -> bool:
        """Whether there are scripts that the other has not."""
        return bool(self.files - other.files or self.calls - other.calls)


@dataclass(frozen=True, slots=True)
class Usual:
    """What pages of this site offer as a matter of course. `links`: the most often one page has a link.

    `texts`: lines that several pages have, such as those of a footer that no mark tells apart.
    """

    scripts: Scripts
    links: Mapping[str, int]
    texts: frozenset[str] = frozenset()
    pictures: frozenset[str] = frozenset()

    @classmethod
    def of(cls, scan: Scan) -> Usual:
        """Learned from the home page and fronts of columns; scripts only where the list stands in the HTML."""
        fronts = [scan.home, *(column.url for column in scan.columns[:_FRONTS])]
        pages = [page for url in dict.fromkeys(fronts) if (page := scan.snapshot.page(url))]
        times = [_times(page) for page in pages]
        many = Counter(url for links in times for url in links)
        filled = [page for page in pages if page.url == scan.home or page.entries][:_COMPARED]
        known = [Scripts.of(page, scan) for page in filled]
        scripts = Scripts(
            frozenset().union(*(k.files for k in known)),
            frozenset().union(*(k.calls for k in known)),
            max((k.fields for k in known), default=0),
        )
        most = {url: max(links[url] for links in times) for url, found in many.items() if found >= _MANY}
        said = Counter(text for page in pages for text in {block.text for block in page.blocks})
        texts = frozenset(text for text, found in said.items() if found >= _MANY)
        shown = Counter(url for page in pages for url, _ in _pictures(page))
        pictures = frozenset(url for url, found in shown.items() if found >= _MANY)
        return cls(scripts, {**most, scan.home: max(most.get(scan.home, 0), _HOME_LINKS)}, texts, pictures)

    def without(self, page: Page) -> Page:
        """The page without what several pages say."""
        return replace(page, blocks=tuple(block for block in page.blocks if block.text not in self.texts))

    def links_on(self, page: Page) -> frozenset[str]:
        """Links of a page that stand there no more often than anywhere else."""
        return frozenset(url for url, times in _times(page).items() if times <= self.links.get(url, 0))

    def is_content(self, page: Page, scripts: Scripts) -> bool:
        """Whether a page without list and text offers something: a form, titles that a script opens, pictures."""
        asks = scripts.fields > self.scripts.fields
        return asks or self._has_titles(page) or self._has_pictures(page)

    def _has_titles(self, page: Page) -> bool:
        """Whether lines that name content, and are no links, stand on this page alone."""
        linked = {link.text.strip() for link in page.links if link.url and not link.inferred}
        own = {b.text for b in page.blocks if b.zone not in _ASIDE and len(b.text) >= _HEADLINE}
        return len(own - self.texts - linked) >= LIST_ENTRIES

    def _has_pictures(self, page: Page) -> bool:
        """Whether several pictures of its own, such as codes to be scanned, are what the page shows."""
        named = {alt for url, alt in _pictures(page) if url not in self.pictures and len(alt) >= _NAMED}
        return len(named) >= _PICTURES and not any(is_empty_word(block.text) for block in page.blocks)


def _pictures(page: Page) -> set[tuple[str, str]]:
    return {
        (link.url, link.text)
        for link in page.links
        if link.kind is LinkKind.IMAGE and link.zone is not Zone.FOOTER
    }


def _times(page: Page) -> Counter[str]:
    return Counter(link.url for link in page.links if link.kind is LinkKind.ANCHOR)

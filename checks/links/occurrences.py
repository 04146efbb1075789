"""Where faulty addresses stand: every page's links read once, for all link rules together.

Memory: one record per faulty address and, over all of them, at most ROOM places with SPARE more for each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from checks.finding import Occurrence
from checks.links.fate import Fate, Judge
from portal.page import Link, LinkKind, Zone
from portal.profile import Profile
from portal.snapshot import Snapshot
from portal.target import Target, TargetKind

OFFLINE = "offline"  # reason the crawler gives when no outside name resolves
LISTED = 1000  # places kept per address; the counts are always full
ROOM = 300_000  # places kept over all addresses; after that …
SPARE = 10  # … so many for each
TEXTS = 50  # different link texts remembered per address
ADDRESSES = 50_000  # misspelt hrefs, and pages linked to by fragment, that are told apart
FRAGMENTS = 200  # fragments of one page told apart
SHOWN = 30  # characters of a link text in a locator
TEMPLATE_PAGES = 5  # a frame link on fewer pages is no template
TEMPLATE_SHARE = 0.3

_ROUTE = re.compile(
    r"$|[/!#;:?&=.]|.*:~:|.*[/=&?]|(?:top|none?|nogo|no|this|void.*|javascript.*|_self|_blank|null|undefined|here|self"
    r"|link|url|wechat_redirect|rd|page|nowhere|back|[a-z]|\d{1,2})$",
    re.I,
)
_FRAME = {Zone.NAV: "导航", Zone.FOOTER: "页脚"}
_ZONES = {Zone.TITLE: "标题", Zone.BODY: "正文", Zone.LIST: "列表", **_FRAME}
_PARTS = {
    LinkKind.FRAME: "嵌入页面",
    LinkKind.IMAGE: "图片",
    LinkKind.SCRIPT: "脚本文件",
    LinkKind.STYLE: "样式文件",
    LinkKind.MEDIA: "音视频（或封面）",
}


@dataclass(slots=True)
class Places:
    """Where one address occurs: places in the order found, those of the home page first.

    count: places · pages: pages · framed: pages that have it in navigation or footer · written: some place
    is a real link, not merely a string in a script.
    """

    listed: list[Occurrence] = field(default_factory=list)
    texts: Counter[str] = field(default_factory=Counter)
    zones: Counter[Zone] = field(default_factory=Counter)
    kinds: set[LinkKind] = field(default_factory=set)
    count: int = 0
    pages: int = 0
    framed: int = 0
    at_home: bool = False
    written: bool = False
    _at_home: int = 0
    _last: str = ""
    _last_framed: str = ""

    @property
    def text(self) -> str:
        """The usual link text: the same in the next scan, whatever page is found first."""
        return min(self.texts, key=lambda text: (-self.texts[text], text), default="")

    def note(self, page: str, link: Link, *, home: bool) -> None:
        """Count one place."""
        self.count += 1
        if page != self._last:
            self.pages, self._last = self.pages + 1, page
        if link.zone in _FRAME:
            self.zones[link.zone] += 1
            if page != self._last_framed:
                self.framed, self._last_framed = self.framed + 1, page
        self.at_home |= home
        self.written |= not link.inferred
        self.kinds.add(link.kind)
        if link.text and (link.text in self.texts or len(self.texts) < TEXTS):
            self.texts[link.text] += 1

    def keep(self, place: Occurrence, *, home: bool) -> None:
        if home:
            self.listed.insert(self._at_home, place)
            self._at_home += 1
        else:
            self.listed.append(place)


@dataclass(frozen=True, slots=True)
class Suspect:
    """A faulty address, or one of an attachment that was read, with its places."""

    target: Target
    fate: Fate
    places: Places = field(default_factory=Places)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All faulty addresses of a scan.

    suspects: by address · misspelt: hrefs that cannot be a web address, as written · fragments: address →
    fragment → places, for links to a place on another page · pages: pages read · aliases: of attachments that were read,
    the addresses that redirect there.
    """

    suspects: dict[str, Suspect]
    misspelt: dict[str, Places]
    fragments: dict[str, dict[str, Places]]
    pages: int
    aliases: dict[str, list[str]]

    def bearers(self, url: str) -> list[Occurrence]:
        """Where an attachment that was read is linked, by its own address or by one that leads there."""
        linked = (self.suspects.get(each) for each in (url, *self.aliases.get(url, ())))
        return [place for suspect in linked if suspect for place in suspect.places.listed]

    def of(self, *fates: Fate) -> Iterator[Suspect]:
        """Suspects that occur somewhere, in the order their addresses were found."""
        return (s for s in self.suspects.values() if s.fate in fates and s.places.count)

    def is_template(self, places: Places) -> bool:
        """Whether a link stands in the frame that many pages share."""
        return places.framed >= max(TEMPLATE_PAGES, TEMPLATE_SHARE * self.pages)


def collect(snapshot: Snapshot, profile: Profile) -> Ledger:
    """Read the links of all pages and stylesheets once."""
    judge = Judge(profile)
    collector = _Collector(snapshot.home, {})
    read = snapshot.read_attachments()
    aliases: dict[str, list[str]] = {}
    for target in snapshot.targets():
        final = target.probe.final if target.probe else ""
        if fate := judge.fate(target) or (Fate.READ if target.url in read or final in read else None):
            collector.suspects[target.url] = Suspect(target, fate)
            if final in read:
                aliases.setdefault(final, []).append(target.url)
    if any(_reason(s.target) == OFFLINE for s in collector.suspects.values()):
        _spare_unreached(collector.suspects)
    pages = 0
    for pages, (page, links) in enumerate(snapshot.links(), 1):  # noqa: B007 - the last number is the count
        collector.read(page, links)
    for sheet, links in snapshot.sheets():
        collector.read(sheet, links, f"样式表 {_file_name(sheet)} 引用的文件")
    return Ledger(collector.suspects, collector.misspelt, collector.fragments, pages, aliases)


def _spare_unreached(suspects: dict[str, Suspect]) -> None:
    """On a machine without internet, no silence of another host means anything."""
    for url, suspect in suspects.items():
        target = suspect.target
        silent = target.probe is not None and not target.probe.status
        if suspect.fate is Fate.DEAD and target.kind is TargetKind.EXTERNAL and silent:
            suspects[url] = replace(suspect, fate=Fate.UNSURE)


def _reason(target: Target) -> str:
    return target.probe.reason if target.probe else ""


@dataclass(slots=True)
class _Collector:
    home: str
    suspects: dict[str, Suspect]
    misspelt: dict[str, Places] = field(default_factory=dict)
    fragments: dict[str, dict[str, Places]] = field(default_factory=dict)
    kept: int = 0

    def read(self, page: str, links: tuple[Link, ...], sheet: str = "") -> None:
        """One page; a link that stands in one part of it several times with one text is one place."""
        seen: set[tuple[int, str]] = set()
        for link in links:
            if link.fragment and link.url != page and (places := self._fragment(link)):
                self._put(places, page, link, sheet, seen)
            if not link.url:
                if not link.inferred and (places := self._misspelt(link.href)):
                    self._put(places, page, link, sheet, seen)
            elif (suspect := self.suspects.get(link.url)) and link.url != page:
                self._put(suspect.places, page, link, sheet, seen)

    def _fragment(self, link: Link) -> Places | None:
        known = self.fragments.get(link.url)
        if known is None:
            if link.inferred or is_route(link.fragment) or len(self.fragments) >= ADDRESSES:
                return None
            known = self.fragments[link.url] = {}
        if link.fragment not in known and (len(known) >= FRAGMENTS or is_route(link.fragment)):
            return None
        return known.setdefault(link.fragment, Places())

    def _misspelt(self, href: str) -> Places | None:
        if href not in self.misspelt and len(self.misspelt) >= ADDRESSES:
            return None
        return self.misspelt.setdefault(href, Places())

    def _put(self, places: Places, page: str, link: Link, sheet: str, seen: set[tuple[int, str]]) -> None:
        where = sheet or locator(link.kind, link.zone, link.text)
        key = (id(places), where)
        if key in seen:
            return
        seen.add(key)
        home = page == self.home
        places.note(page, link, home=home)
        if home or len(places.listed) < (LISTED if self.kept < ROOM else SPARE):
            self.kept += 1
            places.keep(Occurrence(page, where), home=home)


@lru_cache(maxsize=20_000)
def locator(kind: LinkKind, zone: Zone, text: str) -> str:
    """Where on a page, for a person: 导航链接“办事大厅”, 图片“合影”."""
    part = _PARTS.get(kind) or f"{_ZONES[zone]}链接"
    return f"{part}“{shorten(text)}”" if text else part


def is_route(fragment: str) -> bool:
    """Whether a fragment is no place on a page by design: top, script routes, text fragments, idle hands."""
    return bool(_ROUTE.match(fragment))


def shorten(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def frame_of(places: Places) -> str:
    """Which part of the template: 导航, 页脚 or both."""
    return "和".join(name for zone, name in _FRAME.items() if places.zones[zone])


def _file_name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2] or url

"""The frontier: what is queued, and whose turn it is. Rows live in the snapshot; a few hundred at a time in memory."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import Enum

from msgspec import structs

from crawler import scope as scopes
from crawler.errand import Gate
from crawler.politeness import Pace
from crawler.robots import HIDDEN, Robots
from crawler.scope import Scope
from crawler.traps import Traps
from portal import urls
from portal.page import Link, LinkKind
from portal.snapshot import Note, SnapshotWriter, Unreached
from portal.target import Probe, Target, TargetKind, Verdict

BATCH = 300
MOST_IN_MEMORY = 5000
LEAVES = (TargetKind.RESOURCE, TargetKind.ATTACHMENT, TargetKind.EXTERNAL)
_LEADING_ON = frozenset({LinkKind.ANCHOR, LinkKind.FRAME})
_OUTSIDE = Probe(Verdict.NOT_ASKED, reason="external", tries=0)
TOO_DEEP = "超过设定的链接层数上限"
TOO_MANY_PAGES = "超过设定的页面数上限"
GIVEN_UP = "所在主机多次无法正常应答，已停止访问"
INTERRUPTED = "采集结束时尚未访问"


class Desk(Enum):
    """Who asks: Scrapy for pages never seen, a pool for pages seen before, a pool for leaves."""

    SPIDER = "spider"
    KNOWN = "known"
    LEAF = "leaf"


class Frontier:
    def __init__(
        self,
        writer: SnapshotWriter,
        scope: Scope,
        traps: Traps,
        robots: Robots,
        pace: Pace,
        *,
        max_pages: int,
        max_depth: int,
        external: bool,
        seen_before: Callable[[Target], bool],
        gate: Gate | None = None,
    ) -> None:
        self._writer = writer
        self._scope = scope
        self._traps = traps
        self._robots = robots
        self._pace = pace
        self._max_pages = max_pages
        self._max_depth = max_depth
        self._external = external
        self._seen_before = seen_before
        self._gate = gate
        self._lanes: dict[Desk, dict[str, deque[Target]]] = {desk: {} for desk in Desk}
        self._in_memory: Counter[Desk] = Counter()
        self._out: Counter[Desk] = Counter()
        self._asked: Counter[tuple[Desk, str]] = Counter()  # by host
        self._stored = {True: True, False: True}  # whether the store may hold more pages / leaves
        self._parts: set[str] = set()  # page-like addresses so far only used as part of a page
        self._spent = False  # no new page is asked any more, only second looks are taken
        self.pages = 0  # stored, or asked for and not yet known to be none
        self.on_queue: Callable[[], None] = lambda: None

    def recall(self) -> None:
        """Take up the counts of an interrupted scan."""
        targets = self._writer.targets((TargetKind.PAGE, TargetKind.RESOURCE))
        self._traps.recall(t.url for t in targets if t.kind is TargetKind.PAGE and not _refused(t.probe))
        self._parts = {t.url for t in targets if t.kind is TargetKind.RESOURCE and _page_like(t.url)}
        self.pages = self._writer.pages()

    def queue(self, found_on: Target, links: tuple[Link, ...]) -> tuple[Link, ...]:
        """Queue the targets of the links of a page or stylesheet; returns the links without session ids."""
        if self._gate is None:
            return self._queue(links, found_on.depth + 1)
        plain = tuple(map(_same_for_all, links))
        self._queue(tuple(self._gate.admit(found_on.url, plain)), found_on.depth + 1)
        return plain

    def redirect(self, target: Target, to: str) -> None:
        """Queue the address a target redirects to."""
        self._queue((Link(to, to),), target.depth)

    def _queue(self, links: tuple[Link, ...], depth: int) -> tuple[Link, ...]:
        known = self._writer.known
        fresh: dict[str, LinkKind] = {}
        marked = False
        for link in links:
            url = link.url
            if hash(url) in known:
                if url in self._parts and link.kind in _LEADING_ON:
                    self._promote(url)
            elif url and (url not in fresh or link.kind is LinkKind.ANCHOR):
                marked = marked or scopes.without_session(url) != url
                fresh[url] = link.kind
        if marked:
            return self._queue(tuple(map(_same_for_all, links)), depth)
        if fresh:
            self.add([(url, self._scope.kind(url, kind)) for url, kind in fresh.items()], depth)
        return links

    def add(self, found: Iterable[tuple[str, TargetKind]], depth: int) -> None:
        rows = []
        outside = []
        for url, kind in found:
            if kind is TargetKind.EXTERNAL and not self._external:
                outside.append((url, kind, depth))
            elif not self._refused(url, kind, depth):
                if kind is TargetKind.RESOURCE and _page_like(url):
                    self._parts.add(url)
                rows.append((url, kind, depth))
        if outside:
            self._writer.refuse(outside, _OUTSIDE)
        if rows and self._writer.add(rows):
            self._stored = {True: True, False: True}
            self.on_queue()

    def again(self, addresses: Iterable[str], kind: TargetKind | None = None) -> None:
        """Hand targets out once more."""
        self._writer.requeue(addresses, kind)
        self._stored = {True: True, False: True}
        self.on_queue()

    def pull(self, desk: Desk) -> Target | None:
        """A target of a host that may be asked now; None when there is none."""
        pages = desk is not Desk.LEAF
        if pages and self._is_full:
            return None
        if self._held(pages=pages) < BATCH and not self._in_memory[desk]:
            self._refill(pages=pages)
        target = self._next(desk)
        if target is None and self._in_memory[desk] and self._held(pages=pages) < MOST_IN_MEMORY:
            self._refill(pages=pages)
            target = self._next(desk)
        if target:
            self._out[desk] += 1
            self._asked[desk, urls.origin(target.url)] += 1
            self.pages += pages
        return target

    def done(self, desk: Desk, target: Target, *, stored: bool = False) -> None:
        """A pulled target was answered; `stored` says whether it became a page."""
        self._out[desk] -= 1
        self._asked[desk, urls.origin(target.url)] -= 1
        if desk is not Desk.LEAF and not stored:
            self.pages -= 1

    @property
    def busy(self) -> bool:
        """Whether anything is being asked or could still be."""
        if any(self._out.values()):
            return True
        leaves = self._held(pages=False) > 0 or self._stored[False]
        pages = self._held(pages=True) > 0 or self._stored[True]
        return leaves or (pages and not self._is_full)

    @property
    def _is_full(self) -> bool:
        return self.pages >= self._max_pages and not self._spent

    def spend(self) -> None:
        """Where there are as many pages as may be, give up those never asked: what answered badly gets its second look."""
        if not self._is_full:
            return
        self._spent = True
        for desk in (Desk.SPIDER, Desk.KNOWN):
            for origin, waiting in list(self._lanes[desk].items()):
                doubted = deque(target for target in waiting if target.probe)
                self._in_memory[desk] -= len(waiting) - len(doubted)
                self._lanes[desk][origin] = doubted
                if not doubted:
                    del self._lanes[desk][origin]
        for target in self._writer.targets((TargetKind.PAGE,), open_only=True):
            if target.probe is None:
                self._abandon(target, TOO_MANY_PAGES)

    def has(self, desk: Desk) -> bool:
        """Whether targets of a desk wait in memory."""
        return self._in_memory[desk] > 0

    def out(self, desk: Desk) -> int:
        return self._out[desk]

    def sweep(self) -> None:
        """Account for everything that was never asked."""
        for target in self._writer.targets(open_only=True):
            page = target.kind is TargetKind.PAGE
            full = self.pages >= self._max_pages
            self._abandon(target, TOO_MANY_PAGES if page and full else INTERRUPTED)

    def _held(self, *, pages: bool) -> int:
        held = self._in_memory
        return held[Desk.SPIDER] + held[Desk.KNOWN] if pages else held[Desk.LEAF]

    def _next(self, desk: Desk) -> Target | None:
        lanes = self._lanes[desk]
        for origin in list(lanes):
            lane = self._pace.lane(origin)
            waiting = lanes[origin]
            if lane.given_up:
                self._drop(desk, origin)
                continue
            if not lane.ready or self._asked[desk, origin] >= lane.limit:
                continue
            target = waiting.popleft()
            self._in_memory[desk] -= 1
            del lanes[origin]
            if waiting:
                lanes[origin] = waiting  # to the end of the round
            return target
        return None

    def _drop(self, desk: Desk, origin: str) -> None:
        waiting = self._lanes[desk].pop(origin)
        self._in_memory[desk] -= len(waiting)
        for target in waiting:
            self._abandon(target, GIVEN_UP)

    def _abandon(self, target: Target, reason: str) -> None:
        if target.probe is None:
            code = "breaker" if reason == GIVEN_UP else "budget"
            self._writer.store_probe(target.url, Probe(Verdict.NOT_ASKED, reason=code, tries=0))
            self._writer.store_unreached(Unreached(target.url, reason))
        else:
            self._writer.store_probe(target.url, _undecided(target.probe))

    def _refill(self, *, pages: bool) -> None:
        if not self._stored[pages]:
            return
        taken = self._writer.take((TargetKind.PAGE,) if pages else LEAVES, BATCH)
        self._stored[pages] = len(taken) == BATCH
        for target in taken:
            desk = Desk.LEAF
            if pages:
                desk = Desk.KNOWN if target.probe or self._seen_before(target) else Desk.SPIDER
            self._lanes[desk].setdefault(urls.origin(target.url), deque()).append(target)
            self._in_memory[desk] += 1

    def _promote(self, url: str) -> None:
        """An address first met as part of a page is now linked as a page of its own."""
        self._parts.discard(url)
        self.again([url], TargetKind.PAGE)

    def _refused(self, url: str, kind: TargetKind, depth: int) -> bool:
        """Record an address that is not to be asked."""
        if kind is TargetKind.EXTERNAL:
            return False
        code, reason = self._objection(url, kind, depth)
        if reason:
            probe = Probe(Verdict.NOT_ASKED, reason=code, tries=0)
            self._writer.refuse([(url, kind, depth)], probe, reason)
            if code == "trap":
                self._writer.store_note(Note("trap", urls.origin(url), f"{reason}，例如 {url[:200]}"))
        return bool(reason)

    def _objection(self, url: str, kind: TargetKind, depth: int) -> tuple[str, str]:
        if self._robots.hides(url):
            return "robots", HIDDEN
        if kind is not TargetKind.PAGE:
            return "", ""
        if self._spent:
            return "budget", TOO_MANY_PAGES
        if depth > self._max_depth:
            return "depth", TOO_DEEP
        reason = self._traps.refuse(url)
        return ("trap", reason) if reason else ("", "")


def _same_for_all(link: Link) -> Link:
    plain = scopes.without_session(link.url)
    return link if plain == link.url else structs.replace(link, url=plain)


def _page_like(url: str) -> bool:
    extension = scopes.extension_of(url)
    return extension not in scopes.RESOURCES and extension not in scopes.ATTACHMENTS


def _refused(probe: Probe | None) -> bool:
    return probe is not None and probe.verdict is Verdict.NOT_ASKED


def _undecided(probe: Probe) -> Probe:
    return replace(probe, verdict=Verdict.CANNOT_TELL) if probe.verdict is Verdict.BROKEN else probe

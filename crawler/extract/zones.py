"""What the parts of a page are: article, headline, lists, navigation, footer."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from crawler.extract.runs import Run
from crawler.extract.tree import Tree
from portal.page import Zone

_PREFIX = r"(?:\w*[-_])*"
_SUFFIX = r"(?:[-_]?(?:bar|box|wrap\w*|con|cont|list|left|right|inner|area|nav|in|div|ul|w|bg|main|fixed|pc|m|info|\d+))*"
_NAV_NAME = re.compile(
    rf"{_PREFIX}(?:navi?\w*|\w*nav|\w*menu|header|head|top|topbar|logo|banner|search\w*|crumbs?|breadcrumbs?|bread|position|"
    r"location|curpos\w*|dqwz|weizhi|mbx|sidebar|side|aside|sidenav|subnav|share|bdshare\w*|bdsharebuttonbox|toolbar|tools?|"
    r"pages?|pager|paging|pagination|fenye|login|lang|language|friend\w*|friendlink|yqlj|qrcode|ewm|erweima|print|close|hot|"
    r"rank|relate|related|xgyd|xgwz|xglj|recommend|tuijian|prev|next|pre|comments?|ad|ads|advert|float|dropdown|drop|tabs?|"
    rf"slide|slider|swiper|carousel){_SUFFIX}",
    re.I,
)
_FOOTER_NAME = re.compile(rf"{_PREFIX}(?:foot|footer|bottom|copyright|copy|dibu|banquan){_SUFFIX}", re.I)
_FOOTER_TEXT = re.compile(
    r"版权所有|ICP备|标识码|公网安备|Copyright|©|主办单位?[：:]|承办单位?[：:]|建议使用.{0,12}分辨率|技术支持[：:]",
    re.I,
)
_SENTENCE = re.compile(r"[，。；：、？！,;]")
_LANDMARK = {"nav": Zone.NAV, "header": Zone.NAV, "aside": Zone.NAV, "footer": Zone.FOOTER}
_INNER = frozenset("p span a b strong font em i h1 h2 h3 h4 h5 h6 dt dd li tr tbody thead u label".split())  # noqa: SIM905
_PROSE = 15  # own characters from which a run counts fully
_SHARE = 0.72  # part of the text an element must hold to be gone into
_FLOOR = 0.5  # part of the page's whole text that must stay inside
_WRAPPER = 0.5  # an element with more of the page's text than this is no header, whatever its name
_LEAST = 20  # running text below this is no article
_LIST = 4  # entries from which a page may be a list
_TAIL = 0.5  # footers stand in the last half of the runs
_UNMARKED = frozenset({"a", "body", "html", "img", "script", "link", "input"})
_DISCOUNT = 0.05  # weight of text in what is named navigation or footer


@dataclass(slots=True)
class Layout:
    """Node ranges of the parts of a page. main is (0, 0) where there is no running text."""

    main: tuple[int, int] = (0, 0)
    weight: float = 0.0  # characters of running text inside main
    items: list[tuple[int, int]] = field(default_factory=list)  # list lines, sorted
    marked: list[tuple[int, int, Zone]] = field(default_factory=list)  # landmarks, disjoint, sorted
    footer: int = 1 << 60  # node where the footer starts

    def marked_at(self, node: int) -> Zone | None:
        """NAV or FOOTER if the node stands in an element named so."""
        at = bisect_right(self.marked, node, key=_start_of) - 1
        return self.marked[at][2] if at >= 0 and node < self.marked[at][1] else None

    def in_item(self, node: int) -> bool:
        at = bisect_right(self.items, (node, 1 << 60)) - 1
        return at >= 0 and node < self.items[at][1]

    def in_main(self, node: int) -> bool:
        return self.main[0] <= node < self.main[1]

    def zone_of(self, node: int) -> Zone:
        """Zone of a link or image by its place."""
        if node >= self.footer:
            return Zone.FOOTER
        if self.in_item(node):
            return Zone.LIST
        return self.marked_at(node) or (Zone.BODY if self.in_main(node) else Zone.NAV)


def _start_of(mark: tuple[int, int, Zone]) -> int:
    return mark[0]


def lay_out(tree: Tree, runs: list[Run], items: list[tuple[int, int]]) -> Layout:
    """Find the main text first; names like "header" or "page" mean nothing on an element that holds it."""
    layout = Layout(items=sorted(items))
    starts = [run.start for run in runs]
    own = [0, *accumulate(max(0, len(run.text) - run.linked) for run in runs)]
    named = _landmarks(tree)
    layout.marked = _outermost([m for m in named if _sum(own, starts, m[:2]) <= own[-1] * _WRAPPER])
    sums = [0.0, *accumulate(_weight(run, layout) for run in runs)]
    main = _descend(tree, lambda node: _sum(sums, starts, (node, tree.end[node])))
    if main >= 0:
        span = (main, tree.end[main])
        weight = _sum(sums, starts, span)
        if weight >= _LEAST and not _is_list(runs, layout, weight):
            layout.main, layout.weight = span, weight
            layout.marked = _outermost([m for m in named if not m[0] <= main < m[1]])
    layout.footer = _footer_start(tree, runs, layout)
    return layout


def _sum(sums: Sequence[float], starts: list[int], span: tuple[int, ...]) -> float:
    """Sum over the runs that start in a node range."""
    return sums[bisect_left(starts, span[1])] - sums[bisect_left(starts, span[0])]


def _weight(run: Run, layout: Layout) -> float:
    own = len(run.text) - run.linked
    if own <= 0 or layout.in_item(run.start):
        return 0.0
    weight = float(own) if own >= _PROSE and _SENTENCE.search(run.text) else own * 0.4
    if layout.marked_at(run.start) or _FOOTER_TEXT.search(run.text):
        weight *= _DISCOUNT
    return weight


def _is_list(runs: list[Run], layout: Layout, weight: float) -> bool:
    """Whether the page is a list: its entries say more than its running text."""
    if len(layout.items) < _LIST:
        return False
    listed = sum(len(run.text) for run in runs if layout.in_item(run.start))
    return listed > weight


def _landmarks(tree: Tree) -> list[tuple[int, int, Zone]]:
    """Elements named navigation or footer, by tag, class or id."""
    found: list[tuple[int, int, Zone]] = []
    for i, attributes in enumerate(tree.attrs):
        zone = _LANDMARK.get(tree.tag[i])
        if zone is None and attributes and ("class" in attributes or "id" in attributes):
            if tree.tag[i] in _UNMARKED:
                continue
            zone = _named(attributes.get("class") or "", attributes.get("id") or "")
        if zone is not None:
            found.append((i, tree.end[i], zone))
    return found


def _outermost(marks: list[tuple[int, int, Zone]]) -> list[tuple[int, int, Zone]]:
    kept: list[tuple[int, int, Zone]] = []
    for mark in marks:
        if not kept or mark[0] >= kept[-1][1]:
            kept.append(mark)
    return kept


@lru_cache(maxsize=4096)
def _named(classes: str, identity: str) -> Zone | None:
    for name in (*classes.split(), identity.strip()):
        if _FOOTER_NAME.fullmatch(name):
            return Zone.FOOTER
        if _NAV_NAME.fullmatch(name):
            return Zone.NAV
    return None


def _descend(tree: Tree, inside: Callable[[int], float]) -> int:
    """Smallest element that holds most of the running text; -1 if there is none."""
    at = next((i for i, tag in enumerate(tree.tag) if tag in ("body", "frameset")), -1)
    whole = inside(at) if at >= 0 else 0.0
    if whole <= 0:
        return -1
    while True:
        best, most = -1, 0.0
        child, stop = at + 1, tree.end[at]
        while child < stop:
            if tree.tag[child] and tree.end[child] > child + 1:
                weight = inside(child)
                if weight > most:
                    best, most = child, weight
            child = tree.end[child]
        if best < 0 or tree.tag[best] in _INNER or most < inside(at) * _SHARE or most < whole * _FLOOR:
            return at
        at = best


def _footer_start(tree: Tree, runs: list[Run], layout: Layout) -> int:
    """Node where the footer starts: the part around the first copyright-like line after the main text."""
    tail = runs[int(len(runs) * _TAIL) :]
    last_item = layout.items[-1][1] if layout.items else 0
    after = max(layout.main[0] + 1, last_item)
    for run in tail:
        if run.start < after or not (
            _FOOTER_TEXT.search(run.text) or layout.marked_at(run.start) is Zone.FOOTER
        ):
            continue
        at = run.start
        while tree.parent[at] > max(after, layout.main[1] - 1 if run.start >= layout.main[1] else 0):
            at = tree.parent[at]
        if not layout.in_main(at) or at > (layout.main[0] + layout.main[1] * 2) / 3:
            return at
    return 1 << 60

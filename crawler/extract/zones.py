"""What the parts of a page are: article, headline, lists, navigation, footer."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter

from crawler.extract.runs import Run
from crawler.extract.tree import Tree
from portal.page import Zone

_PREFIX = r"(?:\w*[-_])*"
_SUFFIX = r"(?:[-_]?(?:bar|box|wrap\w*|con|cont|list|left|right|inner|area|nav|in|div|ul|w|bg|main|fixed|pc|m|info|\d+))*"
_NAV_NAME = re.compile(
    rf"{_PREFIX}(?:navi?\w*|\w*nav|\w*menu|header|head|top|topbar|logo|banner|search\w*|crumbs?|breadcrumbs?|bread|position|"
    r"location|curpos\w*|dqwz|weizhi|mbx|sidebar|side|aside|sidenav|subnav|share|bdshare\w*|bdsharebuttonbox|toolbar|tools?|"
    r"pages?|pager|paging|pagination|fenye|login|lang|language|friend\w*|friendlink|yqlj|qrcode|ewm|erweima|print|close|hot|"
    r"rank|relate|related|xgyd|xgwz|xglj|xgxw|xgwj|xgzc|xgjd|xgbd|rdtj|rmtj|tjyd|jctj|rdph|ydph|recommend|tuijian|prev|next|pre|comments?|ad|ads|advert|float|dropdown|drop|tabs?|"
    rf"slide|slider|swiper|carousel){_SUFFIX}",
    re.I,
)
_FOOTER_NAME = re.compile(rf"{_PREFIX}(?:foot|footer|bottom|copyright|copy|dibu|banquan){_SUFFIX}", re.I)
_OF_ARTICLE = re.compile(  # the head and foot of an article are neither menu nor footer
    r"(?:\w*[-_])?(?:article|content|entry|post|detail)[-_](?:head|header|top|bottom|foot|footer)", re.I
)
_FOOTER_TEXT = re.compile(  # no re.I: it would cost the regex its fast first-character test
    r"版权所有|ICP备|icp备|标识码|公网安备|[Cc]opyright|COPYRIGHT|©|主办单?位?[：:]|承办单?位?[：:]|建议使用.{0,12}分辨率|技术支持[：:]"
)
_COPYRIGHT = re.compile(r"版权所有|ICP备|icp备|公网安备|[Cc]opyright|COPYRIGHT|©")
_LONGEST_FOOTER, _CELL = 300, 3  # characters; runs on either side of the copyright
_SENTENCE = re.compile(r"[，。；：、？！,;]")
_STOP = re.compile(r"[。；！？]")
_LANDMARK = {"nav": Zone.NAV, "header": Zone.NAV, "aside": Zone.NAV, "footer": Zone.FOOTER}
_INNER = frozenset("p span a b strong font em i h1 h2 h3 h4 h5 h6 dt dd li tr tbody thead u label".split())  # noqa: SIM905
_PROSE = 15  # own characters from which a run counts fully
_SHARE = 0.72  # part of the text an element must hold to be gone into
_FLOOR = 0.5  # part of the page's whole text that must stay inside
_WRAPPER = 160  # an element with more characters in paragraphs is no header or menu, whatever its name
_WRAPPER_SHARE = 0.6  # … nor is one with so much of all paragraphs
_PARAGRAPH = 40  # own characters that make a paragraph
_WIDEN, _FEW = 2, 6  # levels, and lines they may add
_LEAST = 20  # running text below this is no article
_MARKS = 2000  # named elements looked at
_LIST = 4  # entries from which a page may be a list
_TAIL = 0.5  # footers stand in the last half of the runs
_UNMARKED = frozenset({"a", "body", "html", "img", "script", "link", "input", *_LANDMARK})
_DISCOUNT = 0.05  # weight of text in what is named navigation or footer


_ZONES = (Zone.NAV, Zone.BODY, Zone.LIST, Zone.NAV, Zone.FOOTER)
_OUTSIDE, _MAIN, _ITEM, _NAMED_NAV, _FOOT = range(5)  # codes painted on nodes; indices into _ZONES
_CODES = {Zone.NAV: _NAMED_NAV, Zone.FOOTER: _FOOT}
Mark = tuple[int, int, Zone]


class Layout:
    """The parts of a page as colours painted on its nodes. main is (0, 0) where there is no running text."""

    def __init__(self, size: int, items: list[tuple[int, int]]) -> None:
        self.items = items
        self.main = (0, 0)
        self.weight = 0.0  # characters of running text in main
        self.footer = size
        self._paint = bytearray(size)
        self._fill(items, _ITEM)

    def repaint(self, main: tuple[int, int], marks: list[Mark]) -> None:
        """Colour main text, then what is named navigation or footer, then list lines."""
        self.main = main
        self._fill([(0, len(self._paint))], _OUTSIDE)
        self._fill([main], _MAIN)
        for start, end, zone in marks[:_MARKS]:
            self._fill([(start, end)], _CODES[zone])
        self._fill(self.items, _ITEM)

    def demote(self, start: int, end: int) -> None:
        """Make a line of the main text navigation: 上一篇, share buttons."""
        self._fill([(start, end)], _OUTSIDE)

    def end_with_footer(self, start: int) -> None:
        self.footer = start
        self._fill([(start, len(self._paint))], _FOOT)

    def _fill(self, ranges: list[tuple[int, int]], code: int) -> None:
        for start, end in ranges:
            self._paint[start:end] = bytes((code,)) * (end - start)

    def zone_of(self, node: int) -> Zone:
        return _ZONES[self._paint[node]]

    def is_named(self, node: int) -> bool:
        """Whether the node stands in an element named navigation or footer."""
        return self._paint[node] >= _NAMED_NAV

    def in_item(self, node: int) -> bool:
        return self._paint[node] == _ITEM

    def is_prose(self, run: Run) -> bool:
        """Whether a run is a paragraph of the main text, and not a heading, a line of facts or a menu."""
        if not self.main[0] <= run.start < self.main[1] or self._paint[run.start] != _MAIN:
            return False
        return run.own >= _PARAGRAPH and run.own > run.linked and _SENTENCE.search(run.text) is not None

    def in_main(self, node: int) -> bool:
        return self.main[0] <= node < self.main[1]


class _Inside:
    """How much of something the runs in an element's subtree hold."""

    def __init__(self, tree: Tree, starts: list[int], values: Iterable[float]) -> None:
        self._tree, self._starts = tree, starts
        self._sums = [0.0, *accumulate(values)]
        self.whole = self._sums[-1]

    def __call__(self, node: int) -> float:
        first, end = bisect_left(self._starts, node), bisect_left(self._starts, self._tree.end[node])
        return self._sums[end] - self._sums[first]


def lay_out(tree: Tree, runs: list[Run], items: list[tuple[int, int]]) -> Layout:
    """Find the main text first; names like "header" or "page" mean nothing on an element that holds it."""
    layout = Layout(len(tree.tag), items)
    starts = [run.start for run in runs]
    prose = _Inside(tree, starts, [_prose(run) for run in runs])
    legal = [len(run.text) < _LONGEST_FOOTER and _is_legal(run.text) for run in runs]
    _spread(legal, runs)
    marks = _marks(tree, prose, _Inside(tree, starts, legal))
    layout.repaint((0, 0), marks)
    weigh = _Inside(
        tree, starts, [_weight(run, small, layout) for run, small in zip(runs, legal, strict=True)]
    )
    main = _widen(tree, starts, _descend(tree, weigh), items)
    if main >= 0 and weigh(main) >= _LEAST and not _is_list(runs, layout, weigh(main)):
        layout.weight = weigh(main)
        layout.repaint((main, tree.end[main]), [m for m in marks if not m[0] <= main < m[1]])
    layout.end_with_footer(_footer_start(tree, runs, layout, prose))
    return layout


def _marks(tree: Tree, prose: _Inside, legal: _Inside) -> list[Mark]:
    """Named elements without those that hold the page's paragraphs: they are wrappers."""
    most = min(_WRAPPER, prose.whole * _WRAPPER_SHARE)
    found = []
    for mark in _landmarks(tree):
        footer = mark[2] is Zone.FOOTER and legal(mark[0]) > 0
        if prose(mark[0]) <= (_WRAPPER if footer else most):
            found.append(mark)
    return found


def _spread(legal: list[bool], runs: list[Run]) -> None:
    """Address and telephone in one cell with the copyright are small print too."""
    told = [index for index, small in enumerate(legal) if small and _COPYRIGHT.search(runs[index].text)]
    for index in told:
        around = range(max(index - _CELL, 0), min(index + _CELL + 1, len(runs)))
        cell = [i for i in around if runs[i].holder == runs[index].holder]
        if sum(len(runs[i].text) for i in cell) < _LONGEST_FOOTER:
            for i in cell:
                legal[i] = True


def _is_legal(text: str) -> bool:
    """Whether a text has the words of a footer."""
    if text.isascii():
        return "opyright" in text or "COPYRIGHT" in text
    found = _FOOTER_TEXT.search(text)
    return found is not None and (found[0][0] not in "主承技" or "。" not in text)  # who holds an event


def _prose(run: Run) -> int:
    """Characters of a run that is a paragraph."""
    own = len(run.text) - run.linked
    return own if own >= _PARAGRAPH and own > run.linked and _STOP.search(run.text) else 0


def _weight(run: Run, small: bool, layout: Layout) -> float:
    """What a run counts as running text; `small` print of a footer and named parts count little."""
    own = len(run.text) - run.linked
    if own <= 0 or layout.in_item(run.start):
        return 0.0
    weight = float(own) if own >= _PROSE and _SENTENCE.search(run.text) else own * 0.4
    return weight * _DISCOUNT if small or layout.is_named(run.start) else weight


def _is_list(runs: list[Run], layout: Layout, weight: float) -> bool:
    """Whether the page is a list: its entries say more than its running text."""
    if len(layout.items) < _LIST:
        return False
    listed = sum(len(run.text) for run in runs if layout.in_item(run.start))
    return listed > weight


def _landmarks(tree: Tree) -> list[Mark]:
    """Elements named navigation or footer, by tag, class or id."""
    found = [(i, tree.end[i], zone) for tag, zone in _LANDMARK.items() for i in tree.named[tag]]
    for name, elements in tree.called.items():
        if zone := _named(*name):
            found += [(i, tree.end[i], zone) for i in elements if tree.tag[i] not in _UNMARKED]
    return sorted(found, key=itemgetter(0))


@lru_cache(maxsize=4096)
def _named(classes: str, identity: str) -> Zone | None:
    for name in (*classes.split(), identity.strip()):
        if _OF_ARTICLE.fullmatch(name):
            continue
        if _FOOTER_NAME.fullmatch(name):
            return Zone.FOOTER
        if _NAV_NAME.fullmatch(name):
            return Zone.NAV
    return None


def _descend(tree: Tree, inside: _Inside) -> int:
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


def _widen(tree: Tree, starts: list[int], main: int, items: list[tuple[int, int]]) -> int:
    """The parent of a short main text, where it adds only a few lines (attachments, a signature)."""
    for _ in range(_WIDEN):
        parent = tree.parent[main] if main >= 0 else -1
        if parent <= 0 or tree.tag[parent] in ("body", "html", "form"):
            break
        before = bisect_left(starts, main) - bisect_left(starts, parent)
        after = bisect_left(starts, tree.end[parent]) - bisect_left(starts, tree.end[main])
        if before + after > _FEW or any(parent <= start < tree.end[parent] for start, _ in items):
            break
        main = parent
    return main


def _footer_start(tree: Tree, runs: list[Run], layout: Layout, prose: _Inside) -> int:
    """Node where the footer starts: the part around the first copyright-like line after the main text."""
    tail = runs[int(len(runs) * _TAIL) :]
    last_item = max((end for _, end in layout.items), default=0)
    after = max(layout.main[0] + 1, last_item, tail[0].start if tail else 0)
    for run in tail:
        if run.start < after or not (_is_legal(run.text) or layout.zone_of(run.start) is Zone.FOOTER):
            continue
        at = run.start
        floor = max(after, layout.main[1] - 1 if run.start >= layout.main[1] else 0)
        while tree.parent[at] >= floor and prose(tree.parent[at]) <= _WRAPPER:
            at = tree.parent[at]
        if not layout.in_main(at) or at > (layout.main[0] + layout.main[1] * 2) / 3:
            return at
    return len(tree.tag)

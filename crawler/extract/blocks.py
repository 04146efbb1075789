"""Runs to blocks: the zone of each run of text, and which one is the headline."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.extract.runs import Run
from crawler.extract.tree import Tree, squeeze, within
from crawler.extract.zones import Layout
from portal.page import Block, Zone

_APPARATUS = re.compile(
    r"^[\s【\[（(|]*(?:阅读下一|上一[篇条页]|下一[篇条页]|打印|关闭|返回|分享|扫一扫|字体|字号|浏览次数|点击数|收藏|纠错|大\s*中\s*小|我要|保存|"
    r"(?:相关(?:阅读|新闻|链接|信息|文章|稿件|报道|推荐|解读|文件|政策|内容)|(?:热点|热门|精彩|为您)推荐|推荐阅读)\s*[:：]?\s*$|"
    r"[您你]?(?:当前|现在|所在|的|在)*位置|责任编辑|信息来源|稿件来源|来源\s*[:：]|发布[日时][期间]|发文日期|作者\s*[:：]|"
    r"编辑\s*[:：]|点击\s*[:：]|阅读\s*[:：]|浏览\s*[:：]|(?:20|19)?\d\d[-/.]\d{1,2}[-/.]\d{1,2}[\s|]*[\d:：]*[\s|【]*(?:$|大\s|来源|字[号体]|浏览|作者|点击)|"
    r"(?:20|19)\d\d年\d{1,2}月\d{1,2}日\s*[\d:：]*\s*(?:来源|字[号体]|浏览|作者|点击))"
)
_INFO = re.compile(
    r"来源\s*[:：]|发布(?:时间|日期)\s*[:：]|浏览(?:次数|量)?\s*[:：]|字[体号]\s*[:：]|点击(?:数|次数)?\s*[:：]|作者\s*[:：]|阅读\s*[:：]"
)
_LONGEST_APPARATUS = 120
_ATTACHMENT = re.compile(r"附件|\.(?:docx?|xlsx?|pdf|zip|rar|wps|ofd|pptx?)\b", re.I)
_STOP = re.compile(r"[。；！？]")
_MENU = 3  # link runs among five that make a menu
_COPIED = 20  # characters of a paragraph whose second copy is no text of its own
_LOOSE_PROSE = 40  # characters of a paragraph outside the main text that is text all the same
_SHORTEST_TITLE, _LONGEST_TITLE = 3, 200  # characters
_CRUMB = re.compile(r"[>»›＞]")
_NO_HEADLINE = re.compile(
    r"[。；]|^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、]|第[一二三四五六七八九十]+[章条节])|[:：]$|(?:19|20)\d\d[-/]\d"
)
_LINES_ABOVE, _PLAIN = 5, (8, 80)  # runs looked at; characters of a headline without any mark
_DATED = re.compile(r"(?:19|20)\d\d[-/.年]\d")
_HEADINGS = frozenset({"h1", "h2", "h3"})
_TITLED = re.compile(r"(?:^|[-_ ])\w*(?:title|tit|bt|biaoti|headline)\w*(?:$|[-_ ])", re.I)


def blocks_of(tree: Tree, runs: list[Run], layout: Layout, headline: int) -> tuple[Block, ...]:
    """All runs with their zones, in page order. A paragraph that stands twice is BODY once."""
    blocks = []
    seen: set[str] = set()
    for index, run in enumerate(runs):
        zone = Zone.TITLE if index == headline else _zone(tree, runs, index, layout)
        if zone is Zone.BODY and len(run.text) >= _COPIED:
            if run.text in seen:  # the article once more, for small screens
                zone = Zone.NAV
            seen.add(run.text)
        if zone is Zone.NAV and run.linked and layout.in_main(run.start):
            layout.demote(_line_start(tree, run), run.end)
        blocks.append(Block(zone, run.text))
    return tuple(blocks)


def _line_start(tree: Tree, run: Run) -> int:
    """First node of a run's line: the outermost inline element that opens with it."""
    at = run.start
    while tree.parent[at] > run.holder and tree.parent[at] == at - 1:
        at -= 1
    return at


def _zone(tree: Tree, runs: list[Run], index: int, layout: Layout) -> Zone:
    run = runs[index]
    zone = layout.zone_of(run.start)
    if zone is Zone.BODY:
        return Zone.NAV if _is_apparatus(run) or _is_menu(tree, runs, index) else zone
    if zone is Zone.NAV and not layout.is_named(run.start):
        loose = run.own >= _LOOSE_PROSE and run.linked < run.own and _STOP.search(run.text)
        return Zone.BODY if loose else zone
    return zone


def _is_apparatus(run: Run) -> bool:
    text = run.text
    if len(text) > _LONGEST_APPARATUS:
        return False
    return _APPARATUS.match(text) is not None or len(_INFO.findall(text)) > 1


def _is_menu(tree: Tree, runs: list[Run], index: int) -> bool:
    """A run that is a link among link runs; attachments and links in prose stay."""
    run = runs[index]
    if run.own > 2 + len(run.text) * 0.2:
        return False
    near = runs[max(0, index - 2) : index + 3]
    if sum([r.linked * 2 > len(r.text) for r in near]) < _MENU or _ATTACHMENT.search(run.text):
        return False
    hrefs = (tree.attrs[a].get("href") or "" for a in within(tree.links, run.start - 3, run.end))
    return not any(_ATTACHMENT.search(href) for href in hrefs)


def headline_of(tree: Tree, runs: list[Run], layout: Layout, title: str, meta_title: str) -> int:
    """Index of the run that is the headline; -1 if none is found.

    Above the first paragraph: the run equal to ArticleTitle, or with which <title> starts, or a heading; else the
    last plain line above the main text.
    """
    wanted, whole = squeeze(meta_title), squeeze(title)
    initials = whole[:1] + wanted[:1]
    best, rank = -1, 0
    stop = min(layout.main[1] or layout.footer, layout.footer)
    for index, run in enumerate(runs):
        if run.start >= stop:
            break
        bare = not layout.main[1]  # attachments or pictures only: a heading counts above a line of facts
        if run.text[0] not in initials and bare and not _heads_facts(tree, runs, index):
            continue
        score = _headline_score(tree, run, layout, whole, wanted)
        if not score and layout.is_prose(run):
            break
        if score > rank or (score and score == rank and runs[best].start <= layout.main[0]):
            best, rank = index, score
    return best if best >= 0 else _line_above(runs, layout)


def _line_above(runs: list[Run], layout: Layout) -> int:
    """The last plain line above the main text that could be a headline; -1 if there is none."""
    first = next((i for i, run in enumerate(runs) if layout.is_prose(run)), -1)
    for index in range(first - 1, max(first - _LINES_ABOVE, -1) - 1, -1):
        run = runs[index]
        if layout.is_named(run.start) or run.linked or _CRUMB.search(run.text) or _is_apparatus(run):
            continue
        if _PLAIN[0] <= len(squeeze(run.text)) <= _PLAIN[1] and not _NO_HEADLINE.search(run.text):
            return index
    return -1


def _headline_score(tree: Tree, run: Run, layout: Layout, whole: str, wanted: str) -> int:
    """0: no headline; 1: a heading; more where <title> or ArticleTitle says the same."""
    if (
        not _SHORTEST_TITLE <= len(run.text) <= _LONGEST_TITLE
        or layout.in_item(run.start)
        or _is_apparatus(run)
    ):
        return 0
    same = run.text[0] == whole[:1]
    named = same or run.text[0] == wanted[:1]
    if not (named or tree.tag[run.holder] in _HEADINGS or tree.attrs[run.holder]):
        return 0
    own, heading = squeeze(run.text), _is_heading(tree, run.holder)
    if wanted and own == wanted:
        return 6 + heading
    if run.linked > len(run.text) // 2:
        return 0
    if same and _begins(whole, own):
        return (3 if len(own) >= 6 else 1) + heading
    plain = not layout.is_named(run.start) and len(own) >= 6 and not _STOP.search(own)
    return int(heading and plain)


def _heads_facts(tree: Tree, runs: list[Run], index: int) -> bool:
    """Whether a heading stands right above a date, a source or the like."""
    if tree.tag[runs[index].holder] not in _HEADINGS or index + 1 == len(runs):
        return False
    following = runs[index + 1].text
    return _DATED.match(following) is not None or _INFO.search(following) is not None


def _begins(whole: str, own: str) -> bool:
    """Whether <title> is this text, or this text and then the site's name."""
    return whole.startswith(own) or (len(own) > 8 and own.startswith(whole.rstrip(".…")) and len(whole) > 8)


def _is_heading(tree: Tree, holder: int) -> bool:
    for at in (holder, tree.parent[holder]):
        if at < 0:
            return False
        if tree.tag[at] in _HEADINGS:
            return True
        attributes = tree.attrs[at]
        if attributes and _is_titled(attributes.get("class") or "", attributes.get("id") or ""):
            return True
    return False


@lru_cache(maxsize=4096)
def _is_titled(classes: str, identity: str) -> bool:
    return _TITLED.search(f"{classes} {identity}") is not None

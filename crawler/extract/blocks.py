"""Runs to blocks: the zone of each run of text, and which one is the headline."""

from __future__ import annotations

import re

from crawler.extract.runs import Run
from crawler.extract.tree import Tree, squeeze
from crawler.extract.zones import Layout
from portal.page import Block, Zone

_APPARATUS = re.compile(
    r"^(?:上一[篇条页]|下一[篇条页]|打印|关闭|返回|分享|扫一扫|【?字体|字号|浏览次数|点击数|收藏|纠错|大\s*中\s*小|我要|您?当前的?位置|"
    r"当前位置|您的位置|您现在的位置|所在位置|责任编辑|【?打印|【?关闭|\[?字号|保存|信息来源|稿件来源|来源[:：]|发布[日时][期间]|"
    r"发文日期|作者[:：]|编辑[:：]|点击[:：]|阅读[:：]|浏览[:：])"
)
_INFO = re.compile(
    r"来源\s*[:：]|发布(?:时间|日期)\s*[:：]|浏览(?:次数|量)?\s*[:：]|字体\s*[:：]|点击(?:数|次数)?\s*[:：]|作者\s*[:：]"
)
_LONGEST_APPARATUS = 120
_ATTACHMENT = re.compile(r"附件|\.(?:docx?|xlsx?|pdf|zip|rar|wps|ofd|pptx?)\b", re.I)
_STOP = re.compile(r"[。；！？]")
_LOOSE_PROSE = 40  # characters of a paragraph outside the main text that is text all the same
_TITLE_WINDOW = 400  # runs above the main text searched for the headline
_HEADINGS = frozenset({"h1", "h2", "h3"})
_TITLED = re.compile(r"(?:^|[-_ ])\w*(?:title|tit|bt|biaoti|headline)\w*(?:$|[-_ ])", re.I)
_CRUMB = re.compile(r"[>»›]{1,2}")
_SEPARATORS = re.compile(r"\s*[-_|—–·>]+\s*")


def blocks_of(tree: Tree, runs: list[Run], layout: Layout, headline: int) -> tuple[Block, ...]:
    """All runs with their zones, in page order."""
    blocks = []
    for index, run in enumerate(runs):
        zone = Zone.TITLE if index == headline else _zone(runs, index, layout)
        blocks.append(Block(zone, run.text))
    return tuple(blocks)


def _zone(runs: list[Run], index: int, layout: Layout) -> Zone:
    run = runs[index]
    if run.start >= layout.footer:
        return Zone.FOOTER
    if layout.in_item(run.start):
        return Zone.LIST
    named = layout.marked_at(run.start)
    if named:
        return named
    if layout.in_main(run.start):
        return Zone.NAV if _is_apparatus(run) or _is_menu(runs, index) else Zone.BODY
    loose = run.own >= _LOOSE_PROSE and run.linked < run.own and _STOP.search(run.text)
    return Zone.BODY if loose else Zone.NAV


def _is_apparatus(run: Run) -> bool:
    text = run.text
    if len(text) > _LONGEST_APPARATUS:
        return False
    return _APPARATUS.match(text) is not None or len(_INFO.findall(text)) > 1


def _is_menu(runs: list[Run], index: int) -> bool:
    """A run that is a link among link runs; attachments and links in prose stay."""
    run = runs[index]
    if run.own > 2 + len(run.text) * 0.2 or _ATTACHMENT.search(run.text):
        return False
    near = runs[max(0, index - 2) : index + 3]
    return sum(r.linked * 2 > len(r.text) for r in near) >= 3


def headline_of(tree: Tree, runs: list[Run], layout: Layout, title: str, meta_title: str) -> int:
    """Index of the run that is the headline; -1 if none is found.

    A run equal to meta ArticleTitle, or with which <title> starts, nearest above the end of the main text; else
    the last h1–h3 (or run in an element named title) above the main text.
    """
    wanted = squeeze(meta_title)
    whole = squeeze(title)
    best, rank = -1, 0
    stop = layout.main[1] or 1 << 60
    for index, run in enumerate(runs):
        if run.start >= min(stop, layout.footer):
            break
        score = _headline_score(tree, run, layout, whole, wanted)
        if score and score >= rank:
            if score == rank and runs[best].start > layout.main[0]:
                continue
            best, rank = index, score
    return best


def _headline_score(tree: Tree, run: Run, layout: Layout, whole: str, wanted: str) -> int:
    if len(run.text) > 200 or layout.in_item(run.start):
        return 0
    own = squeeze(run.text)
    if len(own) < 3:
        return 0
    heading = _is_heading(tree, run.holder)
    if wanted and own == wanted:
        return 6 + heading
    linked = run.linked > len(run.text) // 2
    if not linked and _begins(whole, own):
        return 3 + heading if len(own) >= 6 else 1 + heading
    if heading and not linked and layout.main[1] and not layout.marked_at(run.start):
        return 1 if len(own) >= 6 and not _STOP.search(own) else 0
    return 0


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
        if attributes and (
            _TITLED.search(attributes.get("class") or "") or _TITLED.search(attributes.get("id") or "")
        ):
            return True
    return False

"""The title a list link shows: the visible one, the full one of title= when the visible one is cut."""

from __future__ import annotations

import re

from crawler.extract import dates
from crawler.extract.stamps import Stamp
from crawler.extract.tree import Tree, fold, squeeze

_LETTERS = re.compile(r"[\u3400-\u9fffA-Za-z]")
_IDLE = re.compile(
    r"^[\[【(（<《+]*\s*(?:更多|more|查看更多|查看详情|查看|详情|详细|阅读全文|全文|点击进入|进入|首页|下载|返回)"
    r"\s*[\]】)）>》»+.…]*$",
    re.I,
)
_LEAD = re.compile(r"^[\s•·●■◆▪►▶\u25aa\u2022>»\-|]+")
_PIN = re.compile(r"^\s*[\[【(（]?\s*(?:置顶|顶)\s*[\]】)）]\s*|^\s*置顶\s+|[\[【(（]置顶[\]】)）]\s*$")
_DAY = r"[\[(（【]?\s*(?:19|20)\d\d\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}\s*[\])）】]?"
_TIME = r"\d\d:\d\d(?::\d\d)?"
_STAMP = re.compile(rf"^(?:{_DAY}\s*(?:{_TIME})?|{_TIME})\s*|\s*{_DAY}(?:\s*{_TIME})?$")
_CARD_TITLE = re.compile(r"\s*标\s*题\s*[:：]\s*([^\r\n]+)[\s\S]*")  # title= with date and author below
_CUT = ("…", "...", "..", "．．．")
_RANKS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HEADINGS = _RANKS | {"strong", "b", "dt"}
_MARKED = re.compile(r"(?:^|[-_ ])(?:title|tit|bt|biaoti|name|subject|headline)(?:$|[-_ \d])", re.I)
_SHORTEST = 4  # letters
_IDLE_LENGTH = 12
_LONG = 14  # characters of Chinese that need no counting
_CARD = 3  # text nodes from which a link is looked at as a card


def is_title(tree: Tree, link: int) -> bool:
    """Whether a link could be the title of a list entry."""
    text = tree.label(link) or fold(tree.attrs[link].get("title") or "")
    if len(text) < 2:
        return False
    if len(text) > _LONG and not text.isascii():
        return True
    letters = len(_LETTERS.findall(text[:40]))
    if letters < _SHORTEST:  # a short name is a title too where the page repeats it in title=
        return letters > 1 and text == (tree.attrs[link].get("title") or "").strip()
    return not is_idle(text)


def row_title(tree: Tree, row: int, stamp: Stamp) -> str:
    """Title of a row whose link says only 查看: the longest of its other texts."""
    texts = (fold(tree.text[t]) for t in tree.texts_in(row) if not stamp.at <= t <= stamp.last)
    return max(texts, key=lambda text: len(_LETTERS.findall(text)), default="")


def is_idle(title: str) -> bool:
    """Whether a link says only that it leads on."""
    return len(title) <= _IDLE_LENGTH and _IDLE.match(title) is not None


def title_of(tree: Tree, link: int, stamp: Stamp | None) -> str:
    """Title of a list link, without bullets, dates and pin marks."""
    shown = _shown(tree, link, stamp)
    full = fold(_CARD_TITLE.sub(r"\1", tree.attrs[link].get("title") or ""))
    if full and _is_full_form(shown, full):
        shown = full
    shown = _PIN.sub("", _LEAD.sub("", shown))
    if not squeeze(shown):
        return ""
    return _STAMP.sub("", shown).strip() or shown


def _is_full_form(shown: str, full: str) -> bool:
    if not shown:
        return True
    start = squeeze(_LEAD.sub("", shown))
    for mark in _CUT:
        start = start.removesuffix(mark)
    start = start.rstrip(".…")
    whole = squeeze(full)
    cut = shown.rstrip().endswith(_CUT)
    return cut and len(whole) >= len(start) and whole.startswith(start[:10]) and len(whole) < 200


def _shown(tree: Tree, link: int, stamp: Stamp | None) -> str:
    own = set() if stamp is None or not stamp.alone else {stamp.at, stamp.last}
    texts = [t for t in tree.texts_in(link) if t not in own]
    if len(texts) >= _CARD or (len(texts) > 1 and (own or _holds_heading(tree, link))):
        headline = _headline(tree, link, texts)
        if headline:
            return headline
    return fold("".join([tree.text[t] for t in texts])) if own else tree.label(link)


def _holds_heading(tree: Tree, link: int) -> bool:
    return any(tree.tag[i] in _RANKS for i in range(link + 1, tree.end[link]))


def _headline(tree: Tree, link: int, texts: list[int]) -> str:
    """Title of a whole-card link: a heading or an element marked as title, else the first long piece of text."""
    for i in range(link + 1, tree.end[link]):
        if tree.tag[i] in _HEADINGS or (
            _MARKED.search(tree.attrs[i].get("class") or "") if tree.attrs[i] else False
        ):
            text = tree.text_of(i)
            if len(_LETTERS.findall(text)) >= _SHORTEST and not dates.FULL.fullmatch(text):
                return text
    blocks = {tree.parent[t]: t for t in texts if tree.tag[tree.parent[t]] in ("p", "div", "li", "td")}
    if len(blocks) < 2:
        return ""
    return next((s for s in (tree.text_of(b) for b in blocks) if len(_LETTERS.findall(s)) >= _SHORTEST), "")

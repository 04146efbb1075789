"""The 当前位置 trail: 首页 > 新闻中心 > 通知公告."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.extract.runs import INLINE
from crawler.extract.tree import Tree, fold, within
from portal.page import Crumb
from portal.urls import join

_TELLING = re.compile("[位页当]")
_LABEL = re.compile(r"(?:当前的?|所在的?|现在的?|[您你]的|页面)\s*位置|当前栏目|您现在在|^\s*位置\s*[:：]")
_LABEL_TEXT = re.compile(r"^.*?(?:位置|栏目|您现在在)(?:是|为)?\s*[:：∶>＞»]?\s*")
_LABEL_ENGLISH = re.compile(r"(?:You are here|(?:Your |Current )?(?:location|position))", re.I)
_NAME = re.compile(
    r"(?:^|[\s_-])\w*(?:crumb|dqwz|weizhi|position|location|mbx|curpos|dangqian|lujing|wz)\w*", re.I
)
_HOME = re.compile(r"^\s*(?:网站|本站)?首\s*页\s*$|^\s*主页\s*$")
_SEPARATOR = re.compile(r"\s*(?:>{1,3}|»|›|→|->|/|\\|·|\||--|－|—{1,2}|＞|≫|▶|::)\s*")
_SEPARATED = re.compile(r"^\s*(?:>{1,3}|»|›|→|->|/|·|－|＞|≫|-)\s*")
_SPELLED = re.compile(r"(?:位置|栏目|您现在在|首\s*页)[^>]*?[\w）)]\s*(?:>{1,3}|»|›|→|＞)\s*\w")
_TOOLS = re.compile(r"字[号体]|打印|分享|收藏|关闭|搜索|返回")
_ARROW = re.compile("[>»›＞]")
_ARROWS = re.compile(r"\s*(?:>{1,3}|»|›|＞)\s*")
_FIRST = 200  # texts looked at; a trail stands above
_ARROW_LENGTH = 40  # characters of an arrow with its white space
_STEP = re.compile(r"\d+$|[上下首末尾]一?[页条篇]|更多|$")
_LONGEST = 300  # characters of a trail
_WORD = re.compile(r"\w")
_DAY = re.compile(r"[\s(（\[]*(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\s)）\]]*")
_NAME_LENGTH = 60
_MOST = 10
_DEEPEST = 6  # a longer row of links without label is a menu
_CLIMB = 4
_TRIES = 3  # places looked at
_HOLDERS = ("div", "ul", "ol", "p", "nav", "span", "td")  # likeliest first


def breadcrumb_of(tree: Tree, base: str) -> tuple[Crumb, ...]:
    """The trail, () if the page shows none. Crumbs that are no links have no url.

    A label without a trail (a script writes it) may stand before a list: a date tells.
    """
    for holder in _places(tree):
        crumbs = _read(tree, holder, base)
        if any(_DAY.fullmatch(crumb.name) for crumb in crumbs):
            continue
        if len(crumbs) > _DEEPEST and not _LABEL.search(tree.text_of(holder)):
            continue
        if len(crumbs) > 1 or (crumbs and crumbs[0].url):
            return tuple(crumbs[:_MOST])
    return ()


def _places(tree: Tree) -> list[int]:
    """Elements that may hold a trail, likeliest first."""
    labelled: list[int] = []
    home: list[int] = []
    for order in tree.having(_TELLING):
        t = tree.texts[order]
        text = tree.text[t]
        if "位" in text or "当前" in text:
            if len(text) <= _LONGEST and _LABEL.search(text):
                labelled.append(_around(tree, t))
        elif "页" in text and len(text) < 12 and _HOME.match(text) and _followed(tree, order):
            home.append(_climb(tree, t, least=1 if tree.ancestor(t, "a", 2) < 0 else 2))
        if len(labelled) + len(home) > _TRIES:
            break
    return [p for p in labelled + home if p >= 0] or _named(tree) or _arrowed(tree)


def _named(tree: Tree) -> list[int]:
    """Elements whose class or id says breadcrumb."""
    said = [i for name, elements in tree.called.items() if _is_named(*name) for i in elements]
    found = [i for i in said if tree.tag[i] in _HOLDERS]
    found.sort(key=lambda i: (_HOLDERS.index(tree.tag[i]), i))
    return [i for i in found[:_TRIES] if tree.links_in(i) or _SPELLED.search(tree.text_of(i))]


def _arrowed(tree: Tree) -> list[int]:
    """Links with nothing but arrows between them, [] where they turn pages."""
    for order in tree.having(_ARROW):
        t = tree.texts[order]
        if order >= _FIRST:
            break
        if (
            len(tree.text[t]) <= _ARROW_LENGTH
            and _ARROWS.fullmatch(tree.text[t])
            and tree.ancestor(t, "a", 2) < 0
        ):
            holder = _climb(tree, t, least=2)
            turns = holder < 0 or any(_STEP.match(tree.label(a)) for a in tree.links_in(holder))
            return [] if turns else [holder]
    return []


@lru_cache(maxsize=4096)
def _is_named(classes: str, identity: str) -> bool:
    return _NAME.search(f"{classes} {identity}") is not None


def _followed(tree: Tree, order: int) -> bool:
    """Whether the text after a 首页 link begins with a separator."""
    following = tree.texts[order + 1] if order + 1 < len(tree.texts) else -1
    return following >= 0 and _SEPARATED.match(tree.text[following]) is not None


def _around(tree: Tree, at: int) -> int:
    """The block of a label if it spells the whole trail without links, else the nearest element with links."""
    block = tree.parent[at]
    while block > 0 and tree.tag[block] in INLINE:
        block = tree.parent[block]
    text = "" if tree.links_in(block) else tree.text_of(block)
    return block if len(text) <= _LONGEST and _SPELLED.search(text) else _climb(tree, at)


def _climb(tree: Tree, at: int, least: int = 1) -> int:
    """Nearest ancestor with enough links and little text; -1 if there is none."""
    for _ in range(_CLIMB):
        at = tree.parent[at]
        if at < 0:
            return -1
        if len(tree.links_in(at)) >= least and tree.tag[at] != "a":
            return at if sum(len(tree.text[t].strip()) for t in tree.texts_in(at)) <= _LONGEST else -1
    return -1


def _read(tree: Tree, holder: int, base: str) -> list[Crumb]:
    crumbs: list[Crumb] = []
    done = -1
    if sum(len(tree.text[t]) for t in tree.texts_in(holder)) > _LONGEST * 4:
        return []
    started = not any(_LABEL.search(tree.text[t]) for t in tree.texts_in(holder))
    for t in tree.texts_in(holder):
        if t < done:
            continue
        text = tree.text[t]
        if not started:
            if not _LABEL.search(text):
                continue
            started, text = True, _LABEL_TEXT.sub("", fold(text))
        link = tree.ancestor(t, "a", 3)
        if link >= holder:
            done = tree.end[link]
            href = (tree.attrs[link].get("href") or "").strip()
            url = "" if not href or href.startswith("#") else join(base, href)[0]
            names = [fold("".join(tree.text[x] for x in within(tree.texts, link, done)))]
        else:
            url, names = "", _SEPARATOR.split(fold(text))
        for name in names:
            clean = _SEPARATOR.sub("", name).strip(" :：-–")
            if _TOOLS.match(clean):
                return crumbs
            if not crumbs and _LABEL_ENGLISH.fullmatch(clean):
                continue
            if _WORD.search(clean) and len(clean) <= _NAME_LENGTH:
                crumbs.append(Crumb(clean, url))
    return crumbs

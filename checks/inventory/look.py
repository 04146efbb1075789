"""What a page is: a list, an article, a page filled by script, a blank one."""

from __future__ import annotations

import re
from collections.abc import Container
from enum import StrEnum

from checks.inventory.pager import front_key
from checks.inventory.vocabulary import is_ignored
from portal.page import Block, Link, LinkKind, Page, Zone

LIST_ENTRIES = 3  # dated entries that make a list
_ARTICLE_TEXT = 60  # characters of body text of an article with a date
_OWN_TEXT = 40  # characters of body text that make a page of its own
_FEW = 30  # blocks
_PARAGRAPH = 60
_SENTENCE = 15  # characters
_STOP = re.compile(r"[。；]")
_APPARATUS = re.compile(r"版权|主办|承办|技术支持|建议使用|分辨率|备案|ICP|公安|标识|浏览器|欢迎(?:您|访问)")
_LOADING = re.compile(
    r"加载中|正在加载|数据载入|载入中|Loading\s*\.{2,}|loading\s*\.{2,}|\{\{.+?\}\}|\$\{[\w.]+"
)
_APP = re.compile(r"请(?:开启|启用|打开)\s*(?:浏览器)?.{0,8}(?:JavaScript|脚本)|enable JavaScript", re.I)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|wps|et|ofd|txt|mp4|jpe?g|png)(?:\?|$)", re.I)
_EMPTY_WORDS = re.compile(
    r"暂无(?:信息|内容|数据|记录|相关)?\w{0,6}|(?:暂时)?没有(?:找到)?(?:任何|相关)?(?:信息|内容|记录|文章|数据)"
    r"|共\s*0\s*条"
)


class Look(StrEnum):
    LIST = "list"
    ARTICLE = "article"
    SHELL = "shell"  # filled by script, or a frame: the HTML does not show what a reader sees
    BLANK = "blank"
    OTHER = "other"


def look_of(page: Page, shared: Container[str] = ()) -> Look:
    """`shared` holds the addresses that many pages lead to: what every page offers is not this page's content."""
    if is_article(page):
        return Look.ARTICLE
    if page.entries:
        return Look.LIST
    if _has_content(page, shared):
        return Look.OTHER
    return Look.SHELL if is_shell(page) or not page.text.strip() else Look.BLANK


def is_article(page: Page) -> bool:
    """An article has a date or an ArticleTitle and text of its own, and is not mainly a list."""
    dated = sum(entry.date is not None for entry in page.entries)
    text = body_length(page)
    if page.meta.get("articletitle", "").strip() and (page.published.date or text >= _OWN_TEXT):
        return dated < LIST_ENTRIES or text > sum(len(entry.title) for entry in page.entries)
    return page.published.date is not None and text >= _ARTICLE_TEXT and dated < LIST_ENTRIES * 4


def is_shell(page: Page) -> bool:
    """Whether the page says itself that something else fills it."""
    return is_filled(page) or any(link.kind is LinkKind.FRAME and link.url for link in page.links)


def is_filled(page: Page) -> bool:
    """Whether traces of templates or "加载中" show that a script fills in content."""
    if _is_loading(page.text) and any(_is_loading(block.text) for block in page.blocks):
        return True
    return any(_LOADING.search(link.href) for link in page.links if link.kind is LinkKind.ANCHOR)


def _is_loading(text: str) -> bool:
    return _LOADING.search(text) is not None or _APP.search(text) is not None


def is_empty_word(text: str) -> bool:
    """Whether a line says that there is nothing: 暂无信息."""
    return _EMPTY_WORDS.search(text) is not None


def body_length(page: Page) -> int:
    """Characters of the page's own text; "暂无信息" is no text."""
    return sum(len(_EMPTY_WORDS.sub("", block.text)) for block in page.blocks if block.zone is Zone.BODY)


def _has_content(page: Page, shared: Container[str]) -> bool:
    """Text, a publication date, a film, or a link of its own to a page or file."""
    dated = page.published.date is not None and page.published.how != "meta"
    said = dated or body_length(page) >= _OWN_TEXT or _says_something(page)
    return said or any(_is_own(link, page, shared) for link in page.links)


def _is_own(link: Link, page: Page, shared: Container[str]) -> bool:
    if link.kind is LinkKind.MEDIA:
        return True
    if link.kind is not LinkKind.ANCHOR or link.inferred or not link.url or link.zone is Zone.FOOTER:
        return False
    return (
        link.url not in shared
        and front_key(link.url) != front_key(page.url)
        and (len(link.text.strip()) > 1 or _FILE.search(link.url) is not None)
        and not is_ignored(link.text, "")
        and not _APPARATUS.search(link.text)
    )


def _says_something(page: Page) -> bool:
    """A sentence on a page of few words, or a paragraph anywhere."""
    least = _SENTENCE if len(page.blocks) <= _FEW else _PARAGRAPH
    return any(len(block.text) >= least and _is_sentence(block) for block in page.blocks)


def _is_sentence(block: Block) -> bool:
    """A sentence outside the footer is content, wherever the page has it."""
    told = _EMPTY_WORDS.sub("", block.text)
    return (
        block.zone is not Zone.FOOTER
        and len(told) >= _SENTENCE
        and _STOP.search(told) is not None
        and not _APPARATUS.search(told)
        and not _LOADING.search(told)
    )

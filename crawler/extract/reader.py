"""One page from bytes to Page: decode, parse once, then each part reads the same flat tree."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from crawler.extract import deceit, entries, islands, stamps, undated
from crawler.extract.barriers import barriers_of
from crawler.extract.blocks import blocks_of, headline_of
from crawler.extract.bounds import LINKS, TOO_MANY_LINKS, TOO_MUCH, bounded
from crawler.extract.breadcrumb import breadcrumb_of
from crawler.extract.decode import decode
from crawler.extract.head import anchors_of, base_of, meta_of, title_of
from crawler.extract.links import links_of
from crawler.extract.outside import outside_of
from crawler.extract.published import published_of
from crawler.extract.runs import Run, runs_of
from crawler.extract.signs import hollow_of, scripted_of
from crawler.extract.tree import Tree, build
from crawler.extract.zones import Layout, lay_out
from portal import urls
from portal.page import Crumb, Encoding, Entry, Link, Page, Zone

LITTLE_TEXT = 100  # characters; a page with more is an article, its lone dated line no list
LARGEST = 8_000_000  # characters of HTML that are read
_LEAVE, _LEAVES = "离开".encode(), 500  # places looked at
_NOTICE = re.compile(
    r"(?:即将|将要|您将|你将|确定要?|是否|确认)离开|离开(?:本站|本网站|当前网站|[^。，<>\n]{0,24}(?:门户网站|政府网|网站群|官网))"
)


def read_page(
    url: str, body: bytes, content_type: str = "", status: int = 200, depth: int = 0, on: date | None = None
) -> Page:
    """Never raises on its bytes; `notes`: what went wrong (Chinese). `on`: the day it was read, for 昨天 and 3天前."""
    html, encoding, notes = _decoded(body, content_type)
    tree = build(html)
    base = base_of(tree, url)
    meta = meta_of(tree)
    title = title_of(tree)
    trail = breadcrumb_of(tree, base)
    runs = runs_of(tree)
    marks = stamps.find(tree, on)
    listed, layout = _lists(tree, runs, marks, base, trail)
    headline = headline_of(tree, runs, layout, title, meta.get("articletitle", ""))
    blocks = blocks_of(tree, runs, layout, headline)
    found, links = _found(tree, layout, html, listed, url, base, on)
    return Page(
        url=url,
        status=status,
        title=title,
        encoding=encoding,
        published=published_of(tree, runs, layout, headline, meta, marks),
        breadcrumb=trail,
        meta=meta,
        blocks=blocks,
        entries=tuple(found),
        links=tuple(links),
        anchors=anchors_of(tree),
        scripted=scripted_of(tree),
        hollow=hollow_of(tree),
        barriers=barriers_of(tree, layout),
        depth=depth,
        digest=hashlib.sha256(body).hexdigest(),
        size=len(body),
        notes=(*notes, TOO_MANY_LINKS) if len(links) >= LINKS else notes,
        outside=outside_of(tree, html, url, base),
        diverts=deceit.diverts(tree, urls.party(urlsplit(url).netloc)),
        leaving=_is_leaving(html),
    )


def with_lists(page: Page, bodies: Iterable[str]) -> Page:
    """The page with the entries of lists that its script fetches, as the interfaces answered."""
    found = [entry for body in bodies for entry in islands.json_entries(body, page.url)]
    if not found:
        return page
    return replace(page, entries=(*page.entries, *found), links=(*page.links, *_links_to(found)))


def _links_to(found: Iterable[Entry]) -> list[Link]:
    return [Link(e.url, e.url, e.title, zone=Zone.LIST, inferred=True) for e in found if e.url]


def _is_leaving(html: bytes) -> bool:
    """Whether the page holds a notice for those who follow a link to another site."""
    at = -1
    for _ in range(_LEAVES):
        at = html.find(_LEAVE, at + 1)
        if at < 0:
            return False
        if _NOTICE.search(html[max(0, at - 60) : at + 120].decode("utf-8", "ignore")):
            return True
    return False


def _lists(
    tree: Tree, runs: list[Run], marks: list[stamps.Stamp], base: str, trail: tuple[Crumb, ...]
) -> tuple[list[entries.Listed], Layout]:
    """Dated entries, and the layout that knows them; lone dated lines count where there is no article."""
    listed, few = entries.dated(tree, marks, base)
    layout = lay_out(tree, runs, [(e.item.at, e.item.end) for e in listed])
    few = [e for e in few if Crumb(e.entry.title, e.entry.url) not in trail or not e.entry.url]
    if few and layout.weight < LITTLE_TEXT:
        listed += few
        layout = lay_out(tree, runs, [(e.item.at, e.item.end) for e in listed])
    return listed, layout


def _found(
    tree: Tree,
    layout: Layout,
    html: bytes,
    listed: list[entries.Listed],
    url: str,
    base: str,
    on: date | None,
) -> tuple[list[Entry], list[Link]]:
    """All entries and links: dated lines, lists the page carries as data; else lines without a date."""
    found = [e.entry for e in listed]
    links = links_of(tree, layout, url, base)
    if b"<record>" in html or b"[{" in html:
        extra, extra_links = _islands(tree, url, base, on)
        found += extra
        links += extra_links
    if not found and not layout.main[1]:
        found = undated.undated(tree, layout, base)
    return found, links


def _islands(tree: Tree, url: str, base: str, on: date | None) -> tuple[list[Entry], list[Link]]:
    """Entries and links of lists the page carries as data."""
    found = islands.inline_json(tree, base)
    links = _links_to(found)
    records = islands.records_of(tree)
    if records:
        inner = build(f"<ul>{records}</ul>".encode())
        found += islands.html_entries(records, base, on)
        everything = Layout(len(inner.tag), [(0, len(inner.tag))])
        links += links_of(inner, everything, url, base)
    return found, links


def _decoded(body: bytes, content_type: str) -> tuple[bytes, Encoding, tuple[str, ...]]:
    """A page in UTF-8, so that a large one is held once; how it was read, what went wrong."""
    text, encoding = decode(body, content_type)
    html, cut = bounded(text[:LARGEST].encode("utf-8", "replace"))
    notes = _notes(text, body, encoding)
    return body if html == body else html, encoding, (*notes, TOO_MUCH) if cut else tuple(notes)


def _notes(text: str, body: bytes, encoding: Encoding) -> list[str]:
    notes = []
    if not body:
        notes.append("页面内容为空")
    if encoding.mismatch:
        declared = " / ".join(d for d in (encoding.http, encoding.meta) if d)
        notes.append(f"编码声明（{declared}）与实际编码（{encoding.used}）不符")
    if encoding.errors:
        notes.append(f"有 {encoding.errors} 处字节无法解码")
    if "\x00" in text:
        notes.append("页面含有空字节（NUL）")
    if len(text) > LARGEST:
        notes.append(f"页面过大，只读取了前 {LARGEST} 个字符")
    return notes

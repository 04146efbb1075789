"""Ways to write to the office: entries that lead there, and what stands behind each. Nothing is ever submitted."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from checks.interaction.forms import has_form
from checks.interaction.wording import is_excluded
from checks.inventory.look import body_length, is_shell
from checks.inventory.survey import front_page
from checks.links.fate import Fate
from checks.scan import Scan
from portal import urls
from portal.page import Link, LinkKind, Page
from portal.target import Verdict

_LONGEST_ENTRY = 14  # characters of a link that is an entry and no headline
_LITTLE = 40  # characters of a page that does not say anything by itself
_GONE = {Verdict.BROKEN, Verdict.SOFT_404, Verdict.REDIRECT_HOME}
_FILLS = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\b|XMLHttpRequest|\bfetch\s*\(|axios|new\s+Vue\b|createApp|ng-app|v-model|v-for|id=[\"']app[\"']"
)


class Way(Enum):
    """What stands behind an entry."""

    OPEN = "可以填写"
    DEAD = "打不开"
    NO_FORM = "没有可填写的表单"
    CANNOT_TELL = "程序看不到"


@dataclass(frozen=True, slots=True)
class Entrance:
    """One entry: its words, where it leads, the page it was first seen on, what is there and why that is thought."""

    text: str
    url: str
    seen_on: str
    way: Way
    why: str


def entrances(scan: Scan) -> Iterator[Entrance]:
    """Entries that name a letter box or consultation; where there is none, the hubs of interaction."""
    plain, hubs = _links(scan)
    for (url, text), seen_on in (plain or hubs).items():
        way, why = _behind(scan, url)
        yield Entrance(text, url, seen_on, way, why)


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("checks") / "data" / "channels.toml").read_text(encoding="utf-8"))


Found = dict[tuple[str, str], str]  # (address, words) → first page it stands on


def _links(scan: Scan) -> tuple[Found, Found]:
    plain: Found = {}
    hubs: Found = {}
    for page, links in scan.snapshot.links():
        for link in links:
            if (kind := _kind(link)) and not _is_article(link.url, scan):
                (plain if kind == "plain" else hubs).setdefault((link.url, " ".join(link.text.split())), page)
    return plain, hubs


def _is_article(url: str, scan: Scan) -> bool:
    """Whether a column lists it with a date: a text about a hotline is no way to write."""
    entry = scan.listed.get(url)
    return entry is not None and entry.date is not None


def _kind(link: Link) -> str:
    if link.kind is not LinkKind.ANCHOR or link.href.strip().lower().startswith("tel:"):
        return ""  # a telephone is no way to write
    return _named(link.text.strip())


@lru_cache(maxsize=20_000)
def _named(text: str) -> str:
    """Menus repeat on every page."""
    if not 2 <= len(text) <= _LONGEST_ENTRY or is_excluded(text):
        return ""
    words = _words()
    if any(word in text for word in words["excluded"]):
        return ""
    if any(word in text for word in words["plain"]):
        return "plain"
    return "hubs" if text in words["hubs"] else ""


def named_in(text: str) -> str:
    """A way to write that a text names, line by line; "" if it names none. A telephone number is none."""
    words = [word for word in _words()["plain"] if not word.isdigit() and "热线" not in word]
    lines = (line for line in text.split("\n") if not is_excluded(line))
    return next((word for line in lines for word in words if word in line), "")


def _behind(scan: Scan, url: str) -> tuple[Way, str]:
    if not url:
        return Way.CANNOT_TELL, "入口是脚本或电子邮箱地址"
    if page := front_page(scan.snapshot, url):
        return _on_page(scan, page)
    probe = scan.snapshot.probe(url)
    if probe is None or probe.verdict is Verdict.NOT_ASKED:
        return Way.CANNOT_TELL, "本次扫描没有访问这个网址"
    if probe.verdict in _GONE:
        unsure = any(one.target.url == url for one in scan.links.of(Fate.UNSURE))
        said = f"状态码 {probe.status}" if probe.status else "没有应答"
        return Way.CANNOT_TELL if unsure else Way.DEAD, said
    if probe.verdict in {Verdict.OK, Verdict.TLS} and urls.host(url) != urls.host(scan.home):
        return Way.OPEN, "外部平台"
    return Way.CANNOT_TELL, "网站没有给出可以看的网页"


def _on_page(scan: Scan, page: Page) -> tuple[Way, str]:
    probe = scan.snapshot.probe(page.url)
    if probe and probe.verdict in _GONE:
        return Way.DEAD, "出错页面"
    markup = scan.snapshot.markup(page.url)
    tree = LexborHTMLParser(markup)
    if has_form(markup):
        return Way.OPEN, "表单"
    frames = [link.url for link in page.links if link.kind is LinkKind.FRAME and link.url]
    if frames or is_shell(page):
        return _framed(scan, frames)
    if tree.css_first("input[type=password]"):
        return Way.CANNOT_TELL, "要先登录"
    if _FILLS.search(markup) or (
        body_length(page) < _LITTLE and not page.entries and tree.css_first("script")
    ):
        return Way.CANNOT_TELL, "内容由脚本填充"
    return Way.NO_FORM, "只有文字或列表"


def _framed(scan: Scan, frames: list[str]) -> tuple[Way, str]:
    for url in frames:
        inner = scan.snapshot.page(url)
        if inner and has_form(scan.snapshot.markup(url)):
            return Way.OPEN, "内嵌页面中的表单"
    return Way.CANNOT_TELL, "内容由内嵌框架或脚本填充"

"""What inline scripts do behind a reader's back: links they write, hide or spell in codes, visitors they send away."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from crawler.extract.tree import Tree, fold
from crawler.extract.veil import cover_of
from portal import urls
from portal.page import Cover, Outside

_LARGEST = 60_000  # characters of a script that is read
_WRAPPER = 2000  # characters of one that does no more than open or close an element
_WRITE = re.compile(r"document\s*\.\s*write(?:ln)?\s*\(")
_LINK = re.compile(
    r"<a\b[^<>]{0,300}?\bhref\s*=\s*[\\\"'\s]*((?:https?:)?//[^\s\"'\\<>+]{3,300})[^<>]{0,300}>(.{0,200}?)<\\?/a",
    re.I | re.S,
)
_PART = re.compile(
    r"<(iframe|script|frame)\b[^<>]{0,300}?\bsrc\s*=\s*[\\\"'\s]*((?:https?:)?//[^\s\"'\\<>+]{3,300})", re.I
)
_MADE = re.compile(r"createElement\(\s*[\"'](script|iframe)[\"']\s*\)", re.I)
_SOURCE = re.compile(
    r"(?:\.src\s*=\s*|setAttribute\(\s*[\"']src[\"']\s*,\s*)[\"']((?:https?:)?//[^\s\"'\\<>+]{3,300})[\"']",
    re.I,
)
_TAG = re.compile(r"<[^<>]*>")
_OPENED = re.compile(
    r"<(div|ul|span|p|marquee|td|table)\b[^<>]{0,300}?style\s*=\s*[\\\"']+([^\"'\\<>]{3,200})", re.I
)
_STYLE = re.compile(r"<style[^<>]*>(.{3,500}?)<\\?/style", re.I | re.S)
_HIDDEN = re.compile(
    r"getElementById\(\s*[\"']([\w-]{1,60})[\"']\s*\)\s*\.\s*style\s*\.\s*(?:display\s*=\s*[\"']none|visibility\s*=\s*[\"']hidden)"
    r"|\$\(\s*[\"']#([\w-]{1,60})[\"']\s*\)\s*\.\s*(?:hide\(\s*\)|css\(\s*[\"']display[\"']\s*,\s*[\"']none)"
)
_CODES = re.compile(r"\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|%u?[0-9a-f]{2,4}|&#x?[0-9a-f]{2,6};", re.I)
_MANY = 4  # codes that make a spelling
_NUMBERS = re.compile(r"fromCharCode\(([\d,\s]{20,20000})\)")
_BASE64 = re.compile(r"(?:atob|decode64)\(\s*[\"']([\w+/=]{24,20000})[\"']")
_STRINGS = re.compile(r"\"((?:[^\"\\\n]|\\.){20,20000})\"|'((?:[^'\\\n]|\\.){20,20000})'")
_ENGINES = re.compile(r"baidu|sogou|haosou|so\.com|google|bing|yahoo|\bsm\.cn|shenma|360", re.I)
_AWAY = re.compile(
    r"location(?:\.href)?\s*=\s*[\"'](https?://[^\"'\s]{4,300})|location\.(?:replace|assign)\(\s*[\"'](https?://[^\"'\s]{4,300})",
    re.I,
)


def written(tree: Tree, own: str) -> Iterator[Outside]:
    """Links to other hosts that inline scripts write: in codes, hidden, or plainly (cover None)."""
    for i in tree.named["script"]:
        script = tree.text[i][:_LARGEST]
        if not script:
            continue
        if "write" in script and _WRITE.search(script):
            covers = (cover_of(style) for _, style in _OPENED.findall(script))
            hidden = Cover.SCRIPT if any(covers) else None
            yield from _groups(script, hidden, own)
        if "createElement" in script:
            yield from _made(script, own)
        if (
            "\\x3c" in script
            or "%3" in script
            or "\\u003" in script
            or "fromCharCode" in script
            or "atob(" in script
        ):
            for spelt in _decoded(script):
                yield from (_as_read(group, script) for group in _groups(spelt, Cover.ENCODED, own))


def _groups(markup: str, cover: Cover | None, own: str) -> Iterator[Outside]:
    links = [
        (to, fold(html.unescape(_TAG.sub("", text)))[:60])
        for href, text in _LINK.findall(markup)
        if (to := _outside(href, own))
    ]
    if links:
        yield Outside("a", tuple(links[:60]), ("script",), cover)
    for tag, href in _PART.findall(markup)[:20]:
        if to := _outside(href, own):
            yield Outside(tag.lower(), ((to, ""),), ("script",), cover)


def _made(script: str, own: str) -> Iterator[Outside]:
    """Scripts and frames that a script makes as elements and gives an address of another host."""
    if made := _MADE.search(script):
        for href in _SOURCE.findall(script)[:20]:
            if to := _outside(href, own):
                yield Outside(made[1].lower(), ((to, ""),), ("script",))


def _as_read(group: Outside, script: str) -> Outside:
    """A script whose address can be read is written in codes only because that is how it was always done."""
    readable = group.tag != "a" and all(urls.host(url) in script for url, _ in group.links)
    return replace(group, cover=None) if readable else group


def _outside(href: str, own: str) -> str:
    address = urls.normalise(href if ":" in href[:6] else f"http:{href}")
    return (
        ""
        if urls.party(urlsplit(address).netloc) == own or urls.is_government(urls.host(address))
        else address
    )


def _decoded(script: str) -> Iterator[str]:
    """What is spelt in codes in a script, where it becomes markup."""
    for numbers in _NUMBERS.findall(script):
        codes = [int(n) for n in numbers.split(",") if n.strip()]
        yield "".join(map(chr, (c for c in codes if c < 0x110000)))
    for packed in _BASE64.findall(script):
        try:
            yield base64.b64decode(packed + "=" * (-len(packed) % 4)).decode("utf-8", "replace")
        except binascii.Error:
            continue
    for double, single in _STRINGS.findall(script):
        text = double or single
        if len(_CODES.findall(text)) >= _MANY:
            yield html.unescape(_unescape(text))


def _unescape(text: str) -> str:
    text = re.sub(
        r"\\x([0-9a-fA-F]{2})|(?:\\|%)u([0-9a-fA-F]{4})", lambda m: chr(int(m[1] or m[2], 16)), text
    )
    return unquote(text, errors="replace") if "%3" in text else text


def wrapped(tree: Tree) -> Iterator[tuple[int, int]]:
    """Stretches of a page in an element that a script opens hidden and another closes: from node to node."""
    start = -1
    for i in tree.named["script"]:
        script = tree.text[i]
        if "write" not in script or len(script) > _WRAPPER or not _WRITE.search(script):
            continue
        if start >= 0 and re.search(r"<\\?/(?:div|ul|span|p|marquee|td|table)", script, re.I):
            yield start, i
            start = -1
        opened = _OPENED.search(script)
        if opened and cover_of(opened[2]) and not re.search(rf"<\\?/{opened[1]}", script, re.I):
            start = i
    if start >= 0:
        yield start, len(tree.tag)


def written_styles(tree: Tree) -> Iterator[str]:
    """Style sheets that inline scripts write."""
    for i in tree.named["script"]:
        script = tree.text[i]
        if script and "<style" in script and _WRITE.search(script):
            yield from _STYLE.findall(script)


def hidden_by_script(tree: Tree) -> Iterator[str]:
    """Ids of elements that a script hides as it runs, and that no script names again."""
    scripts = [tree.text[i] for i in tree.named["script"] if tree.text[i]]
    for script in scripts:
        if "none" not in script and "hid" not in script:
            continue
        for found in _HIDDEN.finditer(script[:_LARGEST]):
            name = found[1] or found[2]
            at_once = "function" not in script[: found.start()] and "{" not in script[: found.start()]
            if at_once and sum(len(re.findall(rf"[\"'#]{re.escape(name)}[\"']", s)) for s in scripts) == 1:
                yield name


def diverts(tree: Tree, own: str) -> tuple[str, ...]:
    """Addresses of other hosts to which a script sends those who come from a search engine."""
    found = []
    for i in tree.named["script"]:
        script = tree.text[i][:_LARGEST]
        if "referrer" in script and "location" in script and _ENGINES.search(script):
            found += [
                to
                for match in _AWAY.findall(script)
                for href in match
                if href and (to := _outside(href, own))
            ]
    return tuple(dict.fromkeys(found))

"""Lists that travel as data: Hanweb record islands, JSON arrays in scripts, list interfaces (TRS, jpaas, Hanweb)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

from crawler.extract import dates, entries, stamps
from crawler.extract.tree import Tree, build, fold
from portal.page import Entry
from portal.urls import join

_ITEMS = ("item", "row", "doc", "news", "article", "info")
_FIELD = re.compile(r"<(\w{1,40})>([^<]{0,4000}|\s*<!\[CDATA\[.{0,4000}?\]\]>\s*)</\1>", re.S)
_TAG = re.compile(r"<[^<>]{1,500}>")
_WRAPPED = re.compile(r"^[^\[{]{0,200}?(?=[\[{])")
_BARE_KEY = re.compile(r"([{,]\s*)([A-Za-z_]\w*)\s*:")
_SINGLE = re.compile(r"'((?:[^'\\\n]|\\.)*)'")
_TRAILING = re.compile(r",\s*([\]}])")
_ARRAY = re.compile(r"\[\s*\{")
TITLES = ("title", "doctitle", "infotitle", "contenttitle", "articletitle", "newstitle", "subject", "showtitle", "name",
          "topic", "bt", "documenttitle")  # fmt: skip
URLS = ("url", "docpuburl", "puburl", "link", "href", "linkurl", "infourl", "contenturl", "articleurl", "docurl",
        "pageurl", "staticurl", "urls", "weburl", "path", "visiturl")  # fmt: skip
DAYS = ("date", "pubdate", "publishdate", "docreltime", "docpubtime", "pubtime", "publishtime", "publishedtime", "time",
        "showtime", "deploytime", "issuetime", "writetime", "createtime", "crtime", "createdate", "releasetime",
        "publicationdate", "releasedate", "adddate", "addtime", "fbsj", "showdate", "datetime", "infodate")  # fmt: skip
_CHINA = timezone(timedelta(hours=8))
_ARRAYS = 20  # in one script
_DEPTH = 12
_MOST = 5000


def json_entries(body: str, base: str) -> list[Entry]:
    """Entries of a list interface's answer: JSON (also JSONP), XML records, or HTML inside either."""
    text = body.lstrip("\ufeff \r\n\t")
    if records := _between(text, "record"):
        return html_entries("".join(records), base)
    if text.startswith("<"):
        return list(_xml(text, base)) or html_entries(text, base)
    value = _loads(_WRAPPED.sub("", text, count=1).rstrip().rstrip(";)"))
    return list(_walk(value, base)) if value is not None else []


def html_entries(html: str, base: str, on: date | None = None) -> list[Entry]:
    """Dated entries of an HTML fragment."""
    wrapped = f"<ul>{html}</ul>" if "<li" in html[:400] else html
    tree = build(wrapped.encode("utf-8", "replace"))
    found, few = entries.dated(tree, stamps.find(tree, on), base)
    return [listed.entry for listed in found + few]


def records_of(tree: Tree) -> str:
    """HTML of the Hanweb records in the page's <script type="text/xml"> islands."""
    found: list[str] = []
    for i in tree.named["script"]:
        if "<record>" in tree.text[i]:
            found += _between(tree.text[i], "record")
    return "".join(found)


def inline_json(tree: Tree, base: str) -> list[Entry]:
    """Entries of JSON arrays written into scripts."""
    found: list[Entry] = []
    for i in tree.named["script"]:
        script = tree.text[i]
        if len(script) < 60 or not _maybe_list(script):
            continue
        for piece in _arrays(script):
            found += [e for e in _walk(_loads(piece), base) if e.url and e.date]
    return found


def _arrays(script: str) -> Iterator[str]:
    """Texts of the outermost arrays of objects in a script."""
    at = 0
    for _ in range(_ARRAYS):
        start = _ARRAY.search(script, at)
        piece = _bracketed(script, start.start()) if start else ""
        if not start or not piece:
            return
        at = start.start() + len(piece)
        yield piece


def _maybe_list(script: str) -> bool:
    lower = script.lower()
    return (
        "title" in lower
        and ("url" in lower or "href" in lower or "link" in lower)
        and _ARRAY.search(script) is not None
    )


def _bracketed(text: str, start: int, limit: int = 400_000) -> str:
    """The array that opens at start, by counting brackets outside strings; "" if it does not close."""
    depth, quote, i, stop = 0, "", start, min(len(text), start + limit)
    while i < stop:
        c = text[i]
        if quote:
            if c == "\\":
                i += 1
            elif c == quote:
                quote = ""
        elif c in "\"'":
            quote = c
        elif c in "[{":
            depth += 1
        elif c in "]}":
            depth -= 1
            if depth == 0:
                return text[start : i + 1]
        i += 1
    return ""


def _loads(text: str) -> object:
    """JSON, or a JavaScript literal with bare keys and single quotes; None if neither."""
    for attempt in (text, _TRAILING.sub(r"\1", _BARE_KEY.sub(r'\1"\2":', _SINGLE.sub(_requote, text)))):
        try:
            value: object = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return value
    return None


def _requote(match: re.Match[str]) -> str:
    return json.dumps(match[1].replace("\\'", "'"), ensure_ascii=False)


def _walk(value: object, base: str, depth: int = 0) -> Iterator[Entry]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for one in value[:_MOST]:
            yield from _walk(one, base, depth + 1)
    elif isinstance(value, dict):
        entry = _entry({str(k).lower().replace("_", ""): v for k, v in value.items()}, base)
        if entry:
            yield entry
            return
        for one in value.values():
            yield from _walk(one, base, depth + 1)
    elif isinstance(value, str) and "<a" in value:
        yield from html_entries(value, base)


def _entry(record: dict[str, object], base: str) -> Entry | None:
    title = next(
        (fold(_TAG.sub("", t)) for k in TITLES if isinstance(t := record.get(k), str) and t.strip()), ""
    )
    href = next((h for k in URLS if (h := _href(record.get(k)))), "")
    day = next((d for k in DAYS if (d := _day(record.get(k)))), None)
    if not title or not (href or day):
        return None
    pinned = str(record.get("istop") or record.get("top") or "").lower() in ("1", "true")
    return Entry(title, day, join(base, href)[0] if href else "", pinned=pinned)


def _href(value: object) -> str:
    """A string address; jpaas wraps it once more: {"common": "/x.html"} as JSON text."""
    if isinstance(value, str) and value.strip().startswith("{"):
        value = _loads(value)
    if isinstance(value, dict):
        value = next((v for v in value.values() if isinstance(v, str) and v), "")
    return value.strip() if isinstance(value, str) else ""


def _day(value: object) -> date | None:
    if isinstance(value, str):
        if value.strip().isdigit() and len(value.strip()) in (10, 13):
            return _day(int(value.strip()))
        return dates.parse(value)
    if isinstance(value, int) and not isinstance(value, bool) and 10**9 < value < 10**14:
        seconds = value / 1000 if value > 10**11 else value
        return datetime.fromtimestamp(seconds, UTC).astimezone(_CHINA).date()
    return None


def _xml(text: str, base: str) -> Iterator[Entry]:
    inners = next((found for name in _ITEMS if (found := _between(text, name))), [])
    for inner in inners:
        entry = _entry({k.lower().replace("_", ""): _bare(v) for k, v in _FIELD.findall(inner)}, base)
        if entry:
            yield entry


def _between(text: str, name: str) -> list[str]:
    """What stands between <name> and </name>, CDATA marks taken off; at most _MOST pieces."""
    found: list[str] = []
    opening, closing = f"<{name}>", f"</{name}>"
    start = text.find(opening)
    while start >= 0 and len(found) < _MOST:
        end = text.find(closing, start)
        if end < 0:
            break
        found.append(_bare(text[start + len(opening) : end]))
        start = text.find(opening, end)
    return found


def _bare(text: str) -> str:
    return text.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip()

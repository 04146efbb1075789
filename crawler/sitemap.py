"""sitemap.xml as a second way into the site: plain, gzipped, index files, and those named in robots.txt."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable

from crawler.ask import Asker
from crawler.body import Body
from portal import urls

LARGEST = 52_428_800  # bytes: the limit of the sitemap protocol
FILES = 50
ADDRESSES = 100_000
_LOCATION = re.compile(
    rb"<(?:\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*(.*?)\s*(?:\]\]>)?\s*</(?:\w+:)?loc>", re.S | re.I
)
_GZIP = b"\x1f\x8b"


async def read_sitemaps(asker: Asker, places: Iterable[str], inside: Callable[[str], bool]) -> list[str]:
    """Addresses of the site listed in sitemaps: those at the given places and those their indexes name."""
    waiting = [place for place in dict.fromkeys(places) if inside(place)]
    seen = set(waiting)
    found: dict[str, None] = {}
    while waiting and len(found) < ADDRESSES:
        url = waiting.pop(0)
        answer = await asker.ask("GET", url, keep=lambda _: LARGEST)
        text = _unpacked(answer.body) if answer.good else b""
        listed = [each for each in _locations(url, text) if inside(each)]
        if b"<sitemapindex" in text[:4096]:
            more = [each for each in listed if each not in seen][: max(0, FILES - len(seen))]
            seen.update(more)
            waiting += more
        else:
            found.update(dict.fromkeys(listed))
    return list(found)[:ADDRESSES]


def _locations(base: str, text: bytes) -> Iterable[str]:
    for match in _LOCATION.finditer(text):
        yield urls.join(base, html.unescape(match[1].decode("utf-8", "replace")))[0]


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(_GZIP):
        return data
    body = Body("gzip", LARGEST)
    body.feed(data)
    return body.finish()

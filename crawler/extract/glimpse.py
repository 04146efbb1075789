"""What a page of another host shows, from its first bytes: enough to know a parked or hijacked domain."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from crawler.extract.decode import decode
from crawler.extract.tree import fold
from portal import urls
from portal.target import Glimpse

_TITLE, _TEXT, _LEADS = 100, 300, 10  # characters, and hosts, kept
_NUMBER = re.compile(r"\d{7,}")
_SENT = re.compile(
    r"(?:location(?:\.href)?\s*=|location\.(?:replace|assign)\s*\(|url\s*=)\s*[\"']?\s*((?:https?:)?//[^\s\"'<>]{3,300})",
    re.I,
)


def glimpse(url: str, body: bytes, content_type: str) -> Glimpse:
    """Read the beginning of a page. Never raises on its bytes."""
    html = decode(body, content_type)[0]
    tree = LexborHTMLParser(html)
    title = tree.css_first("title")
    shown = fold(title.text()) if title else ""
    described = [
        fold(m.attributes.get("content") or "")
        for m in tree.css("meta[name=description i], meta[name=keywords i]")
    ]
    leads = [
        *(e.attributes.get("src") or "" for e in tree.css("script[src], iframe[src], frame[src]")),
        *_SENT.findall(html),
    ]
    tree.strip_tags(["script", "style", "noscript", "title"])
    text = fold(tree.body.text(separator=" ")) if tree.body else ""
    words = " ".join([*described, text])
    own = urls.host(url)
    hosts = dict.fromkeys(
        host for lead in leads if (host := urls.host(urls.join(url, lead)[0])) and host != own
    )
    return Glimpse(_masked(shown[:_TITLE]), _masked(words[:_TEXT]), tuple(hosts)[:_LEADS])


def _masked(text: str) -> str:
    return _NUMBER.sub(lambda found: found[0][:3] + "*" * (len(found[0]) - 3), text)

"""Addresses in style sheets: url(...) and @import."""

from __future__ import annotations

import re

from portal.page import Link, LinkKind, Zone
from portal.urls import join

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_URL = re.compile(
    r"url\(\s*(?:\"([^\"\n]{1,2000})\"|'([^'\n]{1,2000})'|([^\s\"'()]{1,2000}))\s*\)"
    r"|@import\s+(?:\"([^\"\n]{1,2000})\"|'([^'\n]{1,2000})')",
    re.I,
)


def css_urls(text: str, base: str) -> list[Link]:
    """Every address a style sheet or style= names; data: and fragments are not addresses."""
    return list(_links(text, base, Zone.BODY))


def css_links(text: str, base: str, zone: Zone) -> list[Link]:
    return _links(text, base, zone)


def _links(text: str, base: str, zone: Zone) -> list[Link]:
    if "url(" not in text.lower() and "@import" not in text.lower():
        return []
    found = []
    for match in _URL.finditer(_COMMENT.sub("", text)):
        href = next(g for g in match.groups() if g is not None).strip()
        if not href or href.startswith(("#", "data:", "about:", "javascript:")):
            continue
        url, fragment = join(base, href)
        found.append(Link(href, url, "", LinkKind.STYLE, zone, fragment))
    return found

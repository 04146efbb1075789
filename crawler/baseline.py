"""Asks hosts for addresses that cannot exist, to learn what their error page looks like."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from crawler.answer import Answer
from crawler.ask import Asker, whole_page
from crawler.extract import read_page
from crawler.intake import is_html
from crawler.probe.follow import May, Trail, follow
from crawler.scope import Scope, extension_of
from portal import urls
from portal.target import Baseline

_DYNAMIC = frozenset({"jsp", "do", "action", "php", "asp", "aspx", "cgi"})
_TEXT_KEPT = 20_000  # characters


def directories(pages: Iterable[str], scope: Scope, most: int) -> list[str]:
    """The roots of the site's hosts and the directories most pages lie in."""
    counted = Counter(urls.directory(url) for url in pages if scope.inside(url))
    roots = dict.fromkeys(urls.join(directory, "/")[0] for directory in counted)
    return list(roots) + [d for d, _ in counted.most_common(most) if d not in roots]


async def measure(asker: Asker, directory: str, seed: str, style: str, may: May, max_bytes: int) -> Baseline:
    """What a host answers for an address in a directory that cannot exist; the same address in every scan."""
    name = hashlib.sha256(f"{seed}{directory}".encode()).hexdigest()[:12]
    url = f"{directory}xunjian-{name}{style}"
    trail = await follow(asker, "GET", url, keep=whole_page(max_bytes), may=may)
    return _baseline(directory, trail)


def style_of(pages: Iterable[str], directory: str) -> str:
    """The extension most pages of a directory have, ".html" where they have none."""
    styles = Counter(
        extension_of(url) for url in pages if url.startswith(directory) and urls.directory(url) == directory
    )
    styles.pop("", None)
    common = next(
        (s for s, _ in styles.most_common() if s in _DYNAMIC or s.endswith(("htm", "html"))), "html"
    )
    return f".{common}"


def worse(one: Baseline, other: Baseline) -> Baseline:
    """The one that tells more: an error page answered with 200 beats an honest 404."""
    return one if (one.status == 200, bool(one.to)) >= (other.status == 200, bool(other.to)) else other


def _baseline(directory: str, trail: Trail) -> Baseline:
    answer: Answer = trail.answer
    if not answer.good or not is_html(answer):
        return Baseline(directory, answer.status, trail.chain[-1] if trail.chain else "")
    page = read_page(answer.url, answer.body, answer.header("content-type"), answer.status, 0)
    return Baseline(
        directory,
        answer.status,
        trail.chain[-1] if trail.chain else "",
        page.title,
        page.text[:_TEXT_KEPT],
    )

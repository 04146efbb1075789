"""Follows redirects hop by hop, each hop guarded and polite, loops found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from crawler.answer import Answer
from crawler.ask import Asker, Keep
from portal import urls
from portal.snapshot import Validators

HOPS = 10
LOOP = "redirect-loop"
TOO_MANY = "too-many-redirects"
BAD = "bad-redirect"
UNKNOWN = Validators()
May = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a request ended. statuses: one a hop, the asked address first."""

    answer: Answer
    chain: tuple[str, ...] = ()
    statuses: tuple[int, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Manner:
    """How to ask: headers as a browser sends them, cookies kept along the way, a part of the file only, or only if it
    has changed since.
    """

    browser: bool = False
    cookies: bool = False
    part: bool = False
    since: Validators = UNKNOWN

    def headers(self, jar: dict[str, str]) -> dict[str, str]:
        sent = {"Range": "bytes=0-4095", "Accept-Encoding": "identity"} if self.part else {}
        sent |= conditions(self.since)
        if jar:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in jar.items())
        return sent


async def follow(
    asker: Asker, method: str, url: str, *, keep: Keep, may: May, manner: Manner = Manner()
) -> Trail:
    """Ask, and go where the answer sends us. A hop that `may` forbids ends the trail with "not-asked"."""
    chain: list[str] = []
    statuses: list[int] = []
    jar: dict[str, str] = {}
    seen = {(url, "")}
    while True:
        answer = await asker.ask(method, url, keep=keep, browser=manner.browser, headers=manner.headers(jar))
        if answer.status:
            statuses.append(answer.status)
        if not answer.location:
            return Trail(answer, tuple(chain), tuple(statuses))
        if manner.cookies:
            jar |= cookies_of(answer)
        url, fault = _next_hop(answer, len(chain))
        state = (url, repr(sorted(jar.items())))
        fault = fault or (LOOP if state in seen else "")
        if fault:
            return Trail(answer, tuple(chain), tuple(statuses), fault)
        seen.add(state)
        chain.append(url)
        if not may(url):
            return Trail(Answer(url, reason="not-asked"), tuple(chain), tuple(statuses))


def conditions(known: Validators) -> dict[str, str]:
    """Headers that ask for changes only."""
    headers = {}
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.modified:
        headers["If-Modified-Since"] = known.modified
    return headers


def _next_hop(answer: Answer, hops: int) -> tuple[str, str]:
    url = urls.join(answer.url, answer.location)[0]
    if not url:
        return "", BAD
    return url, TOO_MANY if hops >= HOPS else ""


def cookies_of(answer: Answer) -> dict[str, str]:
    """Cookies an answer sets, name → value; attributes are not looked at."""
    jar: dict[str, str] = {}
    for name, value in answer.headers:
        if name.lower() == "set-cookie":
            jar |= _parsed(value)
    return jar


def _parsed(value: str) -> dict[str, str]:
    try:
        return {key: morsel.value for key, morsel in SimpleCookie(value).items()}
    except CookieError:
        return {}

"""The one way out: every request of the crawler is sent here, so no guard can be gone around."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from urllib.parse import quote

import httpx

from crawler.answer import Answer, Headers, is_page_type
from crawler.body import CODINGS, Body
from crawler.guard import Guard
from crawler.politeness import Lane, Pace
from crawler.wire import Unanswered, Wire
from portal import urls
from portal.profile import Profile

HEAD_BYTES = 4096  # enough to tell a file from an error page
LONGEST_URL = 65_000
_PRINTABLE = "".join(map(chr, range(32, 127)))  # a header is ASCII; a contact in Chinese is percent-encoded
Keep = Callable[[Answer], int]  # bytes of the body wanted, once the headers are known

_BROWSER = {
    "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Safari/537.36",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8",
    "Upgrade-Insecure-Requests": "1",
}


class Asker:
    """Sends one request at a time per call, politely and guarded. Never raises for what a server does."""

    def __init__(self, profile: Profile, pace: Pace, family: socket.AddressFamily = socket.AF_UNSPEC) -> None:
        self._crawl = profile.crawl
        self.pace = pace
        self._wire = Wire(
            Guard.of(profile),
            2 * self._crawl.concurrency + self._crawl.external_concurrency + 8,
            self._crawl.timeout,
            family,
        )
        self._waits: set[asyncio.Timeout] = set()
        self._faulty: dict[str, str] = {}  # origin → certificate fault
        self.on_trip: Callable[[str, Lane], None] = lambda origin, lane: None
        self._agent = {
            "User-Agent": agent(profile),
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Encoding": CODINGS,
            "Accept-Language": "zh-CN,zh;q=0.9",
        }
        self._browser = {**self._agent, **_BROWSER}

    @asynccontextmanager
    async def _ended_by_close(self, wait: asyncio.Timeout) -> AsyncIterator[None]:
        """A closed pool answers no more; without this, what is under way would wait for its own time to run out."""
        self._waits.add(wait)
        try:
            yield
        finally:
            self._waits.discard(wait)

    async def close(self) -> None:
        for wait in self._waits:
            if not wait.expired():
                wait.reschedule(0)
        await self._wire.aclose()

    async def ask(
        self,
        method: str,
        url: str,
        *,
        keep: Keep,
        headers: Mapping[str, str] | None = None,
        browser: bool = False,
        polite: bool = True,
    ) -> Answer:
        """One request, no redirects followed. `browser` sends what a browser would; `polite` waits for a turn."""
        if len(url) > LONGEST_URL:
            return Answer(url, reason="bad-url")
        origin = urls.origin(url)
        lane = self.pace.lane(origin)
        if polite:
            await lane.enter()
        try:
            if polite and lane.given_up:
                return Answer(url, reason="breaker")
            sent = {**(self._browser if browser else self._agent), **(headers or {})}
            answer = await self._checked(method, url, origin, sent, keep)
        finally:
            if polite:
                lane.leave()
        if lane.learn(answer):
            self.on_trip(origin, lane)
        return answer

    async def _checked(
        self, method: str, url: str, origin: str, headers: dict[str, str], keep: Keep
    ) -> Answer:
        """Certificates are checked first; a faulty one is put up with and noted."""
        fault = self._faulty.get(origin, "")
        answer = await self._timed(method, url, headers, keep, lenient=bool(fault))
        if answer.reason.startswith("tls:") and not fault:
            fault = answer.reason.removeprefix("tls:")
            answer = await self._timed(method, url, headers, keep, lenient=True)
            if answer.status:
                self._faulty[origin] = fault
        return replace(answer, tls=fault) if fault and answer.status else answer

    async def _timed(
        self, method: str, url: str, headers: dict[str, str], keep: Keep, *, lenient: bool
    ) -> Answer:
        started = time.monotonic()
        try:
            request = httpx.Request(
                method, url, headers=headers, extensions={"verbatim": url, "lenient": lenient}
            )
            answer = await self._exchange(request, url, keep, started + self._crawl.total_timeout)
        except Unanswered as failure:
            answer = Answer(url, reason=failure.reason)
        except (httpx.InvalidURL, UnicodeError):
            answer = Answer(url, reason="bad-url")
        return replace(answer, elapsed_ms=max(1, int((time.monotonic() - started) * 1000)))

    async def _exchange(self, request: httpx.Request, url: str, keep: Keep, until: float) -> Answer:
        loop_until = asyncio.get_running_loop().time() + (until - time.monotonic())
        head = None
        body = Body("", 0)
        try:
            async with asyncio.timeout_at(loop_until) as wait, self._ended_by_close(wait):
                response = await self._wire.handle_async_request(request)
                head = Answer(url, response.status_code, _headers(response.headers))
                body = Body(head.header("content-encoding"), keep(head))
                try:
                    await _read(response, body, request.method == "HEAD")
                finally:
                    await response.aclose()
        except TimeoutError:
            if head is None:
                raise Unanswered("timeout") from None
            body.cut = "total-timeout"
        wanted = body.cut == "max-bytes" and body.limit <= HEAD_BYTES
        return replace(head, body=body.finish(), cut="enough" if wanted else body.cut)


async def _read(response: httpx.Response, body: Body, headless: bool) -> None:
    try:
        async for chunk in response.stream:  # type: ignore[union-attr]
            if headless:
                continue
            body.feed(chunk)
            if body.full:
                return
    except Unanswered:
        body.cut = "dropped"


def whole_page(limit: int) -> Keep:
    """Everything of HTML up to a limit in bytes, the beginning of anything else."""
    return lambda head: limit if not head.content_type or is_page_type(head.content_type) else HEAD_BYTES


def agent(profile: Profile) -> str:
    """A desktop browser's name with ours and a contact behind it: some portals refuse anything else."""
    name = f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 {profile.crawl.user_agent}"
    return quote(name, safe=_PRINTABLE).strip()


def _headers(headers: httpx.Headers) -> Headers:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers.raw)

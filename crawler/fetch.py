"""One page, fetched with every guard of a scan: for `xunjian inspect URL`."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from crawler.ask import Asker, whole_page
from crawler.politeness import Pace
from crawler.probe.follow import Manner, Trail, follow
from crawler.start import no_answer
from crawler.tuning import PATIENT
from portal import urls
from portal.errors import StartError
from portal.profile import Profile


@dataclass(frozen=True, slots=True)
class Response:
    """What answered, after redirects. content_type: the header as sent."""

    url: str
    status: int
    content_type: str
    body: bytes
    chain: tuple[str, ...] = ()


def fetch(url: str, profile: Profile) -> Response:
    """GET one address. Raises StartError when nothing answers; an error page is an answer."""
    address = urls.normalise(url)
    if not address:
        raise StartError(f"不是网址：{url}（应以 http:// 或 https:// 开头）")
    trail = asyncio.run(_fetch(address, profile))
    answer = trail.answer
    if not answer.status or trail.fault:
        raise StartError(f"打不开 {url}：{no_answer(trail)}")
    return Response(answer.url, answer.status, answer.header("content-type"), answer.body, trail.chain)


async def _fetch(url: str, profile: Profile) -> Trail:
    asker = Asker(profile, Pace(PATIENT, lambda _: (1, profile.crawl.delay)))
    try:
        keep = whole_page(profile.crawl.max_bytes)
        return await follow(asker, "GET", url, keep=keep, may=lambda _: True, manner=Manner(cookies=True))
    finally:
        await asker.close()

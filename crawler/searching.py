"""The site's own search, asked for the newest titles once the pages are known (IDN006)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from crawler.answer import Answer
from crawler.ask import Asker, whole_page
from crawler.extract import read_page
from crawler.intake import is_html
from crawler.probe.follow import Manner, follow
from crawler.probe.walls import BLOCKED, wall
from portal.access import SearchAnswer
from portal.calendar import CHINA
from portal.page import Page, Zone
from portal.profile import Profile
from portal.search import Search
from portal.snapshot import Capture, Snapshot, SnapshotWriter

TITLES = 4  # asked for
_CANDIDATES = 60  # newest articles looked at
_SHORTEST, _LONGEST = 6, 40  # characters of a title that is searched for
_TEXT = 60  # characters of an article
BLOCKED_REASON = "blocked"


async def ask_search(profile: Profile, asker: Asker, writer: SnapshotWriter, now: datetime) -> None:
    if profile.search is None:
        return
    answers, captures = [], []
    for title, article in _newest(writer.snapshot(), now):
        answer, body = await _ask(asker, profile, profile.search, title, article)
        answers.append(answer)
        if body and answer.page:
            captures.append(Capture(answer.url, body.status, body.headers, body.body, answer.page.digest))
    writer.store_beside(captures)
    writer.store_searches(tuple(answers))


def _newest(snapshot: Snapshot, now: datetime) -> Iterator[tuple[str, str]]:
    """Titles and addresses of the newest articles before today: an index may be a night behind."""
    today = now.astimezone(CHINA).date().isoformat()
    dated = sorted(((day, url) for url, day in snapshot.published() if day < today), reverse=True)
    seen: set[str] = set()
    for _, url in dated[:_CANDIDATES]:
        page = snapshot.page(url)
        title = _title(page) if page else ""
        if title and title not in seen:
            seen.add(title)
            yield title, url
        if len(seen) == TITLES:
            return


def _title(page: Page) -> str:
    """What an article is called; "" where this is none or its title is too short to be searched for."""
    text = sum(len(block.text) for block in page.blocks if block.zone is Zone.BODY)
    headline = next((block.text for block in page.blocks if block.zone is Zone.TITLE), "")
    title = " ".join(headline.split())
    return title[:_LONGEST] if text >= _TEXT and len(title) >= _SHORTEST else ""


async def _ask(
    asker: Asker, profile: Profile, search: Search, title: str, article: str
) -> tuple[SearchAnswer, Answer | None]:
    url = search.asking(title)
    keep = whole_page(profile.crawl.max_bytes)
    trail = await follow(
        asker, "GET", url, keep=keep, may=lambda _: True, manner=Manner(browser=True, cookies=True)
    )
    answer = trail.answer
    if trail.fault or not answer.status:
        return SearchAnswer(title, article, url, 0, trail.fault or answer.reason), None
    if wall(answer) or answer.status in BLOCKED:
        return SearchAnswer(title, article, url, answer.status, BLOCKED_REASON), None
    if not answer.good or not is_html(answer):
        return SearchAnswer(title, article, url, answer.status, "" if answer.good else "error"), None
    page = read_page(answer.url, answer.body, answer.header("content-type"), answer.status)
    return SearchAnswer(title, article, url, answer.status, "", page), answer

"""Lists that a page's script fetches: asked for as the script would, where the page itself shows none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from crawler.answer import Answer, is_page_type, looks_like_html
from crawler.ask import Asker
from crawler.extract import decode, interfaces, may_fetch, read_page
from portal import urls

_MOST = 6  # interfaces of one page
_BYTES = 2_000_000  # of one answer
_KEPT = 50  # answers that other pages may want too
_TEXT = 300  # characters of text from which a page is an article that only fetches something beside


class Lists:
    """`may` tells whether an address of the site may be asked at all."""

    def __init__(self, asker: Asker, may: Callable[[str], bool]) -> None:
        self._asker = asker
        self._may = may
        self._known: dict[str, Answer] = {}

    async def complete(self, answer: Answer) -> Answer:
        """The answer together with the lists its page fetches; as it is where there are none."""
        wanted = [url for url in _wanted(answer) if self._may(url)][:_MOST]
        found = [await self._ask(url) for url in wanted]
        return replace(answer, lists=tuple(filter(_is_data, found))) if found else answer

    async def _ask(self, url: str) -> Answer:
        if url not in self._known:
            if len(self._known) >= _KEPT:
                self._known.pop(next(iter(self._known)))
            self._known[url] = await self._asker.ask("GET", url, keep=lambda _: _BYTES)
        return self._known[url]


def _wanted(answer: Answer) -> list[str]:
    if not answer.good or answer.cut or not _is_page(answer) or not may_fetch(answer.body):
        return []
    kind = answer.header("content-type")
    found = interfaces(decode(answer.body, kind)[0])
    if not found or _shows_itself(answer, kind):
        return []
    return [url for href in found if (url := urls.join(answer.url, href)[0])]


def _is_page(answer: Answer) -> bool:
    return is_page_type(answer.content_type) or (not answer.content_type and looks_like_html(answer.body))


def _shows_itself(answer: Answer, kind: str) -> bool:
    """Whether the HTML already has what a reader comes for: a dated list or an article."""
    try:
        page = read_page(answer.url, answer.body, kind, answer.status)
    except Exception:  # noqa: BLE001 - the intake tells of a page that cannot be read
        return True
    article = page.published.date or page.meta.get("articletitle", "").strip()
    return bool(article or len(page.main_text) > _TEXT or any(entry.date for entry in page.entries))


def _is_data(answer: Answer) -> bool:
    return answer.good and not answer.cut and bool(answer.body) and not looks_like_html(answer.body)

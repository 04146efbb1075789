"""The page engine, started when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.spider import Office, PageEngine


class LazyEngine:
    """Scrapy costs half a second to import: only when a page turns up that was never seen."""

    def __init__(self, office: Office, concurrency: int, wanted: Callable[[], bool]) -> None:
        self._office = office
        self._wanted = wanted
        self._concurrency = concurrency
        self._engine: PageEngine | None = None

    def wake(self) -> None:
        if self._engine is None:
            if not self._wanted():
                return
            from crawler.spider import PageEngine  # noqa: PLC0415 - that is the point

            self._engine = PageEngine(self._office, self._concurrency)
        self._engine.wake()

    async def stop(self) -> None:
        if self._engine:
            await self._engine.stop()

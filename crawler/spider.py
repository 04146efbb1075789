"""The page engine: Scrapy, with a spider that hands every answer to the intake."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any, Protocol

import scrapy
from scrapy import signals
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.answer import Answer
from crawler.ask import Asker, Keep
from crawler.lists import Lists
from portal.target import Target


class Office(Protocol):
    """What the engine needs of the gathering it works for."""

    asker: Asker
    lists: Lists
    keep: Keep

    def next_page(self) -> Target | None: ...
    def pages_left(self) -> bool: ...
    def page_arrived(self, target: Target, answer: Answer) -> None: ...
    def failed(self, error: BaseException | None) -> None: ...


def settings(concurrency: int) -> dict[str, Any]:
    """Scrapy without what a frontier of our own, one parse a page and our own verdicts make idle."""
    return {
        "TWISTED_REACTOR_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "CONCURRENT_ITEMS": 1,
        "CONCURRENT_REQUESTS": concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": concurrency,
        "DOWNLOAD_DELAY": 0,
        "SCHEDULER": "crawler.scheduler.SnapshotScheduler",
        "DOWNLOAD_HANDLERS_BASE": {},
        "DOWNLOAD_HANDLERS": {"http": AskHandler, "https": AskHandler},
        "SPIDER_MIDDLEWARES_BASE": {},
        "DOWNLOADER_MIDDLEWARES_BASE": {},
        "EXTENSIONS_BASE": {},
        "STATS_CLASS": "scrapy.statscollectors.DummyStatsCollector",
        "LOG_ENABLED": False,
    }


class AskHandler(BaseDownloadHandler):
    """Downloads through the one way out. Never fails: an answer that did not come is an answer too."""

    async def download_request(self, request: scrapy.Request) -> Response:
        office: Office = self.crawler.spider.office  # type: ignore[union-attr]
        answer = await office.asker.ask("GET", request.meta["target"].url, keep=office.keep)
        request.meta["answer"] = await office.lists.complete(answer)
        return Response(request.url, status=answer.status, body=answer.body)


class SiteSpider(scrapy.Spider):
    name = "site"

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self.opened = False
        self.closing = asyncio.Event()

    async def start(self) -> AsyncIterator[Any]:
        """Keeps the engine open until the gathering is done: pages also come from elsewhere."""
        self.opened = True
        await self.closing.wait()
        nothing: tuple[scrapy.Request, ...] = ()
        for request in nothing:
            yield request

    def parse(self, response: Response) -> None:
        self.office.page_arrived(response.meta["target"], response.meta["answer"])

    def request(self, target: Target) -> scrapy.Request:
        """The address goes out as written (`target.url`); Scrapy's own copy may be tidied."""
        return scrapy.Request(
            target.url,
            callback=self.parse,
            errback=self.failed,
            dont_filter=True,
            meta={"target": target, "verbatim_url": True},
        )

    def failed(self, failure: Failure) -> None:
        self.office.failed(failure.value)


class PageEngine:
    """Starts Scrapy when the first unseen page turns up, wakes it when more do, stops it at the end."""

    def __init__(self, office: Office, concurrency: int) -> None:
        self._office = office
        self._concurrency = concurrency
        self._task: asyncio.Future[None] | None = None
        self._crawler: Crawler | None = None

    def wake(self) -> None:
        if self._task is None:
            self._start()
            return
        spider = self._spider()
        if spider and spider.opened and (target := self._office.next_page()):
            spider.crawler.engine.crawl(spider.request(target))

    async def stop(self) -> None:
        if self._task is None or self._crawler is None:
            return
        if spider := self._spider():
            spider.closing.set()
        await self._crawler.stop_async()
        await self._task

    def _start(self) -> None:
        logging.getLogger("scrapy").addHandler(logging.NullHandler())  # what fails is raised, told once
        runner = AsyncCrawlerRunner(settings(self._concurrency))
        self._crawler = runner.create_crawler(SiteSpider)
        self._crawler.signals.connect(self._on_error, signals.spider_error)
        self._task = runner.crawl(self._crawler, office=self._office)
        self._task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Future[None]) -> None:
        if not task.cancelled() and (error := task.exception()):
            self._office.failed(error)

    def _spider(self) -> SiteSpider | None:
        spider = self._crawler.spider if self._crawler else None
        return spider if isinstance(spider, SiteSpider) else None

    def _on_error(self, failure: Failure) -> None:
        self._office.failed(failure.value)

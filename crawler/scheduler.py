"""Scrapy's scheduler over the snapshot's `target` table: nothing is queued anywhere else."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from scrapy.core.scheduler import BaseScheduler

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

    from crawler.spider import SiteSpider


class SnapshotScheduler(BaseScheduler):
    def __init__(self, spider: SiteSpider) -> None:
        self._spider = spider
        self._handed: deque[Request] = deque()  # given to the engine to wake it up

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> SnapshotScheduler:
        return cls(crawler.spider)  # type: ignore[arg-type]

    def has_pending_requests(self) -> bool:
        return bool(self._handed) or self._spider.office.pages_left()

    def enqueue_request(self, request: Request) -> bool:
        self._handed.append(request)
        return True

    def next_request(self) -> Request | None:
        if self._handed:
            return self._handed.popleft()
        target = self._spider.office.next_page()
        return self._spider.request(target) if target else None

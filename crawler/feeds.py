"""RSS and Atom feeds of new-media accounts: the day of the newest post. Public feeds only; no log-in is got round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from lxml import etree

from crawler.ask import Asker
from crawler.probe.follow import Manner, follow
from crawler.start import no_answer
from portal.calendar import CHINA
from portal.profile import AccountConfig
from portal.records import Account, Source

LARGEST = 5_000_000  # bytes
_DATES = ("pubDate", "published", "updated", "date")


async def read_feeds(asker: Asker, accounts: Iterable[AccountConfig], at: datetime) -> tuple[Account, ...]:
    """Accounts that have a feed, as it shows them at a time (aware). Never raises for what a feed holds."""
    return tuple([await _read(asker, account, at) for account in accounts if account.feed])


async def _read(asker: Asker, config: AccountConfig, at: datetime) -> Account:
    today = at.astimezone(CHINA).date()
    account = Account(config.platform, config.name, None, Source.FEED, today, config.url)
    trail = await follow(
        asker,
        "GET",
        config.feed or "",
        keep=lambda _: LARGEST,
        may=lambda _: True,
        manner=Manner(cookies=True),
    )
    if problem := no_answer(trail):
        return replace(account, problem=f"订阅源打不开：{problem}")
    if not trail.answer.good:
        return replace(account, problem=f"订阅源返回错误（状态码 {trail.answer.status}）")
    try:
        days = [day for day in days_of(trail.answer.body) if day <= today]
    except etree.XMLSyntaxError:
        return replace(account, problem="订阅源不是有效的 RSS 或 Atom")
    newest = max(days, default=None)
    return replace(account, last_post=newest, problem="" if newest else "订阅源里没有带日期的内容")


def days_of(feed: bytes) -> Iterator[date]:
    """Days in China of the posts of a feed. Raises XMLSyntaxError for what is no XML; entities are not resolved."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    root = etree.fromstring(feed.strip(), parser)
    for post in root.iter("{*}item", "{*}entry"):
        shown = {
            etree.QName(child).localname: child.text or "" for child in post.iterchildren(tag=etree.Element)
        }
        found = (_day(shown[name].strip()) for name in _DATES if name in shown)
        if day := next(filter(None, found), None):
            yield day


def _day(text: str) -> date | None:
    """RFC 822 or ISO 8601; a time without a zone is China's."""
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            at = read(text)
        except ValueError:
            continue
        return (at if at.tzinfo else at.replace(tzinfo=CHINA)).astimezone(CHINA).date()
    return None

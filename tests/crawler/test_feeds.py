"""Feeds of new-media accounts, read when a site is gathered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crawler import gather
from crawler.feeds import days_of
from portal.profile import AccountConfig
from portal.records import Account, Records, Source
from portal.snapshot import Snapshot
from tests.crawler.helpers import HASTY, NOW, profile_of
from tests.crawler.portal_server import PortalServer, Reply, page

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>某区发布</title>
<lastBuildDate>Mon, 23 Nov 2026 08:00:00 GMT</lastBuildDate>
<item><title>一</title><pubDate>Sat, 31 Oct 2026 20:00:00 GMT</pubDate></item>
<item><title>二</title><pubDate>2026-10-01 08:00:00</pubDate></item>
<item><title>明年</title><pubDate>Fri, 01 Jan 2027 00:00:00 GMT</pubDate></item>
<item><title>无日期</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><updated>2026-11-24T00:00:00Z</updated>
<entry><published>2026-11-12T23:30:00+08:00</published><updated>2026-11-20T00:00:00Z</updated></entry>
<entry><updated>2026-11-10T00:00:00Z</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns="http://purl.org/rss/1.0/"><item><dc:date>2026-11-05</dc:date></item></rdf:RDF>"""
BOMB = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><item><pubDate>&a;</pubDate></item></rss>'


@pytest.mark.parametrize(
    ("feed", "days"),
    [
        (RSS, [date(2026, 11, 1), date(2026, 10, 1), date(2027, 1, 1)]),
        (ATOM, [date(2026, 11, 12), date(2026, 11, 10)]),
        (RDF, [date(2026, 11, 5)]),
        (BOMB, []),
    ],
)
def test_days_of_posts_in_china(feed: str, days: list[date]) -> None:
    assert list(days_of(feed.encode())) == days


def test_feeds_are_kept_with_the_scan(tmp_path: Path) -> None:
    xml = {"Content-Type": "application/rss+xml"}
    replies = {
        "/": page("/a.html"),
        "/rss": Reply(200, RSS.encode(), xml),
        "/broken": Reply(200, b"<html><body><p>not a feed"),
        "/gone": Reply(404),
        "/empty": Reply(200, b"<rss><channel/></rss>", xml),
    }
    with PortalServer(replies) as server:
        names = ("rss", "broken", "gone", "empty")
        feeds = tuple(AccountConfig(platform="微博", name=n, feed=f"{server.url}/{n}") for n in names)
        away = AccountConfig(name="内网", feed="http://10.0.0.1/rss")
        profile = profile_of(server).model_copy(
            update={"accounts": (*feeds, away, AccountConfig(name="人工"))}
        )
        told = Records(accounts=(Account("微信", "表中", date(2026, 11, 1), Source.CSV),))
        gather(profile, tmp_path / "scan", NOW, tuning=HASTY, records=told)
    accounts = Snapshot.open(tmp_path / "scan").records.accounts or ()
    assert [(a.name, a.last_post, a.problem) for a in accounts] == [
        ("表中", date(2026, 11, 1), ""),
        ("rss", date(2026, 11, 1), ""),
        ("broken", None, "订阅源不是有效的 RSS 或 Atom"),
        ("gone", None, "订阅源返回错误（状态码 404）"),
        ("empty", None, "订阅源里没有带日期的内容"),
        ("内网", None, "订阅源打不开：网址转到了内网地址，未在配置 crawl.allow_private 中放行"),
    ]
    assert {a.checked for a in accounts if a.source is Source.FEED} == {date(2026, 11, 24)}

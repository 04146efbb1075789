"""Lists that a page's script fetches become entries of the page."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from portal.snapshot import Snapshot
from tests.crawler.helpers import pages_of, scan
from tests.crawler.portal_server import HTML, PortalServer, Reply, page

SHELL = (
    "<!doctype html><html><head><meta charset=utf-8><title>通知公告</title></head><body><a href='/'>首页</a>"
    '<ul id="list"><li v-for="item in items"><a :href="item.url">{{item.title}}</a></li></ul>'
    '<script>fetch("/api/list.json").then(show)</script></body></html>'
)


def shell() -> Reply:
    return Reply(body=SHELL.encode(), headers={"Content-Type": HTML, "ETag": '"1"'})


def listed(*days: str) -> Reply:
    rows = [
        {"title": f"关于第{n}项工作的通知", "url": f"/n{n}.html", "publishTime": day}
        for n, day in enumerate(days)
    ]
    body = json.dumps({"data": {"rows": rows}}, ensure_ascii=False).encode()
    return Reply(body=body, headers={"Content-Type": "application/json"})


def days_of(snapshot: Snapshot, site: PortalServer) -> list[date | None]:
    found = snapshot.page(f"{site.url}/tzgg/")
    assert found is not None
    return [entry.date for entry in found.entries]


def test_a_list_is_fetched_followed_and_sealed(tmp_path: Path) -> None:
    routes = {
        "/": page("/tzgg/"),
        "/tzgg/": shell(),
        "/api/list.json": listed("2026-11-20 10:00:00"),
        "/n0.html": page(),
    }
    with PortalServer(routes) as site:
        snapshot = scan(tmp_path / "s", site)
        assert days_of(snapshot, site) == [date(2026, 11, 20)]
        assert "/n0.html" in pages_of(snapshot, site)
        assert "/api/list.json" not in pages_of(snapshot, site)
        assert snapshot.coverage().pages == len(pages_of(snapshot, site))


def test_an_unchanged_page_with_a_changed_list(tmp_path: Path) -> None:
    routes = {"/": page("/tzgg/"), "/tzgg/": shell(), "/api/list.json": listed("2026-10-01")}
    with PortalServer(routes) as site:
        scan(tmp_path / "1", site)
        site.routes["/api/list.json"] = listed("2026-11-23", "2026-10-01")
        second = scan(tmp_path / "2", site, previous=tmp_path / "1")
        assert days_of(second, site) == [date(2026, 11, 23), date(2026, 10, 1)]


def test_articles_and_error_pages_fetch_nothing(tmp_path: Path) -> None:
    article = page(text="区政府召开常务会议。" * 60, head='<script>fetch("/api/beside.json")</script>')
    error = Reply(body=b"<html><title>404</title></html>", headers={"Content-Type": HTML})
    routes = {"/": page("/a.html", "/tzgg/"), "/a.html": article, "/tzgg/": shell(), "/api/list.json": error}
    with PortalServer(routes) as site:
        snapshot = scan(tmp_path / "s", site)
        assert not days_of(snapshot, site)
        assert not site.asked["/api/beside.json"]

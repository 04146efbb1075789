"""Robots, Retry-After, breaker, and who is never contacted."""

from __future__ import annotations

import gzip
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
import time_machine

from crawler.answer import Answer
from crawler.politeness import retry_after
from tests.crawler.helpers import pages_of, scan, verdict_of
from tests.crawler.portal_server import HTML, PortalServer, Reply, Request, page, redirect

ROBOTS = b"User-agent: *\nDisallow: /private/\nSitemap: /maps/index.xml.gz\n"


def test_robots_are_obeyed_and_counted(tmp_path: Path) -> None:
    routes = {
        "/": page("/a.html", "/private/b.html", "/private/c.pdf"),
        "/a.html": page(),
        "/private/b.html": page(),
        "/robots.txt": Reply(body=ROBOTS, headers={"Content-Type": "text/plain"}),
    }
    with PortalServer(routes) as site:
        snapshot = scan(tmp_path / "s", site)
        assert pages_of(snapshot, site) == ["/", "/a.html"]
        assert not any(path.startswith("/private/") for path in site.asked)
        assert "2 个网址" in next(n.message for n in snapshot.coverage().notes if n.kind == "robots")
        assert {m.reason for m in snapshot.coverage().unreached} == {"robots.txt 不允许抓取"}
        everything = scan(tmp_path / "own", site, obey_robots=False)
        assert "/private/b.html" in pages_of(everything, site)


def test_sitemaps_are_read(tmp_path: Path) -> None:

    index = gzip.compress(b"<sitemapindex><sitemap><loc>/maps/1.xml</loc></sitemap></sitemapindex>")
    listed = b"<urlset><url><loc> /hidden.html?a=1&amp;b=2 </loc></url><url><loc>http://other.invalid/</loc></url></urlset>"
    routes = {
        "/": page(),
        "/robots.txt": Reply(body=ROBOTS),
        "/maps/index.xml.gz": Reply(body=index),
        "/maps/1.xml": Reply(body=listed),
        "/sitemap.xml": Reply(body=b"<urlset><url><loc>/second.html</loc></url></urlset>"),
        "/hidden.html": page(),
        "/second.html": page(),
    }
    with PortalServer(routes) as site:
        assert pages_of(scan(tmp_path / "s", site), site) == ["/", "/hidden.html?a=1&b=2", "/second.html"]


def test_retry_after_is_waited_out(tmp_path: Path) -> None:
    refused: list[float] = []
    early: list[str] = []

    def gate(request: Request) -> Reply | None:
        now = time.monotonic()
        if request.path == "/busy.html" and not refused:
            refused.append(now)
            return Reply(429, b"", {"Retry-After": "1", "Content-Type": HTML})
        if refused and now - refused[0] < 0.95 and request.path.startswith("/later"):
            early.append(request.path)
        return None

    later = [f"/later{n}.html" for n in range(6)]
    routes = {"/": page("/busy.html"), "/busy.html": page(*later), **{path: page() for path in later}}
    with PortalServer(routes, before=gate) as site:
        snapshot = scan(tmp_path / "s", site, concurrency=1)
        assert early == []
        assert "/busy.html" in pages_of(snapshot, site)
        assert len(pages_of(snapshot, site)) == 8
        assert any(note.kind == "slowed" for note in snapshot.coverage().notes)


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [
        ("120", 120, 120),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0),
        ("soon", 0, 0),
        ("", 0, 0),
        ("-5", 0, 0),
        ("９", 0, 0),
    ],
)
def test_retry_after_values(value: str, least: float, most: float) -> None:
    assert least <= retry_after(Answer("http://x/", 429, (("Retry-After", value),))) <= most


def test_retry_after_may_be_a_date() -> None:
    with time_machine.travel(datetime(2026, 12, 1, 8, tzinfo=UTC), tick=False):
        value = format_datetime(datetime.now(UTC) + timedelta(seconds=600), usegmt=True)
        assert retry_after(Answer("http://x/", 429, (("Retry-After", value),))) == 600


def test_breaker_gives_up_a_dead_host_and_says_so(tmp_path: Path) -> None:
    """After the first pages everything answers 503: pause, try the front door, give up, account for the rest."""
    links = [f"/n{n}.html" for n in range(200)]
    dead = threading.Event()

    def collapse(request: Request) -> Reply | None:
        if request.path.startswith("/n"):
            dead.set()
        return Reply(503, b"overload", {"Content-Type": HTML}) if dead.is_set() else None

    with PortalServer({"/": page(*links)}, before=collapse) as site:
        snapshot = scan(tmp_path / "s", site)
        unreached = [m for m in snapshot.coverage().unreached if "停止访问" in m.reason]
        assert len(unreached) > 150
        assert sum(count for path, count in site.asked.items() if path.startswith("/n")) < 50
        assert any(n.kind == "breaker" and "停止访问" in n.message for n in snapshot.coverage().notes)


def test_breaker_does_not_punish_a_living_host_for_broken_pages(tmp_path: Path) -> None:
    bad = [f"/bad{n}.html" for n in range(40)]
    good = [f"/good{n}.html" for n in range(10)]

    def fail(request: Request) -> Reply | None:
        return Reply(500, b"error") if request.path.startswith("/bad") else None

    with PortalServer({"/": page(*bad, *good), **{path: page() for path in good}}, before=fail) as site:
        snapshot = scan(tmp_path / "s", site)
        assert {verdict_of(snapshot, site, path) for path in bad} == {"broken"}
        assert len(pages_of(snapshot, site)) == 11
        assert snapshot.coverage().unreached_total == 0


def test_private_addresses_are_never_contacted(tmp_path: Path) -> None:
    with PortalServer({"/": page()}, host="127.0.0.2") as pot:
        lures = [
            f"{pot.url}/x.html",
            f"http://127.0.0.1:{pot.port}/",
            f"http://localhost:{pot.port}/",
            f"http://0x7f000002:{pot.port}/",
            f"http://2130706434:{pot.port}/x.png",
            f"http://[::ffff:127.0.0.2]:{pot.port}/",
            f"http://0.0.0.0:{pot.port}/",
            "http://169.254.169.254/latest/meta-data/",
            "http://10.0.0.1/",
            "/hop",
            "/image.png",
        ]
        routes = {
            "/": page(*lures),
            "/hop": redirect(f"{pot.url}/hop"),
            "/image.png": redirect(f"{pot.url}/image.png"),
        }
        with PortalServer(routes) as site:
            snapshot = scan(tmp_path / "s", site, external=True, timeout=1.0)
            assert pot.connections == 0
            for lure in lures[:9]:
                links = {link.href: link.url for page_ in snapshot.pages() for link in page_.links}
                probe = snapshot.probe(links[lure])
                assert probe is not None
                assert probe.verdict == "private", lure
            assert verdict_of(snapshot, site, "/hop").startswith("private")
            assert verdict_of(snapshot, site, "/image.png").startswith("private")


def test_allowed_networks_may_be_contacted(tmp_path: Path) -> None:
    with PortalServer({"/x.html": page()}, host="127.0.0.2") as other, PortalServer({}) as site:
        site.routes["/"] = page(f"{other.url}/x.html")
        snapshot = scan(tmp_path / "s", site, external=True, allow_private=("127.0.0.2/32",))
        probe = snapshot.probe(f"{other.url}/x.html")
        assert probe is not None
        assert probe.verdict == "ok"


def test_external_links_are_not_asked_when_switched_off(tmp_path: Path) -> None:
    with PortalServer({"/x.html": page()}, host="127.0.0.2") as other, PortalServer({}) as site:
        site.routes["/"] = page(f"{other.url}/x.html", "/moved.png")
        site.routes["/moved.png"] = redirect(f"{other.url}/moved.png")
        snapshot = scan(tmp_path / "s", site, allow_private=("127.0.0.2/32",))
        probe = snapshot.probe(f"{other.url}/x.html")
        assert probe is not None
        assert probe.verdict == "not-asked"
        assert other.connections == 0
        assert verdict_of(snapshot, site, "/moved.png").startswith("not-asked")


def test_the_agent_names_itself_and_a_contact(tmp_path: Path) -> None:
    with PortalServer({"/": page()}) as site:
        scan(tmp_path / "s", site, user_agent="xunjian/9 (+mailto:it@example.gov.cn; 值班)")
        agents = {request.headers["User-Agent"] for request in site.log}
        assert len(agents) == 1
        assert "Mozilla/5.0" in next(iter(agents))
        assert "xunjian/9 (+mailto:it@example.gov.cn; %E5%80%BC%E7%8F%AD)" in next(iter(agents))


def test_concurrency_is_kept(tmp_path: Path) -> None:
    busy = threading.Semaphore(2)
    crowded = threading.Event()

    def count(request: Request) -> Reply | None:
        if not busy.acquire(blocking=False):
            crowded.set()
            return None
        threading.Event().wait(0.002)
        busy.release()
        return None

    links = [f"/n{n}.html" for n in range(10)] + [f"/i{n}.png" for n in range(10)]
    with PortalServer({"/": page(*links)}, otherwise=page(), before=count) as site:
        scan(tmp_path / "s", site, concurrency=2)
    assert not crowded.is_set()

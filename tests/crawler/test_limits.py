"""What a hostile or broken site may not do to a scan."""

from __future__ import annotations

import gzip
import threading
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest

from crawler.extract import read_page
from portal.page import Page
from portal.target import Verdict
from tests.crawler.helpers import pages_of, scan, verdict_of
from tests.crawler.portal_server import HTML, PortalServer, Reply, Request, page, redirect


def test_gzip_bomb_is_stopped_while_unpacking(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<html>" + b"\0" * 300_000_000, 9)
    reply = Reply(body=bomb, headers={"Content-Type": HTML, "Content-Encoding": "gzip"})
    with PortalServer({"/": page("/bomb.html", "/b.html"), "/bomb.html": reply, "/b.html": page()}) as site:
        snapshot = scan(tmp_path / "s", site)
        bombed = snapshot.page(f"{site.url}/bomb.html")
        assert bombed is not None
        assert bombed.notes[-1] == "truncated:bomb"
        assert "/b.html" in pages_of(snapshot, site)
        assert any(note.kind == "truncated" for note in snapshot.coverage().notes)


def test_a_page_our_reader_fails_on_is_told_and_the_scan_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(url: str, body: bytes, kind: str, status: int, depth: int = 0, on: date | None = None) -> Page:
        if url.endswith("odd.html"):
            raise RecursionError
        return read_page(url, body, kind, status, depth, on)

    monkeypatch.setattr("crawler.intake.read_page", read)
    monkeypatch.setattr("crawler.lists.read_page", read)
    odd = page("/c.html", head='<script>fetch("/api/list")</script>')
    with PortalServer({"/": page("/odd.html", "/b.html"), "/odd.html": odd, "/b.html": page()}) as site:
        snapshot = scan(tmp_path / "s", site)
        assert pages_of(snapshot, site) == ["/", "/b.html"]
        assert any("RecursionError" in note.message for note in snapshot.coverage().notes)
        assert verdict_of(snapshot, site, "/odd.html") == "cannot-tell unreadable"


def test_endless_response_ends(tmp_path: Path) -> None:
    start = b"<html><title>endless</title><p>" + b"text " * 200
    endless = Reply(headers={"Content-Type": HTML}, drip=lambda: start)
    with PortalServer(
        {"/": page("/endless.html", "/b.html"), "/endless.html": endless, "/b.html": page()}
    ) as site:
        snapshot = scan(tmp_path / "s", site, max_bytes=200_000)
        assert "/b.html" in pages_of(snapshot, site)
        page_read = snapshot.page(f"{site.url}/endless.html")
        assert page_read is not None
        assert page_read.size == 200_000


def test_slow_drip_is_bounded_by_the_total_time(tmp_path: Path) -> None:
    gone = threading.Event()

    def drop() -> bytes | None:
        return None if gone.wait(0.05) else b" "

    with PortalServer(
        {
            "/": page("/slow.html", "/b.html"),
            "/slow.html": Reply(headers={"Content-Type": HTML}, drip=drop),
            "/b.html": page(),
        }
    ) as site:
        snapshot = scan(tmp_path / "s", site, total_timeout=0.3)
        gone.set()
        assert "/b.html" in pages_of(snapshot, site)


def test_redirect_loops_and_long_chains(tmp_path: Path) -> None:
    def chain(request: Request) -> Reply:
        number = int(request.path.rpartition("=")[2])
        return redirect(f"/chain?n={number + 1}")

    routes = {
        "/": page("/self", "/ring1", "/chain?n=1", "/img.png"),
        "/self": redirect("/self"),
        "/ring1": redirect("/ring2"),
        "/ring2": redirect("/ring1"),
        "/img.png": redirect("/img.png"),
        "/chain": chain,
    }
    with PortalServer(routes) as site:
        snapshot = scan(tmp_path / "s", site)
        assert verdict_of(snapshot, site, "/self") == "broken redirect-loop"
        assert verdict_of(snapshot, site, "/ring1") == "broken redirect-loop"
        assert verdict_of(snapshot, site, "/img.png") == "broken redirect-loop"
        assert verdict_of(snapshot, site, "/chain?n=1") == "broken too-many-redirects"
        assert site.asked["/chain?n=30"] == 0


def test_a_redirect_to_itself_may_only_want_a_cookie(tmp_path: Path) -> None:
    def gate(request: Request) -> Reply:
        if "seen=1" in request.headers.get("Cookie", ""):
            return page("/behind.html")
        return redirect("/gate.html", **{"Set-Cookie": "seen=1; Path=/"})

    with PortalServer({"/": page("/gate.html"), "/gate.html": gate, "/behind.html": page()}) as site:
        snapshot = scan(tmp_path / "s", site)
        assert pages_of(snapshot, site) == ["/", "/behind.html", "/gate.html"]
        assert verdict_of(snapshot, site, "/gate.html") == "ok"


def test_traps(tmp_path: Path) -> None:
    def calendar(request: Request) -> Reply:
        month = int(request.path.rpartition("=")[2])
        return page(f"/calendar?year=2026&month={month + 1}", f"/calendar?year={month + 2026}&month=1")

    def deeper(request: Request) -> Reply:
        return page(f"{request.path}a/b/")

    def session(request: Request) -> Reply:
        return page(
            f"/session.jsp;jsessionid={request.time:032X}", f"/session.jsp?PHPSESSID={request.time}abcdef"
        )

    routes = {
        "/": page("/calendar?year=2026&month=1", "/loop/", "/session.jsp", "/list?a=1&b=2", "/list?b=2&a=1"),
        "/calendar": calendar,
        "/session.jsp": session,
        "/list": page(),
    }
    with PortalServer(routes, otherwise=deeper) as site:
        snapshot = scan(tmp_path / "s", site)
        assert site.asked["/session.jsp"] == 1
        assert site.asked["/calendar?year=2026&month=1"] == 1
        assert sum(path.startswith("/calendar") for path in site.asked) <= 150
        assert sum(path.startswith("/loop/") and "xunjian-" not in path for path in site.asked) <= 4
        assert site.asked["/list?a=1&b=2"] + site.asked["/list?b=2&a=1"] == 1
        reasons = {missing.reason for missing in snapshot.coverage().unreached}
        assert any("日历" in reason for reason in reasons)
        assert any("循环" in reason for reason in reasons)
        assert any("参数次序" in reason for reason in reasons)
        assert any(note.kind == "trap" for note in snapshot.coverage().notes)


def test_page_depth_and_directory_budgets(tmp_path: Path) -> None:
    def next_page(request: Request) -> Reply:
        number = int(request.path.removeprefix("/n/").removesuffix(".html"))
        return page(f"/n/{number + 1}.html", f"/n/{number + 100}.html")

    with PortalServer({"/": page("/n/1.html")}, otherwise=next_page) as site:
        few = scan(tmp_path / "few", site, max_pages=5)
        assert few.coverage().pages == 5
        assert {missing.reason for missing in few.coverage().unreached} == {"超过设定的页面数上限"}
        shallow = scan(tmp_path / "shallow", site, max_depth=2)
        assert pages_of(shallow, site) == ["/", "/n/1.html", "/n/101.html", "/n/2.html"]
        assert {missing.reason for missing in shallow.coverage().unreached} == {"超过设定的链接层数上限"}
        narrow = scan(tmp_path / "narrow", site, max_directory=4)
        assert narrow.coverage().pages == 5
        target = narrow.target(narrow.coverage().unreached[0].url)
        assert target is not None
        assert target.probe is not None
        assert target.probe.verdict is Verdict.NOT_ASKED


def test_what_answers_badly_is_confirmed_though_there_are_pages_enough(tmp_path: Path) -> None:
    names = [f"/n{number}.html" for number in range(6)]
    late = "/late.html"

    def slow_to_answer(request: Request) -> Reply:
        return page("/further.html") if request.time else Reply(500)

    routes = {"/": page("/gone.html", late, *names), late: slow_to_answer, **{name: page() for name in names}}
    with PortalServer(routes) as site:
        few = scan(tmp_path / "few", site, max_pages=5)
        assert verdict_of(few, site, "/gone.html") == "broken"
        assert verdict_of(few, site, late) == "ok"
        assert few.coverage().pages <= 6  # the one that answered at last
        assert not site.asked["/further.html"]
        reasons = {missing.reason for missing in few.coverage().unreached}
        assert reasons == {"超过设定的页面数上限"}


def test_a_page_packed_in_a_way_nobody_asked_for_is_not_read_as_text(tmp_path: Path) -> None:
    packed = Reply(body=b"\x0b\x02\x80abc\x03", headers={"Content-Type": HTML, "Content-Encoding": "br"})
    lied = Reply(body=page(text="没有压缩").body, headers={"Content-Type": HTML, "Content-Encoding": "br"})
    odd = Reply(body=page(text="编码").body, headers={"Content-Type": HTML, "Content-Encoding": "utf-8"})
    routes = {"/": page("/br", "/lie", "/odd"), "/br": packed, "/lie": lied, "/odd": odd}
    with PortalServer(routes) as site:
        snapshot = scan(tmp_path / "s", site)
        read = [snapshot.page(site.url + path) for path in ("/br", "/lie", "/odd")]
        assert verdict_of(snapshot, site, "/br") == "ok"
    assert [bool(page and page.text) for page in read] == [False, True, True]
    assert read[0] is not None
    assert read[0].notes[-1] == "truncated:coding"


def test_headers_that_browsers_put_up_with_call_no_link_dead(tmp_path: Path) -> None:
    chinese = "/通知/公告.html"
    routes = {
        "/": page("/odd", "/utf8", "/gbk"),
        "/odd": Reply(body=page().body, headers={"Content-Type": HTML, "No Name": "x"}),
        "/utf8": redirect(chinese.encode().decode("latin-1")),
        "/gbk": redirect(chinese.encode("gbk").decode("latin-1")),
        quote(chinese): page(),
        quote(chinese.encode("gbk")): page(),
    }
    with PortalServer(routes) as site:
        snapshot = scan(tmp_path / "s", site)
        assert verdict_of(snapshot, site, "/odd") == "cannot-tell malformed"
        assert verdict_of(snapshot, site, "/utf8") == verdict_of(snapshot, site, "/gbk") == "ok"


def test_a_page_that_is_cut_ends_with_a_whole_character(tmp_path: Path) -> None:
    long = Reply(body=("<p>" + "公" * 2000).encode(), headers={"Content-Type": HTML})
    with PortalServer({"/": page("/long.html"), "/long.html": long}) as site:
        read = scan(tmp_path / "s", site, max_bytes=1001).page(f"{site.url}/long.html")
        assert read is not None
        assert read.text == "公" * 332
        assert any(note.startswith("truncated") for note in read.notes)


def test_mislabelled_encoding_is_read(tmp_path: Path) -> None:
    text = "<html><head><meta charset=utf-8><title>南岗区人民政府公告</title></head><body><p>政务公开工作年度报告正文</p>"
    odd = Reply(body=text.encode("gb18030"), headers={"Content-Type": HTML})
    with PortalServer({"/": page("/odd.html"), "/odd.html": odd}) as site:
        read = scan(tmp_path / "s", site).page(f"{site.url}/odd.html")
        assert read is not None
        assert "南岗区人民政府公告" in read.title
        assert read.encoding.mismatch


def test_meta_refresh_only_page_is_followed(tmp_path: Path) -> None:
    hop = Reply(
        body=b'<html><head><meta http-equiv="refresh" content="0;url=/real.html"></head></html>',
        headers={"Content-Type": HTML},
    )
    with PortalServer({"/": hop, "/real.html": page()}) as site:
        assert pages_of(scan(tmp_path / "s", site), site) == ["/", "/real.html"]


def test_strange_bytes_do_not_stop_a_scan(tmp_path: Path) -> None:
    deep = b"<div>" * 5000 + b"<a href=/b.html>x</a>"
    nul = b"<html>\0\0<a href='/c.html'>\0</a>"
    routes = {
        "/": page("/deep.html", "/nul.html", "http://[bad/", "/%", "/empty.html"),
        "/deep.html": Reply(body=deep, headers={"Content-Type": HTML}),
        "/nul.html": Reply(body=nul, headers={"Content-Type": HTML}),
        "/empty.html": Reply(headers={"Content-Type": HTML}),
        "/%": Reply(400),
        "/b.html": page(),
        "/c.html": page(),
    }
    with PortalServer(routes) as site:
        snapshot = scan(tmp_path / "s", site)
        assert {"/b.html", "/c.html"} <= set(pages_of(snapshot, site))
        assert verdict_of(snapshot, site, "/empty.html") == "broken empty"
        assert site.asked["/%"] == 2, "a bare % goes out as written"
        assert verdict_of(snapshot, site, "/%") == "broken"

"""Verdicts on leaves and pages: what is called broken, what is not."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from crawler.answer import Answer
from crawler.probe.walls import wall
from portal.target import TargetKind
from tests.crawler.helpers import pages_of, scan, verdict_of
from tests.crawler.portal_server import HTML, PortalServer, Reply, Request, Route, page, redirect

PDF = Reply(body=b"%PDF-1.4 " + b"x" * 9000, headers={"Content-Type": "application/pdf"})
ERROR_PAGE = Reply(body="<html><title>出错了</title>系统繁忙</html>".encode(), headers={"Content-Type": HTML})


def only_get(reply: Reply) -> Route:
    return lambda request: Reply(405) if request.method == "HEAD" else reply


def first(bad: Reply, then: Reply, times: int = 1) -> Route:
    return lambda request: bad if request.time < times else then


def word_html(_: Request) -> Reply:
    body = b'<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>x</body></html>'
    return Reply(body=body, headers={"Content-Type": "text/html"})


def as_browser(request: Request) -> Reply:
    return PDF if "xunjian" not in request.headers["User-Agent"] else Reply(403)


def head_404(request: Request) -> Reply:
    return Reply(404) if request.method == "HEAD" else PDF


def no_ranges(request: Request) -> Reply:
    return Reply(416) if "Range" in request.headers else Reply(405) if request.method == "HEAD" else PDF


LEAVES: list[tuple[str, Route, str]] = [
    ("/fine.pdf", PDF, "ok"),
    ("/get-only.pdf", only_get(PDF), "ok"),
    ("/head-404.pdf", head_404, "ok"),
    ("/no-ranges.pdf", no_ranges, "ok"),
    ("/empty.pdf", Reply(headers={"Content-Type": "application/pdf"}), "broken empty"),
    ("/error.pdf", ERROR_PAGE, "broken html-instead-of-file"),
    ("/error.png", ERROR_PAGE, "broken html-instead-of-file"),
    ("/error.js", ERROR_PAGE, "broken html-instead-of-file"),
    ("/empty.css", Reply(headers={"Content-Type": "text/css"}), "ok"),
    ("/word.doc", word_html, "ok"),
    ("/captcha.do", Reply(body=b"\x89PNG\r\n", headers={"Content-Type": "image/png"}), "ok"),
    ("/gone.pdf", Reply(404), "broken"),
    ("/gone-for-good.zip", Reply(410), "broken"),
    ("/login.pdf", Reply(401), "blocked"),
    ("/secret.pdf", Reply(403), "blocked"),
    ("/robot.pdf", as_browser, "ok"),
    ("/flaky.pdf", first(Reply(503), PDF, 3), "ok"),
    ("/down.pdf", Reply(500), "broken"),
    ("/dropped.pdf", Reply(drop=True), "broken reset"),
    ("/dropped-once.pdf", first(Reply(drop=True), PDF), "ok"),
    ("/busy.pdf", Reply(429), "blocked"),
    ("/moved.pdf", redirect("/fine.pdf", 301), "ok"),
    ("/moved-away.pdf", redirect("/gone.pdf"), "broken"),
    ("/login-first.pdf", redirect("/login.pdf"), "blocked"),
    ("/nowhere.pdf", redirect("http://"), "broken bad-redirect"),
]


def test_leaves(tmp_path: Path) -> None:
    images = "".join(f'<img src="{path}">' for path, _, _ in LEAVES if path.endswith((".png", ".do")))
    scripts = "<script src=/error.js></script><link rel=stylesheet href=/empty.css>" + images
    anchors = [path for path, _, _ in LEAVES if path.endswith((".pdf", ".doc", ".zip"))]
    routes: dict[str, Route] = {path: route for path, route, _ in LEAVES}
    routes["/"] = page(*anchors, head=scripts)
    with PortalServer(routes) as site:
        snapshot = scan(tmp_path / "s", site)
        found = {path: verdict_of(snapshot, site, path) for path, _, _ in LEAVES}
    assert found == {path: verdict for path, _, verdict in LEAVES}


def test_moved_leaf_keeps_its_chain(tmp_path: Path) -> None:
    routes = {"/": page("/moved.pdf"), "/moved.pdf": redirect("/fine.pdf", 301), "/fine.pdf": PDF}
    with PortalServer(routes) as site:
        probe = scan(tmp_path / "s", site).probe(f"{site.url}/moved.pdf")
        assert probe is not None
        assert (probe.chain, probe.statuses) == ((f"{site.url}/fine.pdf",), (301, 200))


WALL = Reply(
    body="<html><title>网站防火墙</title>您的请求带有不合法参数，已被网站安全狗拦截".encode(),
    headers={"Content-Type": HTML},
)
PAGES: list[tuple[str, Route, str]] = [
    ("/gone.html", Reply(404), "broken"),
    ("/back.html", first(Reply(404), page("/from-back.html")), "ok"),
    ("/from-back.html", page(), "ok"),
    ("/flaky.html", first(Reply(503), page(), 2), "ok"),
    ("/down.html", Reply(500), "broken"),
    ("/closed.html", Reply(403), "blocked"),
    ("/torn.html", first(Reply(500), Reply(404), 2), "cannot-tell"),
    ("/wall.html", WALL, "blocked wall:安全狗"),
    ("/operator/.html", Reply(body=b"<html><p>x", headers={"Content-Type": "application/octet-stream"}), "ok"),
]  # fmt: skip


def test_pages(tmp_path: Path) -> None:
    routes: dict[str, Route] = {path: route for path, route, _ in PAGES}
    routes["/"] = page(*(path for path, _, _ in PAGES if path != "/from-back.html"))
    with PortalServer(routes) as site:
        snapshot = scan(tmp_path / "s", site)
        found = {path: verdict_of(snapshot, site, path) for path, _, _ in PAGES}
        assert pages_of(snapshot, site) == ["/", "/back.html", "/flaky.html", "/from-back.html"]
    assert found == {path: verdict for path, _, verdict in PAGES}


def test_stylesheets_are_followed(tmp_path: Path) -> None:
    css = Reply(
        body=b'@import "more.css"; a{background:url(img/gone.png)}', headers={"Content-Type": "text/css"}
    )
    more = Reply(body=b"b{background:url('/fine.png')}", headers={"Content-Type": "text/css"})
    png = Reply(body=b"\x89PNG\r\n\x1a\n" + b"x" * 99, headers={"Content-Type": "image/png"})
    routes = {
        "/": page(head="<link rel=stylesheet href=/css/a.css>"),
        "/css/a.css": css,
        "/css/more.css": more,
        "/fine.png": png,
    }
    with PortalServer(routes) as site:
        snapshot = scan(tmp_path / "s", site)
        assert verdict_of(snapshot, site, "/css/img/gone.png") == "broken"
        assert verdict_of(snapshot, site, "/fine.png") == "ok"
        sheets = {
            url.removeprefix(site.url): {link.url.removeprefix(site.url) for link in links}
            for url, links in snapshot.sheets()
        }
        assert sheets["/css/a.css"] == {"/css/more.css", "/css/img/gone.png"}


def test_outside_links(tmp_path: Path) -> None:
    """Links to other hosts; none of these names exists, the others are loopback addresses that may be asked."""
    routes = {
        "/ok.html": page(),
        "/gone.html": Reply(404),
        "/deep/old.html": redirect("/"),
        "/": page(),
        "/wall.html": Reply(403, headers={"cf-mitigated": "challenge"}),
        "/odd.html": Reply(999),
    }
    with PortalServer(routes, host="127.0.0.2") as other, PortalServer({}) as site:
        paths = ["/ok.html", "/gone.html", "/deep/old.html", "/wall.html", "/odd.html"]
        site.routes["/"] = page(*(other.url + path for path in paths), "http://no-such-name.invalid/")
        snapshot = scan(tmp_path / "s", site, external=True, allow_private=("127.0.0.2/32",))
        found = [verdict_of(snapshot, other, path) for path in paths]
        assert found == ["ok", "broken", "redirect-home", "blocked wall:Cloudflare", "blocked"]
        target = snapshot.target(f"{other.url}/ok.html")
        assert target is not None
        assert target.kind is TargetKind.EXTERNAL
        missing = snapshot.probe("http://no-such-name.invalid/")
        assert missing is not None
        assert (missing.verdict, missing.reason) == ("cannot-tell", "offline")


def test_a_machine_without_internet_calls_no_link_dead(tmp_path: Path) -> None:
    names = [f"http://host{n}.no-such-zone{n}.invalid/" for n in range(6)]
    with PortalServer({"/": page(*names, "/gone.html")}) as site:
        snapshot = scan(tmp_path / "s", site, external=True)
        found = {(p.verdict, p.reason) for p in map(snapshot.probe, names) if p}
        assert found == {("cannot-tell", "offline")}
        assert verdict_of(snapshot, site, "/gone.html") == "broken"
        assert any("本机无法访问外网" in note.message for note in snapshot.coverage().notes)


def test_a_leaf_that_hangs_is_asked_several_times(tmp_path: Path) -> None:
    let_go = threading.Event()

    def hang(request: Request) -> Reply:
        let_go.wait(2)
        return PDF

    with PortalServer({"/": page("/hang.pdf"), "/hang.pdf": hang}) as site:
        snapshot = scan(tmp_path / "s", site, timeout=0.1)
        let_go.set()
        assert verdict_of(snapshot, site, "/hang.pdf") == "broken timeout"
        probe = snapshot.probe(f"{site.url}/hang.pdf")
        assert probe is not None
        assert probe.tries == 3


@pytest.mark.parametrize(
    ("status", "body", "walled"),
    [
        (412, "<html><script>$_ts=window['$_ts'];</script></html>", True),
        (200, "<html><script>var arg1='AB';document.cookie='acw_sc__v2='+x</script></html>", True),
        (200, "<html><title>安全验证</title>请完成安全验证</html>", True),
        (521, "<script>document.cookie=('_')+('_jsl_clearance_s')</script>__jsl_clearance_s", True),
        (200, "<html><title>关于云锁产品采购的公告</title>" + "采购内容详见附件。" * 60, False),
        (200, "<html><title>通知</title>" + "<a href=x>正常链接</a>" * 8 + "创宇盾", False),
        (404, "<html>404 Not Found</html>", False),
    ],
)
def test_walls(status: int, body: str, walled: bool) -> None:
    assert bool(wall(Answer("http://x/", status, (), body.encode()))) is walled


def test_other_hosts_are_looked_at_twice_and_remembered(tmp_path: Path) -> None:
    asked: list[str] = []

    def other(request: Request) -> Reply:
        asked.append(f"{request.method} {request.path}")
        return Reply(body="<title>某协会</title><p>简介</p>".encode(), headers={"Content-Type": HTML})

    paths = [f"/{n}.html" for n in range(4)]
    with PortalServer(dict.fromkeys(paths, other)) as away:
        home = page(*(away.url + path for path in paths))
        with PortalServer({"/": home}) as site:
            snapshot = scan(tmp_path, site, external=True, allow_private=("127.0.0.0/8",))
            probes = [snapshot.probe(away.url + path) for path in paths]
    seen = [probe.glimpse.title for probe in probes if probe and probe.glimpse]
    assert seen == ["某协会"] * 2
    assert sorted(method for method, _ in map(str.split, asked)) == ["GET", "GET", "HEAD", "HEAD"]


def test_a_host_that_lets_only_browsers_in_is_asked_as_one(tmp_path: Path) -> None:
    def choosy(request: Request) -> Reply:
        shown = Reply(body=b"<title>ok</title>", headers={"Content-Type": HTML})
        return Reply(403) if "xunjian" in request.headers["User-Agent"] else shown

    with PortalServer({"/": choosy}) as away, PortalServer({"/": page(away.url + "/")}) as site:
        snapshot = scan(tmp_path, site, external=True, allow_private=("127.0.0.0/8",))
        probe = snapshot.probe(away.url + "/")
    assert probe is not None
    assert (probe.verdict, probe.glimpse and probe.glimpse.title) == ("ok", "ok")

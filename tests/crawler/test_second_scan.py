"""Night 2: what did not change is neither sent nor parsed again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from portal.snapshot import verify
from tests.crawler.helpers import pages_of, scan, verdict_of
from tests.crawler.portal_server import HTML, PortalServer, Reply, Request, Route, page

CSS = Reply(body=b"a{background:url(/bg.png)}", headers={"Content-Type": "text/css"})
PNG = Reply(body=b"\x89PNG\r\n\x1a\n" + b"x" * 50, headers={"Content-Type": "image/png"})
LINKS = ("/same.html", "/plain.html", "/changed.html", "/gone.html", "/doc.pdf")


def tagged(reply: Reply, tag: str) -> Route:
    def answer(request: Request) -> Reply:
        if request.headers.get("If-None-Match") == tag:
            return Reply(304, headers={"ETag": tag})
        return Reply(reply.status, reply.body, {**reply.headers, "ETag": tag})

    return answer


def routes() -> dict[str, Route]:
    return {
        "/": tagged(page(*LINKS, head="<link rel=stylesheet href=/a.css>"), '"1"'),
        "/same.html": tagged(page("/deep.html", title="没有变化"), '"2"'),
        "/deep.html": page(title="没有校验信息"),
        "/plain.html": page(title="没有校验信息", text="二"),
        "/changed.html": tagged(page(title="旧"), '"3"'),
        "/gone.html": page(title="将被删除"),
        "/doc.pdf": Reply(body=b"%PDF-1.4" + b"x" * 99, headers={"Content-Type": "application/pdf"}),
        "/a.css": CSS,
        "/bg.png": PNG,
    }  # fmt: skip


def records(folder: Path) -> Counter[str]:
    counted: Counter[str] = Counter()
    for path in folder.glob("*.warc.gz"):
        with path.open("rb") as file:
            counted.update(record.rec_type for record in ArchiveIterator(file))
    return counted


def test_unchanged_pages_are_taken_over(tmp_path: Path) -> None:
    with PortalServer(routes()) as site:
        first = scan(tmp_path / "1", site)
        site.asked.clear()
        site.log.clear()
        second = scan(tmp_path / "2", site, previous=tmp_path / "1")
        assert pages_of(first, site) == pages_of(second, site)
        assert list(first.pages()) == list(second.pages())
        assert {t.url: t.kind for t in first.targets()} == {t.url: t.kind for t in second.targets()}
        assert site.asked["/doc.pdf"] == site.asked["/bg.png"] == site.asked["/a.css"] == 0
        conditional = [r.path for r in site.log if r.headers.get("If-None-Match")]
        assert sorted(conditional) == ["/", "/changed.html", "/same.html"]
        assert records(tmp_path / "2") == {"revisit": 6}
        assert verdict_of(second, site, "/same.html") == "ok"
        assert verify(tmp_path / "2") == []


def test_changes_are_seen(tmp_path: Path) -> None:
    with PortalServer(routes()) as site:
        scan(tmp_path / "1", site)
        site.routes["/changed.html"] = tagged(page("/new.html", title="新"), '"4"')
        site.routes["/new.html"] = page(title="新增页面")
        site.routes["/gone.html"] = Reply(404, b"", {"Content-Type": HTML})
        second = scan(tmp_path / "2", site, previous=tmp_path / "1")
        changed = second.page(f"{site.url}/changed.html")
        assert changed is not None
        assert changed.title == "新"
        assert "/new.html" in pages_of(second, site)
        assert verdict_of(second, site, "/gone.html") == "broken"


def test_leaves_are_asked_again_when_their_probe_is_old(tmp_path: Path) -> None:
    with PortalServer(routes()) as site:
        scan(tmp_path / "1", site)
        site.asked.clear()
        scan(tmp_path / "2", site, previous=tmp_path / "1", reuse_hours=0)
        assert site.asked["/doc.pdf"] == 1
        assert site.asked["/bg.png"] == 1


def test_a_leaf_that_was_broken_is_asked_again(tmp_path: Path) -> None:
    with PortalServer({"/": page("/late.pdf")}) as site:
        assert verdict_of(scan(tmp_path / "1", site), site, "/late.pdf") == "broken"
        site.routes["/late.pdf"] = routes()["/doc.pdf"]
        second = scan(tmp_path / "2", site, previous=tmp_path / "1")
        assert verdict_of(second, site, "/late.pdf") == "ok"

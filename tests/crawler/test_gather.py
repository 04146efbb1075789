"""A whole scan of a small site."""

from __future__ import annotations

from pathlib import Path

from crawler import Standing, gather
from portal.snapshot import Snapshot, verify
from tests.crawler.helpers import HASTY, NOW, pages_of, profile_of, scan, verdict_of
from tests.crawler.portal_server import PortalServer, Reply, page, redirect

PDF = Reply(body=b"%PDF-1.4 " + b"x" * 3000, headers={"Content-Type": "application/pdf"})


def test_pages_links_and_files(tmp_path: Path) -> None:
    routes = {
        "/": page("/a.html", "/gone.html", "/doc.pdf", "/old.html"),
        "/a.html": page("/", "/b.html"),
        "/b.html": page("/download?id=1"),
        "/doc.pdf": PDF,
        "/download": PDF,
        "/old.html": redirect("/b.html", 301),
    }
    with PortalServer(routes) as site:
        snapshot = scan(tmp_path / "s", site)
        assert pages_of(snapshot, site) == ["/", "/a.html", "/b.html"]
        assert verdict_of(snapshot, site, "/gone.html") == "broken"
        assert verdict_of(snapshot, site, "/doc.pdf") == "ok"
        assert verdict_of(snapshot, site, "/download?id=1") == "ok"
        target = snapshot.target(f"{site.url}/download?id=1")
        assert target is not None
        assert target.kind == "attachment"
        moved = snapshot.probe(f"{site.url}/old.html")
        assert moved is not None
        assert (moved.verdict, moved.chain, moved.statuses) == ("ok", (f"{site.url}/b.html",), (301, 200))
        gone = snapshot.probe(f"{site.url}/gone.html")
        assert gone is not None
        assert (gone.status, gone.tries) == (404, 2)
    assert verify(tmp_path / "s") == []


class Watcher:
    def __init__(self) -> None:
        self.seen: list[Standing] = []

    def update(self, standing: Standing) -> None:
        self.seen.append(standing)


def test_progress_is_told(tmp_path: Path) -> None:
    watcher = Watcher()
    with PortalServer({"/": page("/a.html", "/gone.pdf"), "/a.html": page()}) as site:
        gather(profile_of(site), tmp_path / "s", NOW, progress=watcher, tuning=HASTY)
    last = watcher.seen[-1]
    assert (last.pages_done, last.pages_waiting) == (2, 0)
    assert last.targets_done == 1


def test_hosts_of_the_profile_are_part_of_the_site(tmp_path: Path) -> None:
    with PortalServer({"/b.html": page()}, host="127.0.0.2") as second, PortalServer({}) as first:
        first.routes["/"] = page(f"{second.url}/b.html")
        profile = profile_of(first).model_copy(update={"hosts": (f"127.0.0.2:{second.port}",)})
        gather(profile, tmp_path / "s", NOW, tuning=HASTY)
        urls = {p.url for p in Snapshot.open(tmp_path / "s").pages()}
    assert urls == {f"{first.url}/", f"{second.url}/b.html"}

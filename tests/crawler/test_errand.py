"""An errand: given addresses and no others, as an ordinary sealed snapshot."""

from __future__ import annotations

from pathlib import Path

from crawler import Errand, gather
from portal.snapshot import Snapshot, verify
from portal.target import TargetKind
from tests.crawler.helpers import HASTY, NOW, pages_of, profile_of, scan, verdict_of
from tests.crawler.portal_server import PortalServer, Reply, Route, page, redirect

PNG = Reply(body=b"\x89PNG\r\n\x1a\n" + b"x" * 50, headers={"Content-Type": "image/png"})


def routes() -> dict[str, Route]:
    return {
        "/": page("/a.html", "/b.html", head='<img src="/pic">'),
        "/a.html": page("/c.html", title="甲"),
        "/b.html": page("/c.html", title="乙"),
        "/c.html": page(title="丙"),
        "/pic": PNG,
    }


def sent(
    folder: Path, site: PortalServer, *paths: str, onward: str = "", previous: Path | None = None
) -> Snapshot:
    only = Errand(tuple(site.url + path for path in paths), frozenset({site.url + onward} if onward else ()))
    gather(profile_of(site), folder, NOW, previous=previous, tuning=HASTY, only=only)
    return Snapshot.open(folder)


def asked(site: PortalServer) -> set[str]:
    return {path for path in site.asked if not path.startswith("/xunjian-")}


def test_nothing_but_what_it_names_is_asked(tmp_path: Path) -> None:
    with PortalServer(routes()) as site:
        scan(tmp_path / "1", site).close()
        site.asked.clear()
        errand = sent(tmp_path / "2", site, "/a.html", "/pic", previous=tmp_path / "1")
        assert asked(site) == {"/", "/robots.txt", "/a.html", "/pic"}
        assert pages_of(errand, site) == ["/a.html"]
        picture = errand.target(site.url + "/pic")
        assert picture is not None
        assert picture.kind is TargetKind.RESOURCE
        assert verdict_of(errand, site, "/pic") == "ok"
        assert verify(tmp_path / "2") == []
        assert [note.kind for note in errand.coverage().notes] == ["errand"]


def test_depth_and_links_of_a_page_are_those_of_the_whole_scan(tmp_path: Path) -> None:
    with PortalServer(routes()) as site:
        whole = scan(tmp_path / "1", site)
        errand = sent(tmp_path / "2", site, "/a.html", previous=tmp_path / "1")
        assert errand.page(site.url + "/a.html") == whole.page(site.url + "/a.html")


def test_a_dead_address_is_looked_at_as_often_as_in_any_scan(tmp_path: Path) -> None:
    with PortalServer(routes()) as site:
        site.routes["/bad.html"] = Reply(503)
        errand = sent(tmp_path / "1", site, "/gone.html", "/bad.html")
        assert (verdict_of(errand, site, "/gone.html"), verdict_of(errand, site, "/bad.html")) == (
            "broken",
            "broken",
        )
        assert (site.asked["/gone.html"], site.asked["/bad.html"]) == (2, HASTY.looks)


def test_redirects_are_followed_to_their_end(tmp_path: Path) -> None:
    with PortalServer(routes()) as site:
        site.routes["/old.html"] = redirect("/older.html")
        site.routes["/older.html"] = redirect("/c.html")
        errand = sent(tmp_path / "1", site, "/old.html")
        assert pages_of(errand, site) == ["/c.html"]
        assert verdict_of(errand, site, "/old.html") == "ok"


def test_a_page_that_leads_on_is_followed_one_step_to_new_pages_only(tmp_path: Path) -> None:
    with PortalServer(routes()) as site:
        scan(tmp_path / "1", site).close()
        site.routes["/a.html"] = page("/c.html", "/new.html", title="甲")
        site.routes["/new.html"] = page("/newer.html", title="新")
        site.asked.clear()
        errand = sent(tmp_path / "2", site, "/a.html", onward="/a.html", previous=tmp_path / "1")
        assert pages_of(errand, site) == ["/a.html", "/new.html"]
        assert asked(site) == {"/", "/robots.txt", "/a.html", "/new.html"}


def test_robots_rules_hold_for_errands_too(tmp_path: Path) -> None:
    with PortalServer(routes()) as site:
        site.routes["/robots.txt"] = Reply(
            body=b"User-agent: *\nDisallow: /a", headers={"Content-Type": "text/plain"}
        )
        errand = sent(tmp_path / "1", site, "/a.html")
        assert verdict_of(errand, site, "/a.html") == "not-asked robots"
        assert site.asked["/a.html"] == 0


def test_an_error_page_known_from_the_scan_before_is_recognised(tmp_path: Path) -> None:
    error = page(title="页面不存在", text="您访问的页面不存在。请返回首页，或与网站管理人员联系。" * 6)
    with PortalServer(routes(), otherwise=error) as site:
        whole = scan(tmp_path / "1", site)
        errand = sent(tmp_path / "2", site, "/a.html", "/lost.html", previous=tmp_path / "1")
        assert verdict_of(errand, site, "/lost.html").startswith("soft-404")
        known = {baseline.directory for baseline in whole.baselines()}
        assert known <= {baseline.directory for baseline in errand.baselines()}

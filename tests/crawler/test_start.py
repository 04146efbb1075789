"""A site that cannot be reached: one clear line, nothing left behind."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler import gather
from portal.errors import OutputError, StartError
from tests.crawler.helpers import HASTY, NOW, profile_of, scan
from tests.crawler.portal_server import HTML, PortalServer, Reply, page, redirect


@pytest.fixture
def silent() -> Iterator[str]:
    """A port that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"


def failing(folder: Path, start: str, **crawl: object) -> str:
    with pytest.raises(StartError) as caught:
        gather(profile_of(start, **crawl), folder, NOW, tuning=HASTY)
    assert not folder.exists()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_refused(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert "连接被拒绝" in failing(tmp_path / "s", f"http://127.0.0.1:{port}/")


def test_unknown_host(tmp_path: Path) -> None:
    assert "解析" in failing(tmp_path / "s", "http://no-such-host.invalid/")


def test_timeout(tmp_path: Path, silent: str) -> None:
    assert "超时" in failing(tmp_path / "s", silent, timeout=0.2)


def test_tls(tmp_path: Path) -> None:
    with PortalServer({"/": page()}) as site:
        assert "TLS" in failing(tmp_path / "s", site.url.replace("http:", "https:"))


@pytest.mark.parametrize(("status", "says"), [(404, "404"), (500, "500"), (412, "防护墙")])
def test_status(tmp_path: Path, status: int, says: str) -> None:
    with PortalServer({"/": Reply(status, b"no", {"Content-Type": HTML})}) as site:
        assert says in failing(tmp_path / "s", f"{site.url}/")


def test_not_html(tmp_path: Path) -> None:
    with PortalServer({"/": Reply(body=b"{}", headers={"Content-Type": "application/json"})}) as site:
        assert "不是网页" in failing(tmp_path / "s", f"{site.url}/")


def test_loop(tmp_path: Path) -> None:
    with PortalServer({"/": redirect("/")}) as site:
        assert "跳转" in failing(tmp_path / "s", f"{site.url}/")


def test_whole_site_hidden_by_robots(tmp_path: Path) -> None:
    robots = Reply(body=b"User-agent: *\nDisallow: /\n", headers={"Content-Type": "text/plain"})
    with PortalServer({"/": page("/a.html"), "/a.html": page(), "/robots.txt": robots}) as site:
        assert "robots.txt" in failing(tmp_path / "s", f"{site.url}/")
        assert scan(tmp_path / "own", site, obey_robots=False).coverage().pages == 2


def test_folder_not_empty(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "letter.txt").write_text("keep")
    with PortalServer({"/": page()}) as site, pytest.raises(OutputError):
        scan(tmp_path / "s", site)
    assert [p.name for p in (tmp_path / "s").iterdir()] == ["letter.txt"]


def test_start_that_moved_to_another_host(tmp_path: Path) -> None:
    with PortalServer({"/": page("/a.html"), "/a.html": page()}) as new:
        moved = PortalServer({"/": redirect(f"{new.url}/")})
        with moved:
            snapshot = scan(tmp_path / "s", moved, allow_private=("127.0.0.0/8",), external=True)
            assert sorted(p.url for p in snapshot.pages()) == [f"{new.url}/", f"{new.url}/a.html"]
            assert snapshot.home == f"{new.url}/"

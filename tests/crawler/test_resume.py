"""kill -9 at any moment, Ctrl-C, and going on: the same pages, none lost, none twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler import gather
from portal.errors import OutputError
from portal.snapshot import Snapshot, verify
from tests.crawler.helpers import HASTY, NOW, pages_of, profile_of
from tests.crawler.portal_server import PortalServer, Reply, Request, page

PAGES = 120
RUN = """
import sys
from pathlib import Path
from crawler import gather
from tests.crawler.helpers import HASTY, NOW, profile_of
gather(profile_of(sys.argv[1]), Path(sys.argv[2]), NOW, resume=sys.argv[3] == "resume", tuning=HASTY)
"""


def number(request: Request) -> Reply:
    """Page n links to 2n and 2n+1, to a picture of its own and to one that is missing."""
    n = int(request.path.removeprefix("/p").removesuffix(".html"))
    children = [f"/p{child}.html" for child in (2 * n, 2 * n + 1) if child <= PAGES]
    return page(*children, f"/file{n}.pdf", text=f"第 {n} 页 " + "内容 " * 50)


class Site(PortalServer):
    """A binary tree of pages; `stop_after` answers it calls `on_stop`."""

    def __init__(self) -> None:
        routes = {f"/p{n}.html": number for n in range(1, PAGES + 1)}
        super().__init__({"/": page("/p1.html"), **routes}, before=self._count)
        self.stop_after = 10**9
        self.on_stop = threading.Event()

    def _count(self, _: Request) -> None:
        if len(self.log) >= self.stop_after:
            self.on_stop.set()


def start(site: Site, folder: Path, mode: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", RUN, f"{site.url}/", str(folder), mode],
        cwd=Path(__file__).parents[2],
        start_new_session=True,
    )


def check(folder: Path, site: Site) -> None:
    snapshot = Snapshot.open(folder)
    assert pages_of(snapshot, site) == sorted(["/", *(f"/p{n}.html" for n in range(1, PAGES + 1))])
    broken = {t.url for t in snapshot.targets() if t.probe and t.probe.verdict == "broken"}
    assert broken == {f"{site.url}/file{n}.pdf" for n in range(1, PAGES + 1)}
    assert verify(folder) == []
    archived = []
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as file:
            archived += [record.rec_headers.get_header("WARC-Target-URI") for record in ArchiveIterator(file)]
    assert len(archived) == len(set(archived)) == PAGES + 1
    capture = snapshot.evidence(f"{site.url}/p7.html")
    assert capture is not None
    assert "第 7 页".encode() in capture.body
    snapshot.close()


@pytest.mark.parametrize("moments", [(3,), (30, 40), (80, 90, 100), (200,), (310,)])
def test_kill_and_resume(tmp_path: Path, moments: tuple[int, ...]) -> None:
    """Killed after so many answers (of the first run, the second …), then left to finish."""
    folder = tmp_path / "s"
    with Site() as site:
        for run, moment in enumerate(moments):
            site.log.clear()
            site.on_stop.clear()
            site.stop_after = moment
            process = start(site, folder, "resume" if run and folder.exists() else "new")
            site.on_stop.wait(30)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        site.stop_after = 10**9
        mode = "resume" if (folder / "snapshot.sqlite").exists() else "new"
        assert start(site, folder, mode).wait() == 0
        check(folder, site)


def test_ctrl_c_stops_cleanly_and_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    with Site() as site:
        site.stop_after = 60
        process = start(site, folder, "new")
        site.on_stop.wait(30)
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(20) != 0
        unfinished = Snapshot.open(folder, unfinished=True)
        assert not unfinished.finished
        assert not (folder / "snapshot.sqlite-wal").exists() or unfinished.coverage().pages > 0
        unfinished.close()
        gather(profile_of(site), folder, NOW, resume=True, tuning=HASTY)
        check(folder, site)
        assert any(note.kind == "resumed" for note in Snapshot.open(folder).coverage().notes)


def test_a_second_program_leaves_a_running_scan_alone(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    with Site() as site:
        site.stop_after = 30
        first = start(site, folder, "new")
        site.on_stop.wait(30)
        os.kill(first.pid, signal.SIGSTOP)
        with pytest.raises(OutputError, match="另一个 xunjian 正在采集到这里"):
            gather(profile_of(site), folder, NOW, resume=True, tuning=HASTY)
        os.kill(first.pid, signal.SIGCONT)
        assert first.wait(60) == 0
        check(folder, site)
        assert [path.name for path in tmp_path.iterdir()] == ["s"]  # no lock is left behind

"""The commands as processes: a worker killed in the middle, `up` with a member killed, and all stopped together.

In a data folder and an SQLite database of their own.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.crawler.portal_server import PortalServer, Reply, Request, page
from xunjian.jobs.queues import TITLES
from xunjian.jobs.scanning import DEADLY, MOST

PAGES = 60
ASK = """
import sys
from xunjian.office.start import start
start()
from xunjian.clock import reference_time
from xunjian.jobs.scans import request_scan
from xunjian.store.models import ScanKind, Site
from xunjian.store.models import Office
Office.objects.update_or_create(pk=1, defaults={"email": "office@example.invalid"})
site = Site.objects.create(name="某区", home=sys.argv[1], profile=sys.argv[2], nightly=False, probing=False)
request_scan(site, ScanKind.AUDIT, reference_time())
"""
LOOK = """
import json
from xunjian.office.start import start
start()
from portal.snapshot import Snapshot, verify
from xunjian.store.models import Scan
(scan,) = Scan.objects.all()
snapshot = Snapshot.open(scan.snapshot)
notes = [note.kind for note in snapshot.coverage().notes]
print(json.dumps([scan.state, scan.pages, notes, verify(scan.snapshot)]))
"""
END = """
import json
from xunjian.office.start import start
start()
from xunjian.store.models import Message, Scan
(scan,) = Scan.objects.all()
print(json.dumps([scan.state, scan.error, list(Message.objects.values_list("body", flat=True))]))
"""


class Office:
    """A data folder, and commands run in it."""

    def __init__(self, folder: Path) -> None:
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "OPENBLAS_NUM_THREADS"}
        }
        self._environment = {**kept, "XUNJIAN_HOME": str(folder), "PYTHONUNBUFFERED": "1"}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *arguments],
            env=self._environment,
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str) -> str:
        process = self.start(*arguments)
        said = process.communicate(timeout=120)[0]
        assert process.returncode == 0, said
        return said


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared") / "office"
    Office(folder).run("-m", "xunjian", "setup")
    return folder


@pytest.fixture
def office(prepared: Path, tmp_path: Path) -> Office:
    return Office(Path(shutil.copytree(prepared, tmp_path / "office")))


class Portal(PortalServer):
    """A binary tree of pages; tells when a page of the middle is asked for."""

    def __init__(self) -> None:
        self.middle = threading.Event()
        routes = {
            f"/p{n}.html": page(*(f"/p{c}.html" for c in (2 * n, 2 * n + 1) if c <= PAGES), text=f"第 {n} 页")
            for n in range(1, PAGES + 1)
        }
        super().__init__({"/": page("/p1.html"), **routes}, before=self._look)

    def _look(self, request: Request) -> Reply | None:
        if request.path == "/p40.html":
            self.middle.set()
        return None


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as server:
        yield server


def test_a_scan_outlives_the_worker_that_was_killed(office: Office, portal: Portal) -> None:
    home = f"{portal.url}/"
    office.run("-c", ASK, home, f'start = ["{home}"]\n[crawl]\nexternal = false\n')
    worker = office.start("-m", "xunjian", "worker", "--queue", "scans")
    assert portal.middle.wait(60)
    worker.kill()
    worker.communicate()
    office.run("-m", "xunjian", "worker", "--queue", "scans", "--batch")
    assert json.loads(office.run("-c", LOOK)) == ["finished", PAGES + 1, ["resumed"], []]


def test_a_scan_that_ends_its_worker_each_time_is_given_up(office: Office) -> None:
    """The portal kills whoever asks for its home page, as a page does that eats all memory."""
    running: list[subprocess.Popen[str]] = []

    def kill(request: Request) -> Reply | None:
        if request.path == "/":
            running[-1].kill()
        return None

    with PortalServer({"/": page()}, before=kill) as server:
        office.run("-c", ASK, f"{server.url}/", "")
        for _ in range(MOST):
            running.append(office.start("-m", "xunjian", "worker", "--queue", "scans"))
            running[-1].communicate(timeout=60)
            assert running[-1].returncode == -signal.SIGKILL
        asked = len(server.log)
        office.run("-m", "xunjian", "worker", "--queue", "scans", "--batch")
        assert len(server.log) == asked
    state, error, told = json.loads(office.run("-c", END))
    assert (state, error) == ("failed", DEADLY)
    assert "某区，第 1 号检查：" in told[0]


def test_what_up_has_started_ends_when_up_is_killed(office: Office, portal: Portal, port: int) -> None:
    home = f"{portal.url}/"
    office.run("-c", ASK, home, f'start = ["{home}"]\n[crawl]\nexternal = false\n')
    up = office.start("-m", "xunjian", "up", "--port", str(port), "--no-sample")
    said = Said(up)
    said.line(f"网页地址：http://127.0.0.1:{port}/（按 Ctrl-C 停止）")
    assert portal.middle.wait(60)
    up.kill()
    up.communicate(timeout=60)  # their common standard output ends with the last of them
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{port}/")
    (state, *_) = json.loads(office.run("-c", END))
    assert state == "queued"  # stopped as by Ctrl-C, to be gone on with
    office.run("-m", "xunjian", "worker", "--queue", "scans", "--batch")
    assert json.loads(office.run("-c", LOOK)) == ["finished", PAGES + 1, ["resumed"], []]


@pytest.fixture
def port() -> int:
    """Free with the one after it, below those that the system hands out to whoever asks."""
    return next(
        one for one in range(20_000 + os.getpid() % 5_000, 32_000) if _is_free(one) and _is_free(one + 1)
    )


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def test_up_starts_all_restarts_one_and_stops_all(office: Office, port: int) -> None:
    up = office.start("-m", "xunjian", "up", "--port", str(port), "--no-sample")
    said = Said(up)
    started = [
        said.pid(title) for title in ("网页", "日程", *(f"后台任务（{title}）" for title in TITLES.values()))
    ]
    said.line(f"网页地址：http://127.0.0.1:{port}/（按 Ctrl-C 停止）")
    assert httpx.get(f"http://127.0.0.1:{port}/").status_code < 500
    assert "OPENBLAS_NUM_THREADS=1" in Path(f"/proc/{started[-1]}/environ").read_text().split("\0")
    os.kill(started[-1], signal.SIGKILL)
    said.line("后台任务（巡查）意外停止（退出码 -9）")
    started.append(said.pid("后台任务（巡查）", nth=2))
    up.terminate()
    said.line("已全部停止")
    up.communicate(timeout=60)
    assert up.returncode == 0
    for pid in started:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


class Said:
    """What a program says, in whatever order its parts come to speak."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        self._coming = process.stdout
        self._heard: list[str] = []

    def line(self, words: str, nth: int = 1) -> str:
        """The nth line with the words; fails when the program ends without saying them so often."""
        while len(found := [line for line in self._heard if words in line]) < nth:
            if not (line := self._coming.readline()):
                raise AssertionError(f"never said: {words}\n{''.join(self._heard)}")
            self._heard.append(line)
        return found[nth - 1]

    def pid(self, title: str, nth: int = 1) -> int:
        return int(self.line(f"{title}已启动（进程 ", nth).rpartition("进程 ")[2].rstrip("）\n"))


@pytest.mark.parametrize("command", ["serve", "worker", "schedule", "up", "scan"])
def test_without_a_database_one_line_says_what_to_do(tmp_path: Path, command: str) -> None:
    process = Office(tmp_path / "none").start("-m", "xunjian", command)
    said = process.communicate(timeout=60)[0]
    assert process.returncode == 2
    assert "xunjian setup" in said
    assert "Traceback" not in said


def test_a_taken_port_is_said_at_once(office: Office, portal: Portal) -> None:
    process = office.start("-m", "xunjian", "up", "--port", str(portal.port))
    said = process.communicate(timeout=60)[0]
    assert process.returncode == 2
    assert "--port" in said
    assert "已启动" not in said


def test_the_sample_portal_is_served_until_stopped(office: Office, port: int) -> None:
    demo = office.start("-m", "xunjian", "demo", "--serve", "--port", str(port))
    Said(demo).line(f"http://127.0.0.1:{port}/")
    assert "示范区人民政府" in httpx.get(f"http://127.0.0.1:{port}/").text
    demo.terminate()
    demo.communicate(timeout=60)
    assert demo.returncode == 130

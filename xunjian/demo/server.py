"""Serves the sample portal, and the other host it links to, on loopback."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from portal.errors import OutputError, why
from xunjian.demo.layout import Reply, page
from xunjian.demo.plants.security import strangers
from xunjian.demo.site import PNG, build

LOOPBACK = "127.0.0.1"
SAMPLE_PORT = 8901
MISSING = Reply(page("找不到网页", "<p>您要的网页不存在。</p>").body, 404)
AWAY = {
    "/a.js": Reply(b"void 0;", type="text/javascript"),
    "/": page("市人民政府", "<p>市人民政府门户网站。</p>"),
    "/guarded/": Reply("<p>请完成安全验证后继续访问</p>".encode(), 403),
    "/members/": Reply("<p>请登录</p>".encode(), 401),
    "/legal/": Reply("<p>不能访问</p>".encode(), 451),
    "/vehicle.html": page("年检预约", "<p>年检预约。</p>"),
    "/map.png": PNG,
    "/marriage.html": page("登记预约", "<p>登记预约。</p>"),
}


@dataclass(frozen=True, slots=True)
class Demo:
    """paths: what the portal answers, by path; a change is served at once."""

    url: str
    away: str
    paths: dict[str, Reply]


@contextmanager
def serve(today: date, port: int = 0) -> Iterator[Demo]:
    """The sample portal for a day, for as long as the context lasts; on free ports, or on `port` and the one after it,
    with a dead link to the one after that and hosts of strangers behind it. Raises OutputError where a port is taken.
    """
    with ExitStack() as stack:
        away = stack.enter_context(_serving(AWAY, port and port + 1))
        hosts = [
            stack.enter_context(_serving(answers, port and port + 3 + number))
            for number, answers in enumerate(strangers())
        ]
        paths: dict[str, Reply] = {}
        home = stack.enter_context(_serving(paths, port))
        dead = f"http://{LOOPBACK}:{port + 2 if port else _closed_port()}/booking/"
        paths.update(build(today, away, dead, tuple(hosts)))
        yield Demo(home, away, paths)


@contextmanager
def _serving(paths: Mapping[str, Reply], port: int) -> Iterator[str]:
    try:
        server = ThreadingHTTPServer((LOOPBACK, port), _handler(paths))
    except OSError as error:
        raise OutputError(
            f"示范门户不能在 {port} 端口上启动（{why(error)}）；请换一个端口：--port"
        ) from error
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://{LOOPBACK}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(paths: Mapping[str, Reply]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = (
            True  # head and body are two writes; else the second waits 40 ms for an answer to the first
        )

        def do_GET(self) -> None:
            reply = paths.get(self.path.partition("?")[0], MISSING)
            self.send_response(reply.status)
            for name, value in (
                ("Content-Type", reply.type),
                ("Content-Length", str(len(reply.body))),
                *reply.headers,
            ):
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(reply.body)

        do_HEAD = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler


def _closed_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])

"""Serves the sample portal, and the other host it links to, on loopback."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from xunjian.demo.layout import Reply, page
from xunjian.demo.site import build

LOOPBACK = "127.0.0.1"
MISSING = Reply(page("找不到网页", "<p>您要的网页不存在。</p>").body, 404)
AWAY = {
    "/": page("市人民政府", "<p>市人民政府门户网站。</p>"),
    "/guarded/": Reply("<p>请完成安全验证后继续访问</p>".encode(), 403),
}


@dataclass(frozen=True, slots=True)
class Demo:
    url: str
    away: str


@contextmanager
def serve(today: date) -> Iterator[Demo]:
    """The sample portal for a day, for as long as the context lasts."""
    with ExitStack() as stack:
        away = stack.enter_context(_serving(AWAY))
        paths: dict[str, Reply] = {}
        home = stack.enter_context(_serving(paths))
        paths.update(build(today, away, f"http://{LOOPBACK}:{_closed_port()}/booking/"))
        yield Demo(home, away)


@contextmanager
def _serving(paths: Mapping[str, Reply]) -> Iterator[str]:
    server = ThreadingHTTPServer((LOOPBACK, 0), _handler(paths))
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

"""A programmable web server on loopback. Routes are plain functions; everything asked is remembered."""

from __future__ import annotations

import socket
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: Mapping[str, str]
    time: int  # how many times this path was asked before, by any method


@dataclass
class Reply:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    drip: Callable[[], bytes | None] | None = None  # endless body: pieces until None or the client goes
    drop: bool = False  # close without an answer


Route = Reply | Callable[[Request], Reply]


def page(*links: str, title: str = "测试页面", text: str = "正文内容。", head: str = "") -> Reply:
    anchors = "".join(f'<li><a href="{href}">链接 {href}</a></li>' for href in links)
    html = (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title>{head}</head>"
        f"<body><h1>{title}</h1><p>{text}</p><ul>{anchors}</ul></body></html>"
    )
    return Reply(body=html.encode(), headers={"Content-Type": HTML})


def redirect(to: str, status: int = 302, **headers: str) -> Reply:
    return Reply(status, headers={"Location": to, **headers})


def missing(_: Request) -> Reply:
    return Reply(
        404, b"<html><title>404 Not Found</title><body>404 Not Found</body></html>", {"Content-Type": HTML}
    )


class _Six(ThreadingHTTPServer):
    address_family = socket.AF_INET6


class PortalServer:
    """`with PortalServer({"/": page("/a")}) as site: …`"""

    def __init__(
        self,
        routes: Mapping[str, Route],
        *,
        otherwise: Route = missing,
        host: str = "127.0.0.1",
        before: Callable[[Request], Reply | None] = lambda _: None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.routes = dict(routes)
        self.otherwise = otherwise
        self.before = before
        self.asked: Counter[str] = Counter()
        self.log: list[Request] = []
        self.connections = 0
        self._lock = threading.Lock()
        kind = _Six if ":" in host else ThreadingHTTPServer
        self._server = kind((host, 0), self._handler(), bind_and_activate=True)
        self._server.daemon_threads = True
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port: int = self._server.server_address[1]
        self.host = host
        self.url = f"{'https' if tls else 'http'}://{host}:{self.port}"

    def __enter__(self) -> Self:
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, method: str, path: str, headers: Mapping[str, str]) -> Reply:
        with self._lock:
            request = Request(method, path, headers, self.asked[path])
            self.asked[path] += 1
            self.log.append(request)
        early = self.before(request)
        if early is not None:
            return early
        route = self.routes.get(path, self.routes.get(path.partition("?")[0], self.otherwise))
        return route(request) if callable(route) else route

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def setup(self) -> None:
                outer.connections += 1
                super().setup()

            def log_message(self, *_: object) -> None:
                pass

            def _serve(self) -> None:
                reply = outer.answer(self.command, self.path, self.headers)
                if reply.drop:
                    self.close_connection = True
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                try:
                    self._send(reply)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def _send(self, reply: Reply) -> None:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if reply.drip is None:
                    if "Content-Length" not in reply.headers:
                        self.send_header("Content-Length", str(len(reply.body)))
                    self.end_headers()
                    if self.command != "HEAD":
                        self.wfile.write(reply.body)
                    return
                self.send_header("Connection", "close")
                self.end_headers()
                self.close_connection = True
                while self.command != "HEAD" and (piece := reply.drip()) is not None:
                    self.wfile.write(piece)

            do_GET = do_HEAD = _serve

        return Handler

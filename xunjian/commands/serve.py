"""serve: the pages."""

from __future__ import annotations

import socket
from typing import Annotated

import typer
from rich.console import Console

from portal.errors import XunjianError, why
from xunjian.office.start import start
from xunjian.office.stopping import stop_on_sigterm

THREADS = 8  # an office's clerks; pages wait for the database, not for the processor
out = Console(highlight=False)

Host = Annotated[str, typer.Option("--host", help="监听地址；0.0.0.0 表示让其他电脑也能访问")]
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="监听端口")]


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """启动网页。其他电脑要访问时，另在环境变量 XUNJIAN_HOSTS 中写明本机的名字或地址。"""
    start()
    from waitress import serve as serve_forever  # noqa: PLC0415 - only this command needs it

    from xunjian.office.ready import check_ready  # noqa: PLC0415 - Django must have started
    from xunjian.office.wsgi import application  # noqa: PLC0415

    check_ready()
    check_port(host, port)
    stop_on_sigterm()
    out.print(f"网页地址：{address(host, port)}（按 Ctrl-C 停止）", soft_wrap=True)
    serve_forever(application, host=host, port=port, threads=THREADS, ident="xunjian")


def check_port(host: str, port: int) -> None:
    """Raises XunjianError where nobody can listen there."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise XunjianError(
            f"不能在 {host} 的 {port} 端口上启动（{why(error)}）；请换一个端口：--port"
        ) from error


def address(host: str, port: int) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - shown, not listened on
    return f"http://{shown}:{port}/"

"""A real SMTP server on 127.0.0.1: keeps what it takes, byte for byte; refuses, hangs up or asks for a password on demand."""

from __future__ import annotations

import email
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "xunjian@sfq.example", "Passw0rd-of-the-office"


@dataclass
class Postbox:
    """aiosmtpd's handler. answer: to the end of DATA; "" hangs up instead, after the mail was kept."""

    mails: list[bytes] = field(default_factory=list)
    tos: list[str] = field(default_factory=list)
    answer: str = "250 OK"
    recipient: str = "250 OK"
    taking: Callable[[], None] = lambda: None  # called when a mail is kept, before the answer

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        if not self.answer or self.answer.startswith("250"):
            self.mails.append(envelope.content)
            self.tos += envelope.rcpt_tos
            self.taking()
        if not self.answer:
            assert server.transport is not None
            server.transport.abort()
        return self.answer or "250 OK"

    def read(self) -> list[EmailMessage]:
        return [email.message_from_bytes(mail, policy=default) for mail in self.mails]


def authenticate(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
) -> AuthResult:
    right = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=data == right, handled=False)


class Server:
    """Up inside the block, on a port of its own; `port` may name one that was used before."""

    def __init__(self, box: Postbox, port: int = 0, **options: object) -> None:
        self.box, self.port = box, port or free_port()
        self._controller = Controller(box, hostname="127.0.0.1", port=self.port, **options)  # type: ignore[arg-type]

    def __enter__(self) -> Server:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])

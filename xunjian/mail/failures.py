"""How a message can fail to go out, in words for a clerk. Raised by what talks to the servers, dealt with by `rounds`."""

from __future__ import annotations


class NotSent(Exception):
    """The server did not take the message. final: no use trying again."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


class ServerDown(NotSent):
    """No other message can be sent there now either, whoever it is for."""


class InDoubt(Exception):
    """The message was handed over and no answer came: it may have arrived."""

"""Functions of other rooms that jobs call, looked up when they are called.

Until a room is on main its part is left out: this module then shrinks to plain imports.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any


def send_digests(at: datetime) -> None:
    if send := _find("xunjian.mail", "digests", "send_due"):
        send(at)


def deliver_due(at: datetime) -> None:
    if deliver := _find("xunjian.mail", "outbox", "deliver_due"):
        deliver(at)


def _find(room: str, module: str, name: str) -> Callable[..., Any] | None:
    if find_spec(room) is None or find_spec(f"{room}.{module}") is None:
        return None
    return getattr(import_module(f"{room}.{module}"), name)  # type: ignore[no-any-return]

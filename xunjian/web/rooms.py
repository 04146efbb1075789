"""Functions of other rooms that pages call, looked up when they are called.

Until a room is on main its part is left out: this module then shrinks to plain imports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from portal.errors import XunjianError
from xunjian.store.models import ScanKind, Site, User


def request_audit(site: Site, at: datetime, user: User) -> None:
    """Raises XunjianError."""
    request = _find("xunjian.jobs", "scans", "request_scan")
    if request is None:
        raise XunjianError("后台任务还没有装上，不能开始检查。")
    request(site, ScanKind.AUDIT, at, user)


def missed_nights(at: datetime) -> list[Any]:
    """jobs.nights.MissedNight"""
    missed = _find("xunjian.jobs", "nights", "missed_nights")
    return list(missed(at)) if missed else []


def countdowns() -> list[Any]:
    """jobs.countdowns.Countdown"""
    listed = _find("xunjian.jobs", "countdowns", "countdowns")
    return list(listed()) if listed else []


def availability(site: Site, at: datetime) -> Any:  # noqa: ANN401 - a type of a room that may not be there
    """jobs.probes.Availability, or None"""
    look = _find("xunjian.jobs", "probes", "availability")
    return look(site, at) if look else None


def precisions(sites: Iterable[Site]) -> dict[str, Any]:
    """ledger.precision.RulePrecision by rule"""
    measure = _find("xunjian.ledger", "precision", "precisions")
    return {measured.rule: measured for measured in measure(sites)} if measure else {}


def send_mail(key: str, to: str, subject: str, body: str, at: datetime) -> str:
    """Sends it now with all that waits; what went wrong, or "" """
    post, deliver = _find("xunjian.mail", "outbox", "post"), _find("xunjian.mail", "outbox", "deliver_due")
    if post is None or deliver is None:
        return "发信还没有装上。"
    message, _ = post(key, to=to, subject=subject, body=body, at=at)
    delivery = deliver(at)
    message.refresh_from_db()
    return "" if message.state == "sent" else message.error or delivery.problem or "还没有发出，稍后会再试。"


def _find(room: str, module: str, name: str) -> Callable[..., Any] | None:
    if find_spec(room) is None or find_spec(f"{room}.{module}") is None:
        return None
    return getattr(import_module(f"{room}.{module}"), name)  # type: ignore[no-any-return]

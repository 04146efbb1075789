"""Knobs that are no office's business: how patient the crawler is. Tests set the waits to zero."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tuning:
    """Times in seconds."""

    looks: int = 3  # at 5xx, timeouts and dropped connections before a link is called broken
    spacing: float = 15.0  # before the second of those looks; doubles after that
    breaker_run: int = 10  # failures in a row that pause a host
    breaker_window: int = 20  # …or half of so many answers
    breaker_pause: float = 30.0  # doubles with each pause
    breaker_pauses: int = 3  # then the host is given up
    slow_step: float = 0.25  # first delay put on a host that says 429 or 5xx; doubles
    slow_most: float = 10.0
    retry_after_most: float = 120.0  # one Retry-After that is waited out
    retry_after_total: float = 600.0  # all of them, for one host
    external_per_host: int = 2
    baselines: int = 30  # directories asked for an address that cannot exist
    commit_every: float = 0.5


PATIENT = Tuning()

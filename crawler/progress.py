"""What a scan says about itself while it runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a scan is. `state` is "" or what slows it down, in Chinese."""

    pages_done: int
    pages_waiting: int
    targets_done: int
    targets_waiting: int
    host: str = ""
    state: str = ""


class Progress(Protocol):
    def update(self, standing: Standing) -> None: ...

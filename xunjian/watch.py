"""Who is told how far a scan is: the terminal, or the office's row of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from crawler import Progress


class Watch(Protocol):
    """counting: over pages; what it gives is called with the number of pages done."""

    def crawling(self) -> AbstractContextManager[Progress]: ...
    def counting(self, text: str, total: int) -> AbstractContextManager[Callable[[int], None]]: ...
    def reporting(self) -> AbstractContextManager[None]: ...

"""How a training says how far it is: stages, each of a known size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")
EVERY = 100  # items between two reports of `watched`


class Progress(Protocol):
    def begin(self, stage: str, total: int, unit: str) -> None:
        """A stage of `total` units begins, and the one before it is over."""

    def at(self, done: int, state: str = "") -> None:
        """So much of the stage is done. state: figures to be shown beside it."""

    def tell(self, text: str) -> None:
        """A line that stays."""


class Silent:
    """Tells nobody."""

    def begin(self, stage: str, total: int, unit: str) -> None:
        pass

    def at(self, done: int, state: str = "") -> None:
        pass

    def tell(self, text: str) -> None:
        pass


def watched(items: Sequence[T], progress: Progress, stage: str, unit: str) -> Iterator[T]:
    """The items, told of as a stage."""
    progress.begin(stage, len(items), unit)
    yield from told(items, progress)


def told(items: Iterable[T], progress: Progress) -> Iterator[T]:
    """The items, each counted as one unit of the running stage."""
    number = 0
    for number, item in enumerate(items, 1):
        yield item
        if number % EVERY == 0:
            progress.at(number)
    progress.at(number)

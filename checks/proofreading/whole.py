"""Files that are there whole or not at all, so that a training can be stopped at any moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """Written beside and put in place at the end."""
    beside = path.with_name(f"{path.name}.new")
    with beside.open("wb") as file:
        yield file
    beside.replace(path)

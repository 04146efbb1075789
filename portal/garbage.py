"""Fewer garbage collections: a scan makes millions of records and hardly a cycle among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

EVERY = 20_000  # new objects between collections; at Python's 700 they are a twelfth of a crawl


@contextmanager
def seldom_collected() -> Iterator[None]:
    """For the length of a scan or a judgement, in the whole process; also a decorator."""
    before = gc.get_threshold()
    gc.set_threshold(EVERY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)

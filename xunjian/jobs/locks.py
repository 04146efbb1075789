"""One site, one worker. The lock is the operating system's: it goes with the process that held it, even killed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from xunjian.store.models import Site

NAME = "worker.lock"


@contextmanager
def site_held(site: Site) -> Iterator[bool]:
    """Holds the site for as long as the context lasts; false where somebody else holds it."""
    site.folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(site.folder / NAME)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()

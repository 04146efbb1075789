"""One thing, one worker. The lock is the operating system's: it goes with the process that held it, even killed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from xunjian.store.models import Site

NAME = "worker.lock"


def site_held(site: Site) -> AbstractContextManager[bool]:
    """Holds the site for as long as the context lasts; false where somebody else holds it."""
    return held(site.folder / NAME)


@contextmanager
def held(path: Path) -> Iterator[bool]:
    """The same for whatever the file stands for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()

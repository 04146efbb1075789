"""The folder a snapshot is written into: one writer at a time, and what goes wrong there in one line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from portal.errors import OutputError, why


def take(folder: Path) -> FileLock:
    """The right to write a snapshot; it goes with the process that held it, even killed. Raises OutputError."""
    lock = FileLock(folder.with_name(f".{folder.name}.lock"))
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise OutputError(
            f"另一个 xunjian 正在采集到这里：{folder}；请等它做完，或用 --output 另选文件夹"
        ) from error
    return lock


def give_back(lock: FileLock) -> None:
    Path(lock.lock_file).unlink(missing_ok=True)
    lock.release()


@contextmanager
def writing(folder: Path | None) -> Iterator[None]:
    """What the disk refuses is raised as OutputError."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        raise OutputError(
            f"写不进文件夹 {folder}：{why(error)}；请检查权限和剩余空间，腾出空间后用同一命令继续"
        ) from error

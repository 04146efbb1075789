"""What the system says, in a clerk's words."""

from __future__ import annotations

import errno
import sqlite3

import pytest

from portal.errors import why


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘已满"),
        (OSError(errno.EROFS, "Read-only file system"), "磁盘是只读的"),
        (OSError(errno.EXDEV, "Invalid cross-device link"), "Invalid cross-device link"),
        (sqlite3.OperationalError("database or disk is full"), "磁盘已满"),
        (sqlite3.DatabaseError("database disk image is malformed"), "数据库文件已损坏"),
        (sqlite3.OperationalError("no such table: x"), "no such table: x"),
    ],
)
def test_reasons(error: Exception, words: str) -> None:
    assert why(error) == words

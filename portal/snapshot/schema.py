"""Tables of snapshot.sqlite. The frontier lives in `target`, so that a page and its links commit together."""

from __future__ import annotations

import sqlite3
from enum import IntEnum
from pathlib import Path

from portal.errors import SnapshotError
from portal.snapshot import cleared

VERSION = 1
FILE = "snapshot.sqlite"
THINNED = "evidence.sqlite"  # in its place once the contents of pages were cleared away
RECORDS = "records"  # the fact that holds portal.records.Records

VEIL = "CREATE TABLE IF NOT EXISTS veil (id INTEGER PRIMARY KEY REFERENCES target, rules BLOB NOT NULL)"
ATTACHMENT = """CREATE TABLE IF NOT EXISTS attachment (
  id INTEGER PRIMARY KEY REFERENCES target, reading TEXT NOT NULL, content BLOB NOT NULL, digest TEXT NOT NULL,
  warc TEXT NOT NULL DEFAULT '', offset INTEGER NOT NULL DEFAULT 0)"""
TABLES = f"""
CREATE TABLE fact (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE target (
  id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, depth INTEGER NOT NULL,
  state INTEGER NOT NULL DEFAULT 0, etag TEXT NOT NULL DEFAULT '', modified TEXT NOT NULL DEFAULT '',
  verdict TEXT, probe BLOB);
CREATE INDEX target_queued ON target (kind, id) WHERE state = 0;
CREATE INDEX target_verdict ON target (verdict);
CREATE TABLE page (
  id INTEGER PRIMARY KEY REFERENCES target, published TEXT, content BLOB NOT NULL, links BLOB NOT NULL,
  digest TEXT NOT NULL, warc TEXT NOT NULL DEFAULT '', offset INTEGER NOT NULL DEFAULT 0);
CREATE TABLE sheet (id INTEGER PRIMARY KEY REFERENCES target, links BLOB NOT NULL);
{VEIL};
{ATTACHMENT};
CREATE TABLE unreached (url TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE baseline (directory TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE note (
  kind TEXT NOT NULL, host TEXT NOT NULL, message TEXT NOT NULL, PRIMARY KEY (kind, host)) WITHOUT ROWID;
"""


class State(IntEnum):
    """Where a target is on its way. TAKEN rows become QUEUED again when a killed scan resumes.

    DOUBT: answered, but badly; it is asked again before the scan ends.
    """

    QUEUED = 0
    TAKEN = 1
    DONE = 2
    DOUBT = 3


def create(path: str | Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    if str(path) != ":memory:":
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
    database.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
    return database


def is_there(folder: Path) -> bool:
    """Whether a snapshot lies there, whole or thinned out."""
    return (folder / FILE).is_file() or (folder / THINNED).is_file()


def connect(folder: Path, *, read_only: bool, thinned: bool = False) -> sqlite3.Connection:
    """Open an existing snapshot. Raises SnapshotError when it is missing, damaged, of another version, or (unless
    allowed) thinned out.
    """
    path = folder / FILE
    if not path.is_file() and thinned:
        path = folder / THINNED
    if not path.is_file():
        raise SnapshotError(_why_not_there(folder))
    mode = "ro" if read_only else "rw"
    try:
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
        version = database.execute("PRAGMA user_version").fetchone()[0]
        database.execute("SELECT count(*) FROM fact").fetchone()
        if not read_only:
            for later in (VEIL, ATTACHMENT):  # scans begun before there were these
                database.execute(later)
    except sqlite3.DatabaseError as error:
        raise SnapshotError(f"快照已损坏：{path}（{error}）；请用备份恢复，或重新采集") from error
    if version != VERSION:
        raise SnapshotError(f"快照版本是 {version}，本程序只读版本 {VERSION}：{path}")
    return database


def _why_not_there(folder: Path) -> str:
    if gone := cleared.read_cleared(folder):
        kept = "，只留下问题的证据" if (folder / THINNED).is_file() else ""
        return f"这次检查的快照已按保留设置清理{kept}（{gone.at[:10]}，{gone.why}）：{folder.name}"
    return f"这里没有快照：{folder}（缺少 {FILE}）"

"""What the scans of a site saw of each page, over time: when first, under which dates, with which text."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portal.calendar import CHINA
from portal.errors import SnapshotError
from portal.page import Page
from portal.snapshot.reader import Snapshot

FILE = "history.sqlite"
SURE = frozenset({"label", "script"})  # ways of finding a date that leave no doubt
TEXT_LEAST = 200  # characters of an article that tell it from others

TABLES = """
CREATE TABLE IF NOT EXISTS scan (name TEXT PRIMARY KEY, day TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sight (
  url TEXT NOT NULL, scan TEXT NOT NULL, body TEXT NOT NULL, published TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (url, scan)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sight_text ON sight (text) WHERE text <> '';
"""


@dataclass(frozen=True, slots=True)
class Sight:
    """A page as it looked from the scan of `day` on, until the next sight. published: None where not sure."""

    url: str
    day: date
    published: date | None


class History:
    """As of one scan: what later ones saw is left out. Lost, it is made again from the snapshots that are there."""

    def __init__(self, database: sqlite3.Connection, until: str) -> None:
        self._db = database
        self._until = until

    @classmethod
    def empty(cls) -> History:
        return cls(_connect(":memory:"), "")

    @classmethod
    def of(cls, snapshot: Snapshot) -> History:
        """The history beside a snapshot, brought up to it. Raises SnapshotError when it cannot be read or written."""
        if snapshot.folder is None:
            return cls.empty()
        shelf, until = snapshot.folder.parent, snapshot.folder.name
        try:
            database = _connect(str(shelf / FILE))
            known = {name for (name,) in database.execute("SELECT name FROM scan")}
            for folder in sorted(path for path in shelf.iterdir() if path.is_dir()):
                if folder.name <= until and folder.name not in known:
                    _add(database, folder)
        except (sqlite3.DatabaseError, OSError) as error:
            raise SnapshotError(
                f"历史记录读写不了：{shelf / FILE}（{error}）；删去这个文件后会由各次快照重建"
            ) from error
        return cls(database, until)

    def close(self) -> None:
        self._db.close()

    def record(self, name: str, day: date, pages: Iterator[Page]) -> None:
        """What a scan saw; for one in memory. The view then reaches to that scan."""
        _record(self._db, name, day, ((page.url, page.digest, page) for page in pages))
        self._until = max(self._until, name)

    def sights(self, url: str) -> tuple[Sight, ...]:
        """Of one page, oldest first."""
        rows = self._db.execute(
            "SELECT url, day, published FROM sight JOIN scan ON scan = name WHERE url = ? AND scan <= ? ORDER BY scan",
            (url, self._until),
        )
        return tuple(map(_sight, rows))

    def same_text(self, page: Page) -> tuple[Sight, ...]:
        """Sights of other pages with the very text of an article, oldest first; () for a short one."""
        mark = text_mark(page)
        rows = self._db.execute(
            "SELECT url, day, published FROM sight JOIN scan ON scan = name "
            "WHERE text = ? AND text <> '' AND url <> ? AND scan <= ? ORDER BY scan, url",
            (mark, page.url, self._until),
        )
        return tuple(map(_sight, rows))

    @property
    def days(self) -> tuple[date, ...]:
        """Days of the scans, oldest first."""
        rows = self._db.execute("SELECT day FROM scan WHERE name <= ? ORDER BY name", (self._until,))
        return tuple(date.fromisoformat(day) for (day,) in rows)


def text_mark(page: Page) -> str:
    """A mark of the article's text without white space; "" where it is too short to tell anything."""
    text = re.sub(r"\s+", "", page.main_text)
    return hashlib.sha256(text.encode()).hexdigest()[:24] if len(text) >= TEXT_LEAST else ""


def _connect(path: str) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript(TABLES)
    return database


def _add(database: sqlite3.Connection, folder: Path) -> None:
    """A finished snapshot; a stopped or damaged one is left for later."""
    try:
        snapshot = Snapshot.open(folder)
    except SnapshotError:
        return
    try:
        day = snapshot.reference_time.astimezone(CHINA).date()
        _record(database, folder.name, day, _changed(database, snapshot))
    finally:
        snapshot.close()


def _changed(database: sqlite3.Connection, snapshot: Snapshot) -> Iterator[tuple[str, str, Page]]:
    """Pages whose body is not the one last seen; the others are not even unpacked."""
    last = dict(
        database.execute("SELECT url, body FROM (SELECT url, body, max(scan) FROM sight GROUP BY url)")
    )
    for url, digest in snapshot.digests():
        if last.get(url) != digest and (page := snapshot.page(url)):
            yield url, digest, page


def _record(
    database: sqlite3.Connection, name: str, day: date, pages: Iterator[tuple[str, str, Page]]
) -> None:
    rows = [(url, name, digest, _sure(page), text_mark(page)) for url, digest, page in pages]
    database.execute("BEGIN IMMEDIATE")
    database.executemany("INSERT OR REPLACE INTO sight VALUES (?, ?, ?, ?, ?)", rows)
    database.execute("INSERT OR REPLACE INTO scan VALUES (?, ?)", (name, day.isoformat()))
    database.execute("COMMIT")


def _sure(page: Page) -> str:
    published = page.published
    return published.date.isoformat() if published.date and published.how in SURE else ""


def _sight(row: tuple[str, str, str]) -> Sight:
    url, day, published = row
    return Sight(url, date.fromisoformat(day), date.fromisoformat(published) if published else None)

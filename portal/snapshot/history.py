"""What the scans of a site saw of each page, over time: when first, under which dates, with which text; and what each
scan's pages took in from where.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portal import urls
from portal.calendar import CHINA
from portal.errors import SnapshotError
from portal.page import Page
from portal.snapshot.facts import READER
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
CREATE TABLE IF NOT EXISTS reading (url TEXT PRIMARY KEY, mark TEXT NOT NULL, embedded TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS carriers (
  scan TEXT NOT NULL, embedded TEXT NOT NULL, pages INTEGER NOT NULL, PRIMARY KEY (scan, embedded)) WITHOUT ROWID;
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
            known = {name for (name,) in database.execute("SELECT DISTINCT scan FROM carriers")}
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
        held = {page.url: page for page in pages}
        _record(self._db, name, day, [(page.url, page.digest, "") for page in held.values()], held.get)
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

    def embedded(self, scan: str) -> Mapping[tuple[str, ...], int]:
        """Roots of the hosts that pages of a scan took scripts and frames from or sent forms to: how many pages had just
        these. Empty for a scan that is not known.
        """
        rows = self._db.execute("SELECT embedded, pages FROM carriers WHERE scan = ?", (scan,))
        return {tuple(roots.split()): pages for roots, pages in rows}


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
        reader = snapshot.facts.get(READER, "")
        seen = ((url, digest, f"{digest} {reader}") for url, digest in snapshot.digests())
        _record(database, folder.name, day, seen, snapshot.page)
    finally:
        snapshot.close()


def _record(
    database: sqlite3.Connection,
    name: str,
    day: date,
    seen: Iterable[tuple[str, str, str]],
    read: Callable[[str], Page | None],
) -> None:
    """Pages as (address, digest of the body, mark of that body as read by one version of the reader).

    One whose body is the one last seen, and whose mark is known, is not even unpacked.
    """
    last = _last_bodies(database, name)
    known = {url: (mark, roots) for url, mark, roots in database.execute("SELECT * FROM reading")}
    sights, readings = [], []
    carriers: Counter[str] = Counter()
    for url, digest, mark in seen:
        changed = last.get(url) != digest
        old, roots = known.get(url, ("", ""))
        if (changed or old != mark) and (page := read(url)):
            roots = _roots(page)
            readings.append((url, mark, roots))
            if changed:
                sights.append((url, name, digest, _sure(page), text_mark(page)))
        carriers[roots] += 1
    database.execute("BEGIN IMMEDIATE")
    database.executemany("INSERT OR REPLACE INTO sight VALUES (?, ?, ?, ?, ?)", sights)
    database.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", readings)
    database.executemany(
        "INSERT OR REPLACE INTO carriers VALUES (?, ?, ?)", [(name, *each) for each in carriers.items()]
    )
    database.execute("INSERT OR REPLACE INTO scan VALUES (?, ?)", (name, day.isoformat()))
    database.execute("COMMIT")


def _last_bodies(database: sqlite3.Connection, scan: str) -> dict[str, str]:
    """Digest of each page's body as last seen before a scan."""
    rows = "SELECT url, body, max(scan) FROM sight WHERE scan < ? GROUP BY url"
    return {url: body for url, body, _ in database.execute(rows, (scan,))}


def _roots(page: Page) -> str:
    """Roots of the hosts a page takes something in from, parted by spaces."""
    return " ".join(sorted({urls.join(url, "/")[0] for url in page.embedded}))


def _sure(page: Page) -> str:
    published = page.published
    return published.date.isoformat() if published.date and published.how in SURE else ""


def _sight(row: tuple[str, str, str]) -> Sight:
    url, day, published = row
    return Sight(url, date.fromisoformat(day), date.fromisoformat(published) if published else None)

"""Writes a snapshot while it is gathered. Everything between two commits is kept or lost together."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from portal.access import Certificate, Ipv6, SearchAnswer
from portal.errors import OutputError, SnapshotError
from portal.page import Hiding, Link, Page
from portal.profile import Profile
from portal.records import Records
from portal.snapshot import codec, manifest, output, schema
from portal.snapshot.archive import Archive
from portal.snapshot.facts import CERTIFICATE, IPV6, SEARCH, Capture, Note, PageRow, Unreached, Validators
from portal.snapshot.files import Files
from portal.snapshot.reader import Snapshot
from portal.snapshot.schema import RECORDS, State
from portal.target import Baseline, Probe, Target, TargetKind

TargetRow = tuple[str, TargetKind, int]  # url, kind, depth


class SnapshotWriter:
    """The one writer of a snapshot. `folder` is None for a snapshot in memory (no archive, no manifest)."""

    def __init__(
        self, database: sqlite3.Connection, folder: Path | None, lock: FileLock | None = None
    ) -> None:
        self.folder = folder
        self._lock = lock
        self._db = database
        self._archive = Archive(folder) if folder else None
        self._held: dict[str, Capture] = {}  # instead of an archive, in memory
        self.files = Files(database, self._archive)
        # hashes of every address, for callers who ask a hundred times a page
        self.known = {hash(url) for (url,) in database.execute("SELECT url FROM target")}

    @classmethod
    def create(cls, folder: Path, profile: Profile, reference_time: datetime) -> SnapshotWriter:
        """Start a snapshot in a new or empty folder. Raises OutputError when it cannot be written."""
        with output.writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
            if any(folder.iterdir()):
                raise OutputError(f"快照文件夹不是空的：{folder}")
            lock = output.take(folder)
            return cls(schema.create(folder / schema.FILE), folder, lock)._begin(profile, reference_time)

    @classmethod
    def resume(cls, folder: Path) -> SnapshotWriter:
        """Go on with a stopped scan; what was not committed is taken back. OutputError: another program is at it."""
        lock = output.take(folder)
        writer = cls(schema.connect(folder, read_only=False), folder, lock)
        facts = dict(writer._db.execute("SELECT key, value FROM fact"))
        if "finished" in facts:
            raise SnapshotError(f"这次采集已经完成：{folder}")
        writer._db.execute("UPDATE target SET state = 0 WHERE state = 1")
        if writer._archive and "archive" in facts:
            name, length = json.loads(facts["archive"])
            writer._archive.rewind(name, length)
        return writer

    @classmethod
    def memory(cls, profile: Profile, reference_time: datetime) -> SnapshotWriter:
        return cls(schema.create(":memory:"), None)._begin(profile, reference_time)

    def _begin(self, profile: Profile, reference_time: datetime) -> SnapshotWriter:
        self.fact("profile", profile.model_dump_json(by_alias=True))
        self.fact("reference_time", reference_time.isoformat())
        self.fact("started", datetime.now(UTC).isoformat(timespec="seconds"))
        self.commit()
        return self

    def add(self, rows: Iterable[TargetRow]) -> int:
        """Queue addresses never seen in this scan; returns how many were new."""
        fresh = [row for row in dict.fromkeys(rows) if hash(row[0]) not in self.known]
        if fresh:
            self.known.update(hash(row[0]) for row in fresh)
            self._transaction()
            statement = "INSERT OR IGNORE INTO target (url, kind, depth) VALUES (?, ?, ?)"
            self._db.executemany(statement, fresh)
        return len(fresh)

    def knows(self, url: str) -> bool:
        return hash(url) in self.known

    def take(self, kinds: Iterable[TargetKind], limit: int) -> list[Target]:
        """Hand out queued targets, oldest first; they come back after a kill unless stored."""
        marks = ",".join(f"'{kind.value}'" for kind in kinds)
        found = self._db.execute(
            f"SELECT id, url, kind, depth, probe FROM target WHERE state = 0 AND kind IN ({marks}) "
            "ORDER BY id LIMIT ?",
            (limit,),
        ).fetchall()
        if found:
            self._transaction()
            statement = f"UPDATE target SET state = {State.TAKEN} WHERE id = ?"
            self._db.executemany(statement, [(row[0],) for row in found])
        return [codec.unpack_target(row[1:]) for row in found]

    def refuse(self, rows: Iterable[TargetRow], probe: Probe, reason: str = "") -> None:
        """Record addresses that will not be asked; with a reason they are named in the coverage statement."""
        fresh = [row for row in dict.fromkeys(rows) if hash(row[0]) not in self.known]
        if not fresh:
            return
        self.known.update(hash(row[0]) for row in fresh)
        self._transaction()
        self._db.executemany(
            "INSERT OR IGNORE INTO target (url, kind, depth, state, verdict, probe) "
            f"VALUES (?, ?, ?, {State.DONE}, '{probe.verdict.value}', x'{codec.pack_probe(probe).hex()}')",
            fresh,
        )
        for row in fresh if reason else ():
            self.store_unreached(Unreached(row[0], reason))

    def doubtful(self) -> list[Target]:
        """Targets that are to be asked again."""
        rows = self._db.execute(
            f"SELECT url, kind, depth, probe FROM target WHERE state = {State.DOUBT} ORDER BY id"
        )
        return [codec.unpack_target(row) for row in rows]

    def requeue(self, urls: Iterable[str], kind: TargetKind | None = None) -> None:
        """Have targets handed out once more, as another kind where one is given."""
        self._transaction()
        change = ", kind = ?" if kind else ""
        rows = [(kind, url) if kind else (url,) for url in urls]
        self._db.executemany(f"UPDATE target SET state = {State.QUEUED}{change} WHERE url = ?", rows)

    def targets(
        self, kinds: Iterable[TargetKind] = tuple(TargetKind), *, open_only: bool = False
    ) -> list[Target]:
        """All targets of some kinds, or those not asked yet, in the order found."""
        marks = ",".join(f"'{kind.value}'" for kind in kinds)
        still = f" AND state < {State.DONE}" if open_only else ""
        rows = self._db.execute(
            f"SELECT url, kind, depth, probe FROM target WHERE kind IN ({marks}){still} ORDER BY id"
        )
        return [codec.unpack_target(row) for row in rows]

    def standing(self, kinds: Iterable[TargetKind]) -> tuple[int, int]:
        """How many targets of some kinds are answered, and how many wait."""
        marks = ",".join(f"'{kind.value}'" for kind in kinds)
        statement = f"SELECT count(*), total(state < {State.DONE}) FROM target WHERE kind IN ({marks})"
        count, waiting = self._db.execute(statement).fetchone()
        return count - int(waiting), int(waiting)

    def pages(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM page").fetchone()[0])

    def store_page(self, page: Page, probe: Probe, validators: Validators, capture: Capture | None) -> None:
        """A page, its answer and its evidence; the caller queues its links before the next commit."""
        content, links = codec.pack_page(page)
        published = page.published.date.isoformat() if page.published.date else None
        self.adopt_page(page.url, PageRow(published, content, links, page.digest), probe, validators, capture)

    def adopt_page(
        self, url: str, row: PageRow, probe: Probe, validators: Validators, capture: Capture | None
    ) -> None:
        """A page taken over from the scan before, as it is stored there."""
        name, offset = self._archive.write(capture) if self._archive and capture else ("", 0)
        if self._archive is None and capture:
            self._held[url] = capture
        self.store_probe(url, probe, validators)
        self._db.execute(
            "INSERT OR REPLACE INTO page VALUES ((SELECT id FROM target WHERE url = ?), ?, ?, ?, ?, ?, ?)",
            (url, row.published, row.content, row.links, row.digest, name, offset),
        )

    def store_sheet(self, url: str, links: tuple[Link, ...]) -> None:
        """What a stylesheet refers to; the caller queues it before the next commit."""
        self._transaction()
        self._db.execute(
            "INSERT OR REPLACE INTO sheet VALUES ((SELECT id FROM target WHERE url = ?), ?)",
            (url, codec.pack_links(links)),
        )

    def store_hidings(self, url: str, rules: tuple[Hiding, ...]) -> None:
        """What a stylesheet hides."""
        self._transaction()
        self._db.execute(
            "INSERT OR REPLACE INTO veil VALUES ((SELECT id FROM target WHERE url = ?), ?)",
            (url, codec.pack_hidings(rules)),
        )

    def store_probe(
        self,
        url: str,
        probe: Probe,
        validators: Validators | None = None,
        *,
        doubt: bool = False,
        kind: TargetKind | None = None,
    ) -> None:
        """The answer for a target that was added before; a later look replaces an earlier one.

        `doubt` keeps it for another look; `kind` says what the target turned out to be.
        """
        given = validators or Validators()
        self._transaction()
        self._db.execute(
            "UPDATE target SET state = ?, verdict = ?, probe = ?, etag = ?, modified = ?, "
            "kind = coalesce(?, kind) WHERE url = ?",
            (
                State.DOUBT if doubt else State.DONE,
                probe.verdict,
                codec.pack_probe(probe),
                given.etag,
                given.modified,
                kind,
                url,
            ),
        )

    def store_unreached(self, missing: Unreached) -> None:
        self._transaction()
        self._db.execute("INSERT OR IGNORE INTO unreached VALUES (?, ?)", (missing.url, missing.reason))

    def unreached(self, reason: str) -> int:
        """How many addresses were not looked at for a reason."""
        row = self._db.execute("SELECT count(*) FROM unreached WHERE reason = ?", (reason,)).fetchone()
        return int(row[0])

    def store_note(self, note: Note) -> None:
        """One note per kind and host; the latest message stands."""
        self._transaction()
        self._db.execute("INSERT OR REPLACE INTO note VALUES (?, ?, ?)", (note.kind, note.host, note.message))

    def store_baseline(self, baseline: Baseline) -> None:
        self._transaction()
        row = (baseline.directory, codec.pack_baseline(baseline))
        self._db.execute("INSERT OR REPLACE INTO baseline VALUES (?, ?)", row)

    def store_access(self, found: Certificate | Ipv6) -> None:
        self.fact(CERTIFICATE if isinstance(found, Certificate) else IPV6, codec.fact_of(found))

    def store_searches(self, answers: tuple[SearchAnswer, ...]) -> None:
        self.fact(SEARCH, codec.fact_of(answers))

    def store_beside(self, captures: Iterable[Capture]) -> None:
        """Seal as evidence what is no page of the site: search results, lists fetched by script."""
        for capture in captures:
            if self._archive:
                self._archive.write(capture)

    def fact(self, key: str, value: str) -> None:
        self._transaction()
        self._db.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (key, value))

    def store_records(self, records: Records) -> None:
        """What was observed besides the crawl; told anew when a stopped scan goes on, it replaces what was told."""
        self.fact(RECORDS, records.pack())

    def commit(self) -> None:
        """Make everything so far durable, evidence first."""
        if not self._db.in_transaction:
            return
        with output.writing(self.folder):
            if self._archive:
                self._archive.flush()
                self.fact("archive", json.dumps(self._archive.position))
            self._db.execute("COMMIT")

    def finish(self, previous: Path | None = None) -> None:
        """Close the scan and seal the folder."""
        self.fact("finished", datetime.now(UTC).isoformat(timespec="seconds"))
        self.commit()
        if self.folder is None:
            return
        with output.writing(self.folder):
            self._db.execute("PRAGMA journal_mode = DELETE")
            sealed = "SELECT key, value FROM fact WHERE key NOT IN ('profile', 'records', ?)"
            facts = dict(self._db.execute(sealed, (SEARCH,)))
            self.close()
            manifest.seal(self.folder, facts, previous)

    def close(self) -> None:
        """Stop without sealing: the scan can be resumed."""
        try:
            self.commit()
            if self._archive:
                self._archive.close()
        finally:
            self._db.close()
            if self._lock:
                output.give_back(self._lock)

    def snapshot(self) -> Snapshot:
        """What has been written so far, for reading."""
        self.commit()
        return Snapshot(self._db, self.folder, self._held)

    def _transaction(self) -> None:
        if not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")

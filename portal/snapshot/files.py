"""Attachments of a snapshot while it is gathered: what was read of each, its bytes sealed."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping

from portal.attachment import Reading
from portal.snapshot.archive import Archive
from portal.snapshot.facts import AttachmentRow, Capture
from portal.target import TargetKind, Verdict


class Files:
    """Belongs to a writer: its answer is stored first, what is stored here is kept or lost with it."""

    def __init__(self, database: sqlite3.Connection, archive: Archive | None) -> None:
        self._db = database
        self._archive = archive

    def store(self, url: str, row: AttachmentRow, capture: Capture | None = None) -> None:
        """A later look replaces an earlier one."""
        name, offset = self._archive.write(capture) if self._archive and capture else ("", 0)
        self._db.execute(
            "INSERT OR REPLACE INTO attachment VALUES ((SELECT id FROM target WHERE url = ?), ?, ?, ?, ?, ?)",
            (url, row.reading, row.content, row.digest, name, offset),
        )

    def readings(self) -> Mapping[str, int]:
        """How many attachments that open were read how far; under UNREAD those too that nobody looked into."""
        found = Counter(
            dict(
                self._db.execute(
                    "SELECT reading, count(*) FROM attachment JOIN target USING (id) WHERE verdict <> ? GROUP BY reading",
                    (Verdict.BROKEN,),
                )
            )
        )
        opened = "SELECT count(*) FROM target WHERE kind = ? AND verdict IN (?, ?)"
        row = self._db.execute(opened, (TargetKind.ATTACHMENT, Verdict.OK, Verdict.TLS)).fetchone()
        found[Reading.UNREAD] += max(0, int(row[0]) - found.total())
        return +found

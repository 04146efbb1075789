"""Reads a snapshot, streaming: one page in memory at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from functools import cached_property
from pathlib import Path

from portal.access import Certificate, Ipv6, SearchAnswer
from portal.attachment import HAS_TEXT, Attachment
from portal.errors import SnapshotError
from portal.page import Hiding, Link, Page
from portal.profile import Profile
from portal.records import Records, unpack
from portal.snapshot import archive, codec, manifest, schema
from portal.snapshot.facts import (
    CERTIFICATE,
    IPV6,
    SEARCH,
    AttachmentRow,
    Capture,
    Coverage,
    Note,
    PageRow,
    Unreached,
    Validators,
)
from portal.snapshot.schema import RECORDS
from portal.target import Baseline, Probe, Target, TargetKind, Verdict

UNREACHED_LISTED = 2000  # addresses named in a coverage statement; the total is always given


class Snapshot:
    """One scan, read-only. `folder` is None for a snapshot in memory."""

    def __init__(
        self, database: sqlite3.Connection, folder: Path | None, held: Mapping[str, Capture] | None = None
    ) -> None:
        self._db = database
        self.folder = folder
        self._held = held or {}  # captures of a snapshot in memory, by address

    @classmethod
    def open(cls, folder: Path, *, unfinished: bool = False, thinned: bool = False) -> Snapshot:
        """Raises SnapshotError when it is missing, damaged, or (unless allowed) not finished or thinned out: of such a
        one only `page` and `probe` of what is evidence, `digests`, `evidence` and `facts` are there.
        """
        snapshot = cls(schema.connect(folder, read_only=True, thinned=thinned), folder)
        if not unfinished and not snapshot.finished:
            raise SnapshotError(f"采集尚未完成：{folder}；请用同一条命令继续")
        return snapshot

    def close(self) -> None:
        self._db.close()

    @cached_property
    def facts(self) -> dict[str, str]:
        return dict(self._rows("SELECT key, value FROM fact"))

    @cached_property
    def profile(self) -> Profile:
        return Profile.model_validate_json(self._fact("profile"))

    @cached_property
    def reference_time(self) -> datetime:
        """ "Now" for every rule; aware."""
        return datetime.fromisoformat(self._fact("reference_time"))

    @cached_property
    def records(self) -> Records:
        """What was observed besides the crawl, as told when it was gathered."""
        return unpack(self.facts.get(RECORDS, "{}"))

    @property
    def finished(self) -> bool:
        return "finished" in self.facts

    @cached_property
    def home(self) -> str:
        """Address of the home page's HTML: the first start address, after redirects."""
        start = self.profile.home
        probe = self.probe(start)
        return probe.final if probe and probe.final and self.page(start) is None else start

    def pages(self) -> Iterator[Page]:
        """Every page, in the order found."""
        for content, links in self._rows("SELECT content, links FROM page ORDER BY id"):
            yield codec.unpack_page(content, links)

    def page(self, url: str) -> Page | None:
        row = self._one("SELECT content, links FROM page JOIN target USING (id) WHERE url = ?", url)
        if row and not row[0]:
            raise SnapshotError(f"这个网页的内容已按保留设置清理：{self.folder}")
        return codec.unpack_page(row[0], row[1]) if row else None

    def links(self) -> Iterator[tuple[str, tuple[Link, ...]]]:
        """Address and links of every page, without its text."""
        rows = self._rows("SELECT url, links FROM page JOIN target USING (id) ORDER BY page.id")
        return ((url, codec.unpack_links(blob)) for url, blob in rows)

    def sheets(self) -> Iterator[tuple[str, tuple[Link, ...]]]:
        """Address and url() targets of every stylesheet."""
        rows = self._rows("SELECT url, links FROM sheet JOIN target USING (id) ORDER BY sheet.id")
        return ((url, codec.unpack_links(blob)) for url, blob in rows)

    def sheet(self, url: str) -> tuple[Link, ...]:
        """The url() targets of a stylesheet, () if it has none."""
        row = self._one("SELECT links FROM sheet JOIN target USING (id) WHERE url = ?", url)
        return codec.unpack_links(row[0]) if row else ()

    def hidings(self) -> Iterator[tuple[str, tuple[Hiding, ...]]]:
        """Address of every stylesheet that hides something, and its rules; none in snapshots of older versions."""
        if not self._has("veil"):
            return
        for url, blob in self._rows("SELECT url, rules FROM veil JOIN target USING (id) ORDER BY veil.id"):
            yield url, codec.unpack_hidings(blob)

    def page_row(self, url: str) -> PageRow | None:
        """A page as stored, undecoded."""
        row = self._one(
            "SELECT published, content, links, digest FROM page JOIN target USING (id) WHERE url = ?", url
        )
        return PageRow(*row) if row else None

    def digests(self) -> Iterator[tuple[str, str]]:
        """Address and digest of the body of every page."""
        return iter(self._rows("SELECT url, digest FROM page JOIN target USING (id) ORDER BY page.id"))

    def sealed(self) -> Iterator[tuple[str, str]]:
        """Address and digest of every body that is kept: of pages, and of attachments."""
        yield from self.digests()
        if self._has("attachment"):
            yield from self._rows(
                "SELECT url, digest FROM attachment JOIN target USING (id) WHERE digest <> '' ORDER BY attachment.id"
            )

    def attachments(self) -> Iterator[Attachment]:
        """Every attachment that was looked into, in the order found; none in snapshots of older versions."""
        if self._has("attachment"):
            for (blob,) in self._rows("SELECT content FROM attachment WHERE content <> x'' ORDER BY id"):
                yield codec.unpack_attachment(blob)

    def read_attachments(self) -> frozenset[str]:
        """Addresses of those whose text was read."""
        if not self._has("attachment"):
            return frozenset()
        marks = ",".join(f"'{reading}'" for reading in sorted(HAS_TEXT))
        return frozenset(
            url
            for (url,) in self._rows(
                f"SELECT url FROM attachment JOIN target USING (id) WHERE reading IN ({marks})"
            )
        )

    def attachment(self, url: str) -> Attachment | None:
        row = self.attachment_row(url)
        return codec.unpack_attachment(row.content) if row and row.content else None

    def attachment_row(self, url: str) -> AttachmentRow | None:
        """An attachment as stored, undecoded."""
        if not self._has("attachment"):
            return None
        row = self._one(
            "SELECT reading, content, digest FROM attachment JOIN target USING (id) WHERE url = ?", url
        )
        return AttachmentRow(*row) if row else None

    def published(self) -> Iterator[tuple[str, str]]:
        """Address and publication date (ISO) of every page that has one."""
        return iter(
            self._rows("SELECT url, published FROM page JOIN target USING (id) WHERE published IS NOT NULL")
        )

    def targets(self, verdicts: Iterable[Verdict] = ()) -> Iterator[Target]:
        """All targets, or those with one of the verdicts, in the order found."""
        marks = ",".join(f"'{v.value}'" for v in verdicts)
        where = f"WHERE verdict IN ({marks})" if marks else ""
        for row in self._rows(f"SELECT url, kind, depth, probe FROM target {where} ORDER BY id"):
            yield codec.unpack_target(row)

    def addresses(self) -> Iterator[str]:
        """Every address of the scan."""
        return (url for (url,) in self._rows("SELECT url FROM target"))

    def target(self, url: str) -> Target | None:
        row = self._one("SELECT url, kind, depth, probe FROM target WHERE url = ?", url)
        return codec.unpack_target(row) if row else None

    def probe(self, url: str) -> Probe | None:
        target = self.target(url)
        return target.probe if target else None

    def validators(self, url: str) -> Validators:
        row = self._one("SELECT etag, modified FROM target WHERE url = ?", url)
        return Validators(*row) if row else Validators()

    def baselines(self) -> tuple[Baseline, ...]:
        rows = self._rows("SELECT value FROM baseline ORDER BY directory")
        return tuple(codec.unpack_baseline(blob) for (blob,) in rows)

    def coverage(self) -> Coverage:
        asked = "SELECT count(*) FROM target WHERE verdict IS NOT NULL AND verdict <> ?"
        kind = " AND kind = ?"
        missing = self._rows(f"SELECT url, reason FROM unreached ORDER BY url LIMIT {UNREACHED_LISTED}")
        return Coverage(
            pages=self._count("SELECT count(*) FROM page"),
            attachments=self._count(asked + kind, Verdict.NOT_ASKED, TargetKind.ATTACHMENT),
            links=self._count(asked, Verdict.NOT_ASKED),
            unreached=tuple(Unreached(*row) for row in missing),
            unreached_total=self._count("SELECT count(*) FROM unreached"),
            notes=tuple(Note(*row) for row in self._rows("SELECT kind, host, message FROM note")),
        )

    def certificate(self) -> Certificate | None:
        """None: not looked at."""
        return codec.read_certificate(fact) if (fact := self.facts.get(CERTIFICATE)) else None

    def ipv6(self) -> Ipv6 | None:
        """None: not looked at."""
        return codec.read_ipv6(fact) if (fact := self.facts.get(IPV6)) else None

    def searches(self) -> tuple[SearchAnswer, ...]:
        """What the site's search answered; () where none is configured."""
        return codec.read_searches(fact) if (fact := self.facts.get(SEARCH)) else ()

    def evidence(self, url: str) -> Capture | None:
        """The sealed answer for a page or an attachment; None when the snapshot holds none."""
        if self.folder is None:
            return self._held.get(url)
        where = "SELECT warc, offset FROM {} JOIN target USING (id) WHERE url = ?"
        row = self._one(where.format("page"), url)
        if row is None and self._has("attachment"):
            row = self._one(where.format("attachment"), url)
        return archive.read(self.folder, row[0], row[1]) if row and row[0] else None

    def body(self, url: str) -> bytes:
        """The body of a page as received; of an unchanged page, out of the earlier scan that read it. b"" if none."""
        own, folder = self.evidence(url), self.folder
        found = own
        while own and found and found.unchanged and folder and (folder := manifest.before(folder)):
            if schema.is_there(folder):  # else it was cleared away, and held nothing that is needed
                with closing(Snapshot.open(folder, thinned=True)) as earlier:
                    seen = earlier.evidence(url)
                found = seen if seen and seen.digest == own.digest else found
        return found.body if found and not found.unchanged else b""

    def markup(self, url: str) -> str:
        """The HTML of a page, read in the encoding its text was read in; "" where the snapshot holds none."""
        page = self.page(url)
        return self.body(url).decode(page.encoding.used, "replace") if page else ""

    def _has(self, table: str) -> bool:
        """Snapshots of older versions lack some."""
        return self._one("SELECT 1 FROM sqlite_master WHERE name = ?", table) is not None

    def _fact(self, key: str) -> str:
        if key not in self.facts:
            raise SnapshotError(f"快照不完整：缺少 {key}；请重新采集")
        return self.facts[key]

    def _count(self, statement: str, *values: str) -> int:
        row = self._one(statement, *values)
        return int(row[0]) if row else 0

    def _rows(self, statement: str, *values: str) -> Iterator[tuple]:  # type: ignore[type-arg]
        try:
            yield from self._db.execute(statement, values)
        except sqlite3.DatabaseError as error:
            raise SnapshotError(f"快照已损坏：{self.folder}（{error}）；请用备份恢复，或重新采集") from error

    def _one(self, statement: str, *values: str) -> tuple | None:  # type: ignore[type-arg]
        return next(self._rows(statement, *values), None)

"""Attachments of the site: fetched whole within the bounds of the profile, read, and asked for changes only next time."""

from __future__ import annotations

import hashlib

from crawler.answer import UNCHANGED, Answer
from crawler.ask import HEAD_BYTES
from crawler.earlier import Earlier
from crawler.filereader import FileReader
from crawler.intake import Intake
from crawler.probe.pool import Look, Prober
from crawler.scope import ATTACHMENTS, RESOURCES, extension_of
from portal import files
from portal.attachment import Attachment, Reading
from portal.files.kinds import extension
from portal.profile import Crawl
from portal.snapshot import Validators
from portal.target import Target, TargetKind

_OPENED = "pdf doc docx docm dot dotx wps wpt xls xlsx xlsm xlt xltx et ett ofd zip"
READABLE = frozenset(_OPENED.split())  # opened, to read them or at least to see that they are whole
_NEVER = ("image/", "audio/", "video/")


class Attachments:
    """The desk for files. `left`: bytes that may still be fetched in this scan."""

    def __init__(self, prober: Prober, intake: Intake, earlier: Earlier, crawl: Crawl) -> None:
        self._prober = prober
        self._intake = intake
        self._earlier = earlier
        self._limit = crawl.attachment_bytes
        self.left = crawl.attachments_total
        self._reader = FileReader()

    def wants(self, target: Target) -> bool:
        """Whether an attachment is to be looked into; what an address without a telling name holds, its answer says."""
        if not self._limit or target.kind is not TargetKind.ATTACHMENT:
            return False
        named = extension_of(target.url)
        return named in READABLE or named not in ATTACHMENTS

    def owes(self, target: Target) -> bool:
        """Whether an attachment that was fine a short time ago is still to be read."""
        return self.wants(target) and self._earlier.attachment(target.url) is None

    async def look(self, target: Target) -> None:
        row = self._earlier.attachment(target.url)
        known = self._earlier.validators(target.url) if row and target.probe is None else Validators()
        fetched = await self._prober.fetch(target, self._keep, known)
        answer = fetched.answer
        if answer.status == UNCHANGED and row:
            self._intake.file_unchanged(target, answer, row)
        elif not answer.good or fetched.look.probe.reason:
            self._intake.leaf(target, fetched.look)
        else:
            await self._take(target, fetched.look, answer)

    async def close(self) -> None:
        await self._reader.close()

    async def _take(self, target: Target, look: Look, answer: Answer) -> None:
        name = files.name_of(answer.url, answer.header("content-disposition"))
        if why := self._unread(answer, name):
            self._intake.file(target, look, Attachment(target.url, why, name=name, size=look.probe.size))
            return
        self.left -= len(answer.body)
        digest = hashlib.sha256(answer.body).hexdigest()
        row = self._earlier.attachment(target.url)
        if row and row.digest == digest:
            self._intake.file_unchanged(target, answer, row)
            return
        read = await self._reader.read(answer.body, name)
        found = Attachment(
            target.url, read.reading, read.kind, name, read.lines, read.fault, digest, len(answer.body)
        )
        self._intake.file(target, look, found, answer)

    def _keep(self, head: Answer) -> int:
        """Bytes wanted of an answer."""
        if not head.good:
            return HEAD_BYTES
        name = extension(files.name_of(head.url, head.header("content-disposition")))
        other = (name in ATTACHMENTS or name in RESOURCES) and name not in READABLE
        if other or head.content_type.startswith(_NEVER) or self.left <= 0 or head.length > self._limit:
            return HEAD_BYTES
        return max(self._limit, HEAD_BYTES + 1)

    def _unread(self, answer: Answer, name: str) -> Reading | None:
        """Why an answer does not hold the whole file; None where it does."""
        if not answer.cut:
            return None
        if answer.cut == "max-bytes" or answer.length > self._limit:
            return Reading.TOO_LARGE
        if answer.cut != "enough":
            return Reading.FAILED
        return Reading.NOT_FETCHED if self.left <= 0 and extension(name) in READABLE else Reading.UNREAD

"""A file of the site as read: what became of it, and its text with the place of each line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from msgspec import Struct


class Reading(StrEnum):
    """How far a file could be read."""

    READ = "read"
    PARTLY = "partly"  # so long that only its beginning was read
    TEXTLESS = "textless"  # opens, and holds no letters: a scan of paper
    UNREAD = "unread"  # a kind that is only looked at: old Word and Excel, archives
    LOCKED = "locked"  # asks for a password
    DAMAGED = "damaged"  # no program can open it
    FAILED = "failed"  # our own reader could not, or took too long or too much
    TOO_LARGE = "too-large"  # over the limit of the profile: not fetched
    NOT_FETCHED = "not-fetched"  # the scan had fetched as much as it may


HAS_TEXT = frozenset({Reading.READ, Reading.PARTLY})


class Line(Struct, frozen=True, gc=False, array_like=True):
    """A paragraph, or a row of a table with a text for each cell that has one; `place` is what a person looks for.

    table: which one of the file, "" for what stands in none · columns: of each cell, in a person's words.
    """

    place: str
    cells: tuple[str, ...]
    table: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """url: the address it was fetched from · kind: docx, xlsx, pdf … as its bytes tell, "" where they do not · name: what
    it is called · fault: of a damaged one, a reason as in `Probe.reason` · digest: SHA-256 of its bytes.
    """

    url: str
    reading: Reading
    kind: str = ""
    name: str = ""
    lines: tuple[Line, ...] = ()
    fault: str = ""
    digest: str = ""
    size: int = -1

    @property
    def has_text(self) -> bool:
        return self.reading in HAS_TEXT

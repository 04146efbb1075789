"""Small records of a scan that are neither pages nor targets."""

from __future__ import annotations

from dataclasses import dataclass, field

READER = "reader"  # fact: digest of the code that read the pages
FILE_READER = "file_reader"  # fact: digest of the code that read the attachments
CERTIFICATE, IPV6, SEARCH = "certificate", "ipv6", "search"  # facts that hold a record of portal.access


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask "changed since?" with."""

    etag: str = ""
    modified: str = ""

    def __bool__(self) -> bool:
        return bool(self.etag or self.modified)


@dataclass(frozen=True, slots=True)
class Capture:
    """One HTTP answer to be sealed in the WARC. Body after content decoding; headers as received · at: when it was
    sealed (ISO 8601, UTC), known once it is read back.
    """

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    digest: str  # SHA-256 hex of body
    unchanged: bool = False  # 304, or the body of the scan before: written as a revisit record
    at: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page as it lies in the store, to be taken over unread by the next scan when nothing changed."""

    published: str | None
    content: bytes
    links: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """An attachment as it lies in the store; digest: of its bytes, "" where they were not fetched."""

    reading: str
    content: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class Unreached:
    """An address of the site that was not looked at, and why (Chinese, for the coverage statement)."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader of the report must know: a host that was paused, pages hidden by robots.txt …"""

    kind: str  # robots, breaker, slowed, trap, budget, resumed, truncated …
    host: str
    message: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the scan looked at. `links` counts different addresses asked, pages included."""

    pages: int
    attachments: int
    links: int
    unreached: tuple[Unreached, ...] = ()
    unreached_total: int = 0
    notes: tuple[Note, ...] = ()

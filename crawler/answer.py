"""What came back for one request."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus

Headers = tuple[tuple[str, str], ...]

UNCHANGED = 304
_NO_ASCII = re.compile(r"[\x80-\xff]")
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PAGE_TYPES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer, or the reason why there was none (status 0).

    reason: dns, dns-failure, refused, timeout, reset, malformed (no proper HTTP), tls:…, private, bad-url, breaker; "" when answered.
    cut: why `body` is not the whole body: "" | "enough" (not wanted) | "max-bytes" | "bomb" | "total-timeout" | "dropped"
    | "coding" (packed as we did not ask for and cannot unpack). body is decoded from its content coding. tls: the
    certificate fault that was put up with.
    lists: answers of the interfaces from which the page's script fetches its lists.
    """

    url: str
    status: int = 0
    headers: Headers = ()
    body: bytes = b""
    reason: str = ""
    cut: str = ""
    tls: str = ""
    elapsed_ms: int = 0
    lists: tuple[Answer, ...] = ()

    def header(self, name: str) -> str:
        """First value of a header, "" if there is none; `name` in lower case."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def content_type(self) -> str:
        """Media type without parameters, lower case."""
        return self.header("content-type").partition(";")[0].strip().lower()

    @property
    def length(self) -> int:
        """Content-Length as announced, -1 when missing or nonsense."""
        value = self.header("content-length").strip()
        return int(value) if value.isascii() and value.isdigit() else -1

    @property
    def good(self) -> bool:
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def location(self) -> str:
        """Where a redirect points; "" when this is none. Bytes that are no ASCII are escaped, as browsers do."""
        if self.status not in REDIRECTS:
            return ""
        return _NO_ASCII.sub(lambda byte: f"%{ord(byte[0]):02X}", self.header("location").strip())


def is_page_type(content_type: str) -> bool:
    return content_type in _PAGE_TYPES


def looks_like_html(head: bytes) -> bool:
    """Whether a body without a usable type starts like HTML."""
    start = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<title", b"<meta")) or (
        start.startswith((b"<!--", b"<?xml", b"<script")) and b"<html" in head[:4096].lower()
    )

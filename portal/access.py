"""How the site is reached from outside, looked at once a scan: certificate, IPv6, its own search."""

from __future__ import annotations

from dataclasses import dataclass

from portal.page import Page


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the site's host answers to a secure connection.

    reason: "" when a browser would trust it, else a fault of the certificate (expired, hostname …) or why no secure
    connection came about (refused, timeout …) · not_after: ISO 8601, UTC · version: of TLS · onward: whether http://
    leads to https://, None where that was not asked.
    """

    host: str
    secure: bool  # a secure connection came about, whatever the certificate
    reason: str = ""
    not_after: str = ""
    version: str = ""
    onward: bool | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """Pages of one level (首页, 二级页面, 三级页面) asked over IPv6, and how many came."""

    name: str
    asked: int
    reached: int


@dataclass(frozen=True, slots=True)
class Ipv6:
    """addresses: AAAA of the host, None when the name server gave no answer · levels: () where this machine has no IPv6."""

    host: str
    addresses: tuple[str, ...] | None
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The site's search asked for the title of an article. page: None when no page came; `reason` or `status` says why."""

    title: str
    article: str
    url: str
    status: int = 0
    reason: str = ""
    page: Page | None = None

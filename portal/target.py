"""One URL and what was learned by asking for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

UNREADABLE = "unreadable"  # reason of a page that our own reader failed on


class Verdict(StrEnum):
    OK = "ok"
    BROKEN = "broken"
    BLOCKED = "blocked"  # 401/403/405/429/451/999, captcha, WAF: a person may well get in
    CANNOT_TELL = "cannot-tell"  # only one look, or looks that disagree
    TLS = "tls"  # answers, but with a certificate a browser refuses
    REDIRECT_HOME = "redirect-home"  # sends a deep link to the home page
    SOFT_404 = "soft-404"  # answers 200 with an error page
    PRIVATE = "private"  # private or loopback address: never contacted
    NOT_ASKED = "not-asked"  # outside the scan: external = false, budget, robots.txt


class TargetKind(StrEnum):
    PAGE = "page"  # same site, expected to be HTML
    RESOURCE = "resource"  # image, script, style, media of the site
    ATTACHMENT = "attachment"  # pdf, doc, xls, zip, ofd … of the site
    EXTERNAL = "external"  # another host


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What a page of another host shows: title, the beginning of its text (long numbers masked), and the hosts it
    takes scripts and frames from or sends its visitors to.
    """

    title: str = ""
    text: str = ""
    leads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Probe:
    """The answer for a target after all looks. status 0: no HTTP answer; `reason` then says why."""

    verdict: Verdict
    status: int = 0
    reason: str = ""  # dns, refused, timeout, tls:…, reset, too-many-redirects, empty, html-instead-of-file, truncated …
    chain: tuple[str, ...] = ()  # addresses redirected to, in order; the last one answered
    statuses: tuple[int, ...] = ()  # status of each hop, the asked address first
    content_type: str = ""
    size: int = -1  # bytes as announced or read; -1: not known
    tries: int = 1
    checked_at: str = ""  # ISO 8601, UTC
    elapsed_ms: int = 0  # from the request to the end of the body; 0: not measured
    glimpse: Glimpse | None = None  # of a page of another host

    @property
    def final(self) -> str:
        """Address that answered, "" when the asked address itself did."""
        return self.chain[-1] if self.chain else ""


@dataclass(frozen=True, slots=True)
class Target:
    """One URL of the scan, without fragment, with its probe (None: never reached)."""

    url: str
    kind: TargetKind
    depth: int = 0
    probe: Probe | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a host answers for an address that cannot exist: the yardstick for soft 404.

    `directory` ends with "/"; `to` is the redirect target ("" if none); `title` and `text` are those of the
    error page when it answers 200.
    """

    directory: str
    status: int
    to: str = ""
    title: str = ""
    text: str = ""

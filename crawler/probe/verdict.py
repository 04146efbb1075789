"""One answer → one verdict. Whether it stands is decided in `looks`."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.answer import Answer
from crawler.probe import magic, walls
from portal.target import Probe, TargetKind, Verdict

BUSY = 503
_UNANSWERED = {
    "private": Verdict.PRIVATE,
    "dns-failure": Verdict.CANNOT_TELL,
    "malformed": Verdict.CANNOT_TELL,  # browsers put up with much
    "tls:handshake": Verdict.CANNOT_TELL,
    "breaker": Verdict.NOT_ASKED,
    "not-asked": Verdict.NOT_ASKED,
}


def judge(url: str, kind: TargetKind, answer: Answer) -> tuple[Verdict, str]:
    """Verdict and reason for the last answer of a chain that began at `url`."""
    if not answer.status:
        return _UNANSWERED.get(answer.reason, Verdict.BROKEN), answer.reason
    if name := walls.wall(answer):
        return Verdict.BLOCKED, f"wall:{name}"
    if answer.good or answer.status in {300, 304}:
        return _judge_good(url, kind, answer)
    if answer.status in walls.BLOCKED:
        return Verdict.BLOCKED, ""
    return (Verdict.BROKEN, "") if answer.status >= 400 else (Verdict.CANNOT_TELL, "bad-redirect")


def _judge_good(url: str, kind: TargetKind, answer: Answer) -> tuple[Verdict, str]:
    looked_into = answer.good and (answer.body or answer.length == 0)
    if looked_into and (fault := magic.contradiction(url, kind, answer)):
        return Verdict.BROKEN, fault
    return (Verdict.TLS, f"tls:{answer.tls}") if answer.tls else (Verdict.OK, "")


def probe_of(
    url: str,
    kind: TargetKind,
    answer: Answer,
    *,
    chain: tuple[str, ...] = (),
    statuses: tuple[int, ...] = (),
    fault: str = "",
) -> Probe:
    """The probe of one look. `fault` is what went wrong on the way: redirect-loop, too-many-redirects …"""
    verdict, reason = (Verdict.BROKEN, fault) if fault else judge(url, kind, answer)
    return Probe(
        verdict=verdict,
        status=answer.status,
        reason=reason,
        chain=chain,
        statuses=statuses or ((answer.status,) if answer.status else ()),
        content_type=answer.content_type,
        size=_size(answer),
        checked_at=datetime.now(UTC).isoformat(timespec="seconds"),
        elapsed_ms=answer.elapsed_ms,
    )


def _size(answer: Answer) -> int:
    if answer.body and not answer.cut:
        return len(answer.body)
    total = answer.header("content-range").rpartition("/")[2]
    return int(total) if total.isascii() and total.isdigit() else answer.length

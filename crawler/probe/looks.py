"""Several looks → one verdict: nothing is called broken that was not seen broken twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from crawler.tuning import Tuning
from portal.target import Probe, TargetKind, Verdict

_LASTING = frozenset({Verdict.OK, Verdict.TLS, Verdict.PRIVATE, Verdict.NOT_ASKED, Verdict.SOFT_404})
_UNREACHABLE = frozenset({"timeout", "reset", "refused", "unreachable"})


def combine(earlier: Probe | None, now: Probe, kind: TargetKind, tuning: Tuning) -> tuple[Probe, bool]:
    """The probe to keep, and whether it is still in doubt and must be looked at again."""
    tries = (earlier.tries if earlier else 0) + 1
    kept = replace(now, tries=tries)
    if now.verdict in _LASTING:
        return kept, False
    wanted = _wanted(now, kind, tuning)
    agree = earlier is None or family(earlier) == family(now)
    if tries < wanted or (not agree and tries < tuning.looks):
        return kept, True
    if not agree and now.verdict is Verdict.BROKEN:
        return replace(kept, verdict=Verdict.CANNOT_TELL), False
    return kept, False


def family(probe: Probe) -> str:
    """Looks agree when they are of one family."""
    if probe.verdict is Verdict.BLOCKED:
        return "blocked"
    if probe.reason in _UNREACHABLE:
        return "unreachable"
    if probe.reason:
        return probe.reason
    return "server" if probe.status >= 500 else "gone"


def due_in(probe: Probe, tuning: Tuning) -> float:
    """Seconds until the next look makes sense: at once for a 404, later for a server in trouble."""
    if family(probe) not in {"server", "unreachable", "dns-failure"} and probe.status != 429:
        return 0.0
    age = (datetime.now(UTC) - datetime.fromisoformat(probe.checked_at)).total_seconds()
    return float(tuning.spacing * 2 ** (probe.tries - 1) - age)


def _wanted(probe: Probe, kind: TargetKind, tuning: Tuning) -> int:
    if probe.status == 429 or family(probe) in {"server", "unreachable"}:
        return tuning.looks
    if probe.verdict is Verdict.BLOCKED and kind is not TargetKind.PAGE:
        return 1  # a leaf was asked as a browser would already
    return 2

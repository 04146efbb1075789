"""A recheck from findings to answers, without the office's database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from checks import Finding, Scan
from checks.proofreading import DEFAULT, make_proofreader
from crawler import Errand, Progress, Tuning, gather
from crawler.tuning import PATIENT
from portal.profile import Profile
from portal.snapshot import History, Snapshot
from xunjian.rechecking.answer import Rechecked, unknown
from xunjian.rechecking.bench import Bench, Wants
from xunjian.rechecking.judging import answer
from xunjian.rechecking.needs import need_of


@dataclass(frozen=True, slots=True)
class Order:
    """whole: folder of the last whole scan · folder: a new one for what the errand fetches."""

    profile: Profile
    whole: Path
    folder: Path
    at: datetime
    engine: str = DEFAULT
    tuning: Tuning = PATIENT


def look_again(
    order: Order, findings: Sequence[Finding], progress: Progress | None = None
) -> list[Rechecked]:
    """One answer per finding, in their order. Nothing is fetched where nothing can be rechecked.

    Raises StartError (the site cannot be reached), SnapshotError, OutputError, EngineError.
    """
    proofreader = make_proofreader(order.engine, order.profile.protected_names)
    opened = Snapshot.open(order.whole)
    try:
        whole = Scan(opened, order.profile, proofreader, history=History.of(opened))
        wants = {finding.fingerprint: (finding, need_of(finding, whole)) for finding in findings}
        errand = _errand(wants)
        if not errand.addresses:
            return [unknown(finding, need.refusal) for finding, need in wants.values()]
        _fetch(order, errand, progress)
        return _judge(order, whole, wants)
    finally:
        opened.close()


def _errand(wants: Wants) -> Errand:
    """One errand for all: a page several findings need is fetched once."""
    needs = [need for _, need in wants.values() if not need.refusal]
    addresses = dict.fromkeys(url for need in needs for url in need.addresses)
    return Errand(tuple(addresses), frozenset(url for need in needs for url in need.onward))


def _fetch(order: Order, errand: Errand, progress: Progress | None) -> None:
    gather(
        order.profile,
        order.folder,
        order.at,
        previous=order.whole,
        progress=progress,
        tuning=order.tuning,
        only=errand,
    )


def _judge(order: Order, whole: Scan, wants: Wants) -> list[Rechecked]:
    errand = Snapshot.open(order.folder)
    try:
        bench = Bench(whole, errand, order.profile, whole.proofreader, wants)
        return [answer(finding, need, bench) for finding, need in wants.values()]
    finally:
        errand.close()

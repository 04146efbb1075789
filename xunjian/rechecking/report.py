"""Rechecks what a findings.json tells of: for users of `xunjian audit`, without the office's database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from checks import Finding
from checks.proofreading import DEFAULT, make_proofreader
from crawler import Progress, Tuning
from crawler.tuning import PATIENT
from portal.errors import XunjianError
from portal.profile import Profile
from portal.snapshot import Snapshot
from reports import Report, read_report
from xunjian.rechecking.answer import Rechecked, unknown
from xunjian.rechecking.conduct import Order, look_again
from xunjian.rechecking.kinds import pages_of
from xunjian.rechecking.shelf import is_whole, new_folder

OF_ENGINE = frozenset({"TXT001", "TXT007"})


@dataclass(frozen=True, slots=True)
class Choice:
    """Which findings: of one fingerprint, or with one address; all where neither is given."""

    item: str = ""
    page: str = ""

    def of(self, findings: Sequence[Finding]) -> list[Finding]:
        return [f for f in findings if self._has(f)]

    def _has(self, finding: Finding) -> bool:
        if self.item:
            return finding.fingerprint == self.item
        return not self.page or self.page in {finding.url, finding.target} | pages_of(finding)


def recheck_report(
    path: Path,
    choice: Choice,
    at: datetime,
    *,
    profile: Profile | None = None,
    engine: str = DEFAULT,
    tuning: Tuning = PATIENT,
    progress: Progress | None = None,
) -> list[Rechecked]:
    """Raises XunjianError when nothing fits the choice, or the scan the report tells of is not there any more."""
    report = read_report(path)
    chosen = choice.of(report.findings)
    if not chosen:
        raise XunjianError(f"报告中没有符合条件的问题：{path}；编号和网址以报告中所列为准")
    whole = _whole(report, path.parent)
    profile = profile or _profile_of(whole)
    foreign = _foreign(chosen, report, profile, engine)
    fit = [finding for finding in chosen if finding.fingerprint not in foreign]
    order = Order(profile, whole, new_folder(path.parent, at), at, engine, tuning)
    answers = {said.finding.fingerprint: said for said in look_again(order, fit, progress)} if fit else {}
    return [answers.get(f.fingerprint) or unknown(f, foreign[f.fingerprint]) for f in chosen]


def _whole(report: Report, folder: Path) -> Path:
    """The snapshot the report was drawn from, also where its folder was moved as a whole."""
    told = Path(report.evidence.snapshot)
    for place in (told, folder / "snapshots" / told.name):
        if report.evidence.snapshot and is_whole(place):
            return place
    raise XunjianError(f"找不到这份报告所依据的快照：{told}；请重新巡查后再复核")


def _profile_of(folder: Path) -> Profile:
    snapshot = Snapshot.open(folder)
    try:
        return snapshot.profile
    finally:
        snapshot.close()


def _foreign(findings: Sequence[Finding], report: Report, profile: Profile, engine: str) -> dict[str, str]:
    """Typos and repetitions another engine found, by fingerprint: that this one does not find them would prove nothing."""
    typos = [finding.fingerprint for finding in findings if finding.rule in OF_ENGINE]
    if not typos or make_proofreader(engine, profile.protected_names).version == report.evidence.engine:
        return {}
    why = f"报告用的错别字引擎是 {report.evidence.engine}，与这次的不同；请用 --engine 选同一个，或重新巡查"
    return dict.fromkeys(typos, why)

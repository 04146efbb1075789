"""What a scan looked at. Not seen is not fixed: a case closes only where this says that it would have been seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checks import Judgement, Outcome, catalogue
from portal.column import Column
from portal.snapshot import Snapshot
from portal.target import Verdict
from xunjian.store.models import Case, Finding

UNCERTAIN = {Verdict.CANNOT_TELL, Verdict.NOT_ASKED, Verdict.BLOCKED}
GONE = {Verdict.BROKEN, Verdict.SOFT_404, Verdict.REDIRECT_HOME}
GONE_STATUSES = {404, 410}
OF_COLUMNS = {"UPD002", "UPD003", "UPD004", "UPD005"}  # silent where the column was not recognised again


@dataclass(frozen=True, slots=True)
class Covered:
    """ran: codes that judged · stumbled: pages a rule broke on, by code · columns: front pages recognised ·
    waived: fingerprints found and excused by the profile.
    """

    snapshot: Snapshot
    ran: frozenset[str]
    stumbled: Mapping[str, frozenset[str]]
    columns: frozenset[str]
    waived: frozenset[str]

    @classmethod
    def of(cls, snapshot: Snapshot, judgement: Judgement, columns: Iterable[Column]) -> Covered:
        """columns: of the same scan."""
        stumbled: dict[str, set[str]] = defaultdict(set)
        for finding in judgement.findings:
            if finding.outcome is Outcome.ERROR:
                stumbled[finding.rule].update(place.url for place in finding.occurrences)
        return cls(
            snapshot,
            judgement.ran,
            {code: frozenset(pages) for code, pages in stumbled.items()},
            frozenset(column.url for column in columns),
            frozenset(finding.fingerprint for finding in judgement.waived),
        )

    def covers(self, case: Case) -> bool:
        """Whether the case would have been found again, were it still there."""
        finding = case.finding
        if case.rule not in self.ran or case.fingerprint in self.waived:
            return False
        pages = {finding.url} | {url for url, _ in finding.places}
        if self._broke(case.rule, pages) or not all(map(self._read, pages)):
            return False
        if case.rule in OF_COLUMNS and self._is_up(finding.url) and finding.url not in self.columns:
            return False
        return self._target_settled(finding)

    def _broke(self, rule: str, pages: set[str]) -> bool:
        broken = self.stumbled.get(rule, frozenset())
        is_of_site = catalogue()[rule].site_check is not None
        return bool(broken) and (is_of_site or not broken.isdisjoint(pages))

    def _read(self, page: str) -> bool:
        """The page was read, or is certainly not there any more."""
        return self._is_up(page) or self._is_gone(page)

    def _is_up(self, page: str) -> bool:
        return self.snapshot.page_row(page) is not None

    def _is_gone(self, page: str) -> bool:
        probe = self.snapshot.probe(page)
        return probe is not None and probe.verdict in GONE and probe.status in GONE_STATUSES

    def _target_settled(self, finding: Finding) -> bool:
        """The address at fault was asked and answered plainly, or no page read leads to it any more."""
        if not finding.target or finding.target == finding.url:
            return True
        if self.snapshot.target(finding.target) is None:
            return True
        probe = self.snapshot.probe(finding.target)
        return probe is not None and probe.verdict not in UNCERTAIN

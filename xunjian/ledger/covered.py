"""What a scan looked at: whether its silence about a case means that it is mended. Not seen is not fixed.

A case is covered when its rule was applied without an unknown or an error in its way, and everything the rule needed
to find it again was there: every page it stood on was read to the end, or is gone for good; the address at fault was
asked and answered one way or the other; the column is still known and its list was read. A page nobody links to any
more was not looked at; a recheck asks for it. Of a finding with more places than are kept, those kept stand for all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from checks import Judgement, Outcome, catalogue
from checks.updates.freshness import NEWS, NOTICE, OTHER
from portal.attachment import Reading
from portal.column import Column
from portal.snapshot import Snapshot
from portal.target import Probe, Target, TargetKind, Verdict
from xunjian.store.models import Case, Finding

DOES_NOT_OPEN = frozenset(f"LNK00{n}" for n in range(1, 7))  # an address at fault that opens now is mended
STALE = frozenset({NEWS, NOTICE, OTHER, "UPD006"})
BLANK = "UPD005"
UNDATED = "UPD007"
DATE_DIFFERS = "UPD008"
OF_FILES = frozenset(rule.code for rule in catalogue().values() if rule.files)

_GONE = frozenset({404, 410})
_READ = frozenset({Verdict.OK, Verdict.TLS})
_SURE = frozenset({Verdict.OK, Verdict.REDIRECT_HOME, Verdict.PRIVATE})
_ANSWERED = _SURE | {Verdict.BROKEN, Verdict.SOFT_404}
_UNDECIDED = frozenset({Outcome.UNKNOWN, Outcome.ERROR})


@dataclass(slots=True)
class Covered:
    """The snapshot must stay open while this is asked.

    ran: codes of the rules applied · columns: by front page, as judged · listed: addresses their lists lead to ·
    untold: fingerprints about which nothing was decided, or which are there but waived · doubted: (rule, page) on
    which the rule could not tell · failed: rules that could not tell for the whole site.
    """

    snapshot: Snapshot
    ran: frozenset[str]
    columns: dict[str, Column]
    listed: frozenset[str]
    untold: frozenset[str]
    doubted: frozenset[tuple[str, str]]
    failed: frozenset[str]
    _settled: dict[str, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, snapshot: Snapshot, judgement: Judgement, columns: Iterable[Column]) -> Self:
        """columns: those of the judged scan."""
        known = {column.url: column for column in columns}
        undecided = [f for f in judgement.findings if f.outcome in _UNDECIDED]
        return cls(
            snapshot,
            judgement.ran,
            known,
            frozenset(entry.url for column in known.values() for entry in column.entries),
            frozenset(f.fingerprint for f in (*undecided, *judgement.waived)),
            frozenset((f.rule, f.url) for f in undecided),
            frozenset(f.rule for f in undecided if f.url == snapshot.home),
        )

    def covers(self, case: Case) -> bool:
        """Whether the scan would have found the case if it were still there. Reads `case.finding`."""
        finding, rule = case.finding, case.rule
        if not self.snapshot.finished or rule not in self.ran - self.failed:
            return False
        pages = _pages(finding)
        if case.fingerprint in self.untold or any(
            (rule, page) in self.doubted for page in (finding.url, *pages)
        ):
            return False
        if rule in DOES_NOT_OPEN and self._opens(finding.target):
            return True
        return (
            all(map(self.settled, pages)) and self._is_told(rule, finding) and self._has_inputs(rule, finding)
        )

    def settled(self, url: str) -> bool:
        """Whether all there is at an address was read, or nothing is there any more."""
        if url not in self._settled:
            self._settled[url] = False  # a ring of redirects settles nothing
            self._settled[url] = self._look(url)
        return self._settled[url]

    def _look(self, url: str) -> bool:
        target = self.snapshot.target(url)
        if target is None or target.probe is None:
            return False
        probe = target.probe
        if page := self.snapshot.page(url):
            return probe.verdict in _READ and not any(note.startswith("truncated") for note in page.notes)
        if probe.verdict is Verdict.BROKEN:
            return probe.status in _GONE
        if probe.final and probe.final != url:
            return probe.verdict is Verdict.REDIRECT_HOME or self.settled(probe.final)
        return probe.verdict is Verdict.OK and target.kind is not TargetKind.PAGE  # a stylesheet, a file

    def _is_gone(self, url: str) -> bool:
        """Of a settled column: taken down, or moved as a whole."""
        probe = self.snapshot.probe(url)
        moved = url not in self.columns and self.snapshot.page(url) is None
        return moved or (probe is not None and probe.verdict is Verdict.BROKEN)

    def _opens(self, url: str) -> bool:
        probe = self.snapshot.probe(url)
        return probe is not None and probe.verdict is Verdict.OK

    def _is_told(self, rule: str, finding: Finding) -> bool:
        """Whether the address at fault is no longer linked at all, or was asked with a result the rule can use."""
        if not finding.target or finding.target == finding.url:
            return True
        url = finding.target.partition("#")[0]
        target = self.snapshot.target(url)
        if target is None or target.probe is None:
            return target is None
        return _is_result(rule, target.probe) and (rule not in OF_FILES or self._is_read(target))

    def _is_read(self, target: Target) -> bool:
        """Whether an attachment was read to its end, or is no more."""
        if target.kind is not TargetKind.ATTACHMENT or target.probe is None or target.probe.status in _GONE:
            return True
        found = self.snapshot.attachment(target.url)
        return found is not None and found.reading is Reading.READ

    def _has_inputs(self, rule: str, finding: Finding) -> bool:
        """What a rule needs beside the page itself."""
        url = finding.url
        if rule in STALE or rule == BLANK:
            column = self.columns.get(url)
            judged = column is not None and (rule == BLANK or column.newest is not None)
            return judged or self._is_gone(url)
        page = self.snapshot.page(url)
        if rule == UNDATED:
            return page is None or page.published.date is not None
        if rule == DATE_DIFFERS and "列表" in finding.text:
            return page is None or url in self.listed
        return True


def _pages(finding: Finding) -> list[str]:
    """Every page the finding stood on, as far as its places were kept."""
    return list(dict.fromkeys(url for url, _ in finding.places)) or [finding.url]


def _is_result(rule: str, probe: Probe) -> bool:
    if rule in DOES_NOT_OPEN:
        return probe.verdict in _ANSWERED
    return probe.verdict in _SURE or (probe.verdict is Verdict.BROKEN and probe.status in _GONE)

"""The last whole scan, amended by an errand, judged by the rules of what is rechecked and no others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from checks import Finding, Outcome, Scan, catalogue, judge
from checks.links.wording import happens
from checks.proofreader import Proofreader
from checks.proofreading import Usage
from portal.attachment import Reading
from portal.profile import Profile
from portal.snapshot import Amended, Snapshot
from portal.snapshot.amended import GONE_STATUSES
from portal.target import Probe, TargetKind, Verdict
from reports.build import cleaned
from xunjian.rechecking.kinds import Kind, is_same, kin_of, kind_of
from xunjian.rechecking.needs import Need
from xunjian.rechecking.witness import own_parts

OPENS = frozenset({Verdict.OK, Verdict.TLS})
_READ = OPENS | {Verdict.SOFT_404}
_UNASKED = {
    "robots": "robots.txt 不允许访问",
    "external": "配置中关闭了外站检查",
    "breaker": "所在主机连续出错，已停止访问",
}

Wants = Mapping[str, tuple[Finding, Need]]  # by fingerprint


class Bench:
    """`seen`: the amended scan · `scan`: the same, to be judged."""

    def __init__(
        self, whole: Scan, errand: Snapshot, profile: Profile, proofreader: Proofreader, wants: Wants
    ) -> None:
        self.seen = Amended(whole.snapshot, errand)
        self._whole, self._errand, self._profile, self._proofreader = whole, errand, profile, proofreader
        self._wants = wants

    @cached_property
    def scan(self) -> Scan:
        return self._scan_of(self.seen)

    @cached_property
    def found(self) -> tuple[Finding, ...]:
        """What the rules say, masked as what it is compared with; findings the profile waives are there all the same."""
        return self._judged(self.scan, (finding for finding, _ in self._wants.values()))

    @cached_property
    def bare_scan(self) -> Scan:
        """The scan with pages of columns reduced to what is their own."""
        wants = [want for want in self._wants.values() if kind_of(want[0].rule) is Kind.COLUMN]
        pages = own_parts(wants, self._whole, self.seen)
        return self._scan_of(Amended(self._whole.snapshot, self._errand, pages)) if pages else self.scan

    @cached_property
    def bare_found(self) -> tuple[Finding, ...]:
        wanted = [finding for finding, _ in self._wants.values() if kind_of(finding.rule) is Kind.COLUMN]
        return self._judged(self.bare_scan, wanted) if self.bare_scan is not self.scan else self.found

    def same(self, finding: Finding, found: Iterable[Finding]) -> list[Finding]:
        return [now for now in found if is_same(finding, now)]

    def broke(self, finding: Finding) -> Finding | None:
        """The report of a rule that failed while it looked for the finding."""
        kin = kin_of(finding.rule)
        return next((f for f in self.found if f.rule in kin and f.outcome is Outcome.ERROR), None)

    def is_read(self, url: str) -> bool:
        """The errand read this page or stylesheet, or found that it certainly is not there any more."""
        if url in self.seen.gone:
            return True
        target = self.seen.asked.get(url)
        if target is None or target.probe is None:
            return False
        sheet = target.kind is TargetKind.RESOURCE and target.probe.verdict is Verdict.OK
        return sheet or (url in self.seen.fetched and target.probe.verdict in _READ)

    def is_file_read(self, url: str) -> bool:
        """Of an attachment: the errand read it to its end, or found that it is not there any more."""
        target = self.seen.asked.get(url)
        if target is None or target.probe is None:
            return False
        found = self.seen.attachment(url)
        return target.probe.status in GONE_STATUSES or (
            found is not None and found.reading is Reading.READ and target.probe.verdict in OPENS
        )

    def probe(self, url: str) -> Probe | None:
        """What the errand itself learned of an address; None when it did not ask."""
        target = self.seen.asked.get(url)
        return target.probe if target else None

    def trouble(self, url: str) -> str:
        """Why an address gave nothing to judge by, in a clerk's words."""
        target = self.seen.asked.get(url)
        if target and target.probe and target.probe.verdict is Verdict.REDIRECT_HOME:
            return "被送到网站首页"
        if target and target.probe:
            return happens(target, target.probe, self._profile.crawl.timeout)
        refused = self._errand.probe(url)
        return _UNASKED.get(refused.reason if refused else "", "这次没有访问到")

    def _scan_of(self, snapshot: Snapshot) -> Scan:
        """A wording the site uses often excuses nothing here: that can only be counted over a whole scan."""
        scan = Scan(snapshot, self._profile, self._proofreader, history=self._whole.history)
        scan.usage = Usage(lambda: (), scan.read)
        return scan

    def _judged(self, scan: Scan, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        codes = {code for finding in findings for code in kin_of(finding.rule)}
        rules = [rule for rule in catalogue().values() if rule.code in codes]
        if not rules:
            return ()
        pages = (page for url in sorted(self.seen.fetched) if (page := scan.snapshot.page(url)))
        files = (each for each in scan.snapshot.attachments() if each.url in self.seen.asked)
        judgement = judge(scan, rules, pages=pages, files=files)
        return tuple(map(cleaned, (*judgement.findings, *judgement.waived)))

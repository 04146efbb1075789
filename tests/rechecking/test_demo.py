"""Every fault of the sample portal: found again while it is there, gone when mended, and a whole scan agrees."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from checks import Finding
from portal.snapshot import Snapshot, verify
from reports import read_findings
from tests.rechecking.sample import MENDS, Sample, audited, planted
from xunjian import pipeline
from xunjian.commands.demo import QUICK
from xunjian.rechecking.answer import Answer


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Sample]:
    with audited(tmp_path) as made:
        yield made


def answers(sample: Sample, *findings: Finding) -> dict[Finding, Answer]:
    return {said.finding: said.answer for said in sample.recheck(*findings)}


def test_what_was_not_mended_is_found_again(sample: Sample) -> None:
    assert {rule for rule, _ in planted()} <= {finding.rule for finding in sample.findings}
    said = sample.recheck(*sample.findings)
    assert [s.finding for s in said] == list(sample.findings)
    assert [s for s in said if s.answer is not Answer.STILL] == []


def test_what_a_whole_scan_looks_at_is_left_to_the_next_one(sample: Sample) -> None:
    """The host's certificate, its IPv6, the site's search."""
    found = sample.of_whole_scans
    assert {"AVL003", "AVL004", "IDN006"} <= {finding.rule for finding in found}
    assert set(answers(sample, *found).values()) == {Answer.UNKNOWN}


def test_an_errand_is_a_small_sealed_snapshot_of_its_own(sample: Sample) -> None:
    sample.recheck(sample.finding("TXT001", "_2.html"))
    (folder,) = (sample.output / "rechecks").iterdir()
    assert verify(folder) == []
    errand = Snapshot.open(folder)
    assert [page.url for page in errand.pages()] == [sample.finding("TXT001", "_2.html").url]
    assert errand.evidence(sample.finding("TXT001", "_2.html").url) is not None
    assert "一次复核" in errand.coverage().notes[0].message
    errand.close()


def test_each_mended_fault_is_gone_and_no_other(sample: Sample) -> None:
    assert set(MENDS) == set(planted())
    everything = set(sample.findings)
    mended: set[Finding] = set()
    for (rule, at), mend in MENDS.items():
        finding = sample.finding(rule, at)
        assert answers(sample, finding) == {finding: Answer.STILL}
        mend(sample, finding)
        assert answers(sample, finding) == {finding: Answer.GONE}, (rule, at)
        mended.add(finding)
    said = answers(sample, *sample.findings)
    assert {f for f, answer in said.items() if answer is Answer.GONE} == mended
    assert {f for f, answer in said.items() if answer is Answer.STILL} == everything - mended
    pipeline.audit(sample.profile, sample.output, sample.at, tuning=QUICK)
    now = {finding.fingerprint for finding in read_findings(sample.output / "findings.json")}
    assert now.isdisjoint(finding.fingerprint for finding in mended)


@pytest.mark.parametrize(("rule", "at"), planted())
def test_one_mended_fault_leaves_the_others_where_they_are(sample: Sample, rule: str, at: str) -> None:
    finding = sample.finding(rule, at)
    MENDS[rule, at](sample, finding)
    said = answers(sample, *sample.findings)
    assert {f for f, answer in said.items() if answer is not Answer.STILL} == {finding}
    assert said[finding] is Answer.GONE

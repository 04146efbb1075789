"""Schemes as data, what an office lays over them, the score sheet and what to do first."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

from checks.engine import Judgement, judge
from checks.finding import Finding, Outcome, Severity
from checks.priorities import priorities
from checks.rule import catalogue
from checks.scan import Scan
from checks.scheme import Part, load_scheme, scheme_of
from checks.sheet import Line, State, sheet_of, unlooked
from portal.errors import ProfileError
from portal.profile import Profile, SchemeConfig
from tests.rules.examples import examples
from tests.rules.test_catalogue import OPEN

SITE = "```site fail=0\n/ 200 <p>好</p>\n```"


def scan_with(toml: str = "") -> Scan:
    scan = examples(SITE)[0].scan()
    scan.profile = Profile.model_validate({"start": [scan.home], **tomllib.loads(toml)})
    return scan


def found(
    rule: str,
    outcome: Outcome = Outcome.FAIL,
    severity: Severity = Severity.VETO,
    count: int = 1,
    mark: str = "",
) -> Finding:
    return Finding(rule, rule, severity, outcome, "u", "", "", "", "", f"{rule}说", mark, count, ())


def lines_of(scan: Scan, judged: Judgement) -> dict[str, Line]:
    return {line.code: line for line in sheet_of(scan.scheme, judged.findings, unlooked(scan, judged))}


def sheet(scan: Scan, *findings: Finding) -> dict[str, Line]:
    return lines_of(scan, Judgement(findings, ran=frozenset(catalogue())))


@pytest.mark.parametrize("base", ["2019", "2015"])
def test_every_rule_stands_in_one_row_at_least(base: str) -> None:
    scheme = load_scheme(base)
    rows = {rule for item in scheme.items for rule in item.rules}
    assert set(catalogue()) | set(OPEN) == rows
    assert len({item.code for item in scheme.items}) == len(scheme.items)


@pytest.mark.parametrize("base", ["2019", "2015"])
def test_no_official_points_are_shipped(base: str) -> None:
    assert all(item.points is None and item.each is None for item in load_scheme(base).items)


def test_the_older_scheme_has_its_own_rows_and_the_clauses_of_the_newer() -> None:
    assert load_scheme("2015").name != load_scheme("2019").name
    assert load_scheme("2015").clause("UPD001") == load_scheme("2019").clause("UPD001")


def test_points_an_office_entered_are_counted_to_their_ceiling() -> None:
    scan = scan_with("[scheme.items.D15a]\npoints = 0.25\neach = 0.1")
    two = [found("LNK001", severity=Severity.ERROR, count=n) for n in (1, 2)]
    assert sheet(scan, *two)["D15a"].lost == 0.2
    assert sheet(scan, *two, found("LNK001", count=9), found("LNK001", count=8))["D15a"].lost == 0.25
    assert sheet(scan, *two)["D15b"].lost is None


def test_unverified_points_stay_hidden_unless_asked_for() -> None:
    toml = (
        "[scheme]\nunverified_points = {}\n[scheme.items.D15a]\npoints = 5\neach = 1\npoints_verified = false"
    )
    hidden, shown = (
        sheet(scan_with(toml.format(flag)), found("LNK001"))["D15a"] for flag in ("false", "true")
    )
    assert (hidden.lost, hidden.points) == (None, None)
    assert (shown.lost, shown.points_verified) == (1.0, False)


def test_a_threshold_of_the_province_is_laid_over() -> None:
    laid = scheme_of(SchemeConfig(clauses={"UPD002": {"days": 10}}))
    assert laid.clause("UPD002") == replace(load_scheme().clause("UPD002"), days=10)


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("[scheme.clauses.UPD002]\ndasy = 10", "没有 dasy"),
        ('[scheme.clauses.UPD002]\ndays = "十"', "值不对"),
        ("[scheme.items.D99]\npoints = 1", "没有 D99"),
        ('[scheme.items.D15a]\nrules = "LNK002"', "没有 rules"),
    ],
)
def test_a_wrong_overlay_is_named(toml: str, told: str) -> None:
    with pytest.raises(ProfileError, match=told):
        scan_with(toml).scheme  # noqa: B018 - the reading is what is tested


def test_states_of_a_veto_row() -> None:
    scan = scan_with()
    assert sheet(scan)["V1"].state is State.CLEAR
    assert sheet(scan, found("UPD008", severity=Severity.WARNING))["V1"].state is State.CLEAR
    assert sheet(scan, found("UPD008", Outcome.REVIEW))["V1"].state is State.DOUBTFUL
    assert sheet(scan, found("UPD008"))["V1"].state is State.TRIPPED
    assert sheet(scan)["D20"].state is State.OPEN


def test_a_row_whose_rules_did_not_run_is_open() -> None:
    lines = lines_of(scan_with(), Judgement(()))
    assert {line.state for line in lines.values()} == {State.OPEN}


def test_what_frees_from_a_veto_with_fewest_mends_comes_first() -> None:
    scan = scan_with()
    blank = [found("UPD005", mark=str(n)) for n in range(7)]
    wide = found("LNK002", severity=Severity.ERROR, count=300)
    doubt = found("SEC006", Outcome.REVIEW)
    lines = sheet(scan, *blank, wide, doubt, found("UPD001"))
    steps = priorities(tuple(lines.values()), (*blank, wide, doubt, found("UPD001")))
    assert [(step.line, step.mends) for step in steps] == [("V3", 1), ("V4c", 3), ("V1", 1), ("", 1)]
    assert "消除 300 处" in steps[-1].effect


def test_same_snapshot_same_sheet() -> None:
    one, other = (
        lines_of(scan, judge(scan)) for scan in (examples(SITE)[0].scan(), examples(SITE)[0].scan())
    )
    assert one == other
    assert {line.part for line in one.values()} == set(Part)

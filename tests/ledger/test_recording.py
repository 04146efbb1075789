"""What becomes of cases that people have ruled on, of doubtful ones, and of those that turn graver."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from checks import Outcome, Severity
from tests.ledger.offices import covering, found, later, office, scanned, site, the_case
from tests.ledger.scans import NOW
from xunjian.ledger import acts
from xunjian.ledger.precision import ENOUGH
from xunjian.ledger.recording import record
from xunjian.store.models import Case, Event, EventKind, Ownership, ScanKind, State, Unit

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(the_case().events.values_list("kind", flat=True))


def test_only_problems_make_cases() -> None:
    outcomes = (Outcome.FAIL, Outcome.REVIEW, Outcome.UNKNOWN, Outcome.ERROR)
    change = scanned(*(found(outcome, outcome=outcome) for outcome in outcomes))
    assert {case.finding.outcome: case.confirmed for case in change.new} == {"fail": True, "review": False}
    assert change.new[0].first_scan.findings.count() == 4


def test_a_doubt_that_becomes_certain_is_confirmed() -> None:
    scanned(found(outcome=Outcome.REVIEW))
    scanned(found(), day=1)
    assert the_case().confirmed
    scanned(found(outcome=Outcome.REVIEW), day=2)
    assert the_case().confirmed
    assert kinds() == [EventKind.FOUND, EventKind.SEEN]


@pytest.mark.parametrize(("ruling", "state"), [(acts.dismiss, State.DISMISSED), (acts.waive, State.WAIVED)])
def test_a_ruling_holds_until_its_day_is_over(ruling: Callable[..., None], state: State) -> None:
    scanned(found())
    ruling(the_case(), office(), NOW, "历史页面", date(2026, 11, 26))
    change = scanned(found(), day=2)
    assert (the_case().state, change.still, change.lapsed) == (state, (), ())
    change = scanned(found(), day=3)
    assert (the_case().state, change.lapsed) == (State.NEW, (the_case(),))
    assert the_case().due == date(2026, 12, 11)
    assert (the_case().lapses, the_case().ruled_text) == (None, "")
    assert kinds()[-1] == EventKind.LAPSED


def test_a_ruling_lapses_when_what_was_ruled_on_changes() -> None:
    scanned(found())
    acts.dismiss(the_case(), office(), NOW, "专有名词")
    scanned(found(), found("二"), day=1)  # other words are another case
    assert set(Case.objects.values_list("state", flat=True)) == {State.DISMISSED, State.NEW}
    same = replace(found(text="改写过的原文"), fingerprint=found().fingerprint)
    assert [case.state for case in scanned(same, day=2).lapsed] == [State.NEW]


def test_white_space_is_no_other_text() -> None:
    scanned(found(text="原文 一"))
    acts.waive(the_case(), office(), NOW, "按规定保留")
    scanned(found(text="原文\n一"), day=1)
    assert the_case().state == State.WAIVED


def test_a_ruled_case_that_turns_graver_is_ruled_anew() -> None:
    home = found(rule="UPD001", text="首页", severity=Severity.WARNING)
    scanned(home)
    acts.dismiss(the_case(), office(), NOW, "首页另有滚动图")
    change = scanned(replace(home, severity=Severity.VETO), day=1)
    assert [case.severity for case in change.lapsed] == [Severity.VETO]


def test_an_open_case_that_turns_graver_is_due_sooner() -> None:
    scanned(found(severity=Severity.WARNING))
    assert the_case().due == date(2026, 12, 22)
    scanned(found(severity=Severity.VETO), day=1)
    assert (the_case().due, the_case().severity) == (date(2026, 11, 27), Severity.VETO)
    scanned(found(severity=Severity.WARNING), day=2)
    assert the_case().due == date(2026, 11, 27)


def test_reference_only_has_no_deadline() -> None:
    scanned(found(severity=Severity.INFO))
    assert the_case().due is None


def test_not_covered_is_not_closed_and_hidden_ones_are_not_either() -> None:
    scanned(found("甲"), found("乙"), found("丙", rule="TXT005"))
    acts.waive(Case.objects.get(finding__text="原文乙"), office(), NOW, "保留")
    change = scanned(day=1)
    assert [case.finding.text for case in change.closed] == ["原文甲"]
    assert change.closed[0].closed_at == later(1)


def test_a_recheck_leaves_a_row_each_time() -> None:
    scanned(found())
    scanned(found(), day=1)
    scanned(found(), day=2, kind=ScanKind.RECHECK)
    assert kinds() == [EventKind.FOUND, EventKind.RECHECKED]
    assert the_case().state == State.NEW


def test_cases_go_to_who_answers_for_them() -> None:
    roads, schools = (Unit.objects.create(name=name) for name in ("交通局", "教育局"))
    scanned(found())
    assert the_case().unit is None
    Ownership.objects.create(site=site(), unit=roads, prefix="http://www.t.gov.cn/")
    scanned(found(), day=1)
    assert the_case().unit == roads
    assert kinds()[-1] == EventKind.ASSIGNED
    acts.assign(the_case(), schools, office(), later(1))
    scanned(found(), day=2)
    assert the_case().unit == schools


def test_findings_of_a_rule_under_its_floor_are_for_review() -> None:
    many = [found(str(n)) for n in range(ENOUGH)]
    for number, case in enumerate(scanned(*many).new):
        if number < ENOUGH // 2:
            acts.dismiss(case, office(), NOW, "专有名词")
        else:
            acts.confirm(case, office(), NOW)
    change = scanned(*many, found("新"), found("别的", rule="TXT005"), day=1)
    assert {case.rule: case.confirmed for case in change.new} == {"TXT001": False, "TXT005": True}
    assert all(case.confirmed for case in change.still)


def test_a_scan_recorded_again_changes_nothing() -> None:
    change = scanned(found(), found("二"))
    scan = change.new[0].first_scan
    again = record(scan, [found(), found("二")], covering(), later(1))
    assert (again.new, set(again.still)) == ((), set(change.new))
    assert (scan.findings.count(), Event.objects.count()) == (2, 2)


def test_a_scan_that_breaks_leaves_nothing() -> None:
    scanned(found())
    with pytest.raises(ValueError, match="nonsense"):
        scanned(found("二"), found(severity="nonsense"), day=1)
    assert (Case.objects.count(), Event.objects.count()) == (1, 1)

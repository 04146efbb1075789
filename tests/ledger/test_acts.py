"""What people do to cases: allowed where the table says so, one row each, reasons demanded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from checks import Outcome
from portal.errors import LedgerError
from tests.ledger.offices import found, later, office, scanned, the_case
from tests.ledger.scans import NOW
from xunjian.ledger import acts
from xunjian.ledger.states import CHANGES
from xunjian.store.models import Case, Event, EventKind, State, Unit

pytestmark = pytest.mark.django_db
OPEN = {State.NEW, State.NOTIFIED, State.MENDING, State.CLAIMED, State.BACK}
ACTS: dict[EventKind, Callable[[Case], None]] = {
    EventKind.CONFIRMED: lambda case: acts.confirm(case, office(), NOW, "看过"),
    EventKind.DISMISSED: lambda case: acts.dismiss(case, office(), NOW, "专有名词"),
    EventKind.WAIVED: lambda case: acts.waive(case, office(), NOW, "历史页面"),
    EventKind.ASSIGNED: lambda case: acts.assign(case, None, office(), NOW),
    EventKind.NOTIFIED: lambda case: acts.notified(case, NOW, "已发邮件"),
    EventKind.STARTED: lambda case: acts.start(case, office(), NOW),
    EventKind.CLAIMED: lambda case: acts.claim(case, office(), NOW),
    EventKind.REMARKED: lambda case: acts.remark(case, office(), NOW, "联系建设单位"),
    EventKind.DUE: lambda case: acts.set_due(case, date(2026, 12, 31), office(), NOW),
    EventKind.REOPENED: lambda case: acts.reopen(case, office(), NOW),
}
AFTERWARDS = {
    EventKind.DISMISSED: (OPEN, State.DISMISSED),
    EventKind.WAIVED: (OPEN, State.WAIVED),
    EventKind.STARTED: (OPEN - {State.CLAIMED}, State.MENDING),
    EventKind.CLAIMED: (OPEN - {State.CLAIMED}, State.CLAIMED),
}


def case_in(state: State) -> Case:
    scanned(found())
    Case.objects.update(state=state)
    return the_case()


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("kind", ACTS)
def test_an_act_moves_a_case_as_the_table_says_or_not_at_all(kind: EventKind, state: State) -> None:
    case = case_in(state)
    rows = Event.objects.count()
    if state in CHANGES[kind]:
        ACTS[kind](case)
        last = Event.objects.latest("id")
        assert (case.state, the_case().state) == (CHANGES[kind][state], CHANGES[kind][state])
        assert (last.kind, last.before, last.after, last.at) == (kind, state, CHANGES[kind][state], NOW)
        assert last.actor == (None if kind == EventKind.NOTIFIED else office())
    else:
        with pytest.raises(LedgerError, match=state.label):
            ACTS[kind](case)
        assert (the_case().state, Event.objects.count()) == (state, rows)
        assert case.state == state


@pytest.mark.parametrize("kind", AFTERWARDS)
def test_the_table_is_that_of_the_design(kind: EventKind) -> None:
    before, after = AFTERWARDS[kind]
    assert CHANGES[kind] == dict.fromkeys(before, after)


@pytest.mark.parametrize("rule", [acts.dismiss, acts.waive])
def test_rulings_need_a_reason_and_a_day_to_come(rule: Callable[..., None]) -> None:
    case = case_in(State.NEW)
    with pytest.raises(LedgerError, match="理由"):
        rule(case, office(), NOW, "  ")
    with pytest.raises(LedgerError, match="晚于今天"):
        rule(case, office(), NOW, "有理由", date(2026, 11, 23))
    assert the_case().state == State.NEW


def test_only_what_is_confirmed_is_notified() -> None:
    scanned(found(outcome=Outcome.REVIEW))
    with pytest.raises(LedgerError, match="确认属实"):
        acts.notified(the_case(), NOW)
    acts.confirm(the_case(), office(), later(7))
    assert the_case().due == date(2026, 12, 15)  # full time from the confirmation
    acts.notified(the_case(), later(7))
    assert the_case().state == State.NOTIFIED


def test_a_stale_page_does_not_undo_what_happened_meanwhile() -> None:
    stale = case_in(State.NEW)
    acts.dismiss(the_case(), office(), NOW, "专有名词")
    with pytest.raises(LedgerError, match="误报"):
        acts.claim(stale, office(), NOW)
    assert stale.state == State.DISMISSED


def test_a_deadline_is_not_set_into_the_past_and_the_old_one_is_kept_in_the_row() -> None:
    case = case_in(State.MENDING)
    with pytest.raises(LedgerError, match="已经过去"):
        acts.set_due(case, date(2026, 11, 23), office(), NOW)
    acts.set_due(case, date(2026, 12, 31), office(), NOW, "等经费")
    assert the_case().due == date(2026, 12, 31)
    assert Event.objects.latest("id").note == "2026-12-08 改为 2026-12-31：等经费"


def test_an_empty_remark_is_refused_and_assigning_names_the_unit() -> None:
    case = case_in(State.NEW)
    with pytest.raises(LedgerError, match="备注"):
        acts.remark(case, office(), NOW, " ")
    acts.assign(case, Unit.objects.create(name="交通局"), office(), NOW)
    assert Event.objects.latest("id").note == "交通局"


def test_reopening_takes_a_ruling_back() -> None:
    case = case_in(State.NEW)
    acts.waive(case, office(), NOW, "历史页面", date(2026, 12, 1))
    acts.reopen(case, office(), later(1))
    assert (case.lapses, case.ruled_text, case.due) == (None, "", date(2026, 12, 9))

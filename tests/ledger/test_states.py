"""Which change leads where."""

import pytest

from portal.errors import LedgerError
from xunjian.ledger.states import CHANGES, after
from xunjian.store.models import EventKind, State
from xunjian.store.models.case import OPEN


def test_a_claim_that_proves_wrong_goes_back_to_mending() -> None:
    assert after(EventKind.RECHECKED, State.CLAIMED) == State.MENDING
    assert after(EventKind.RECHECKED, State.NOTIFIED) == State.NOTIFIED


def test_telling_the_unit_does_not_undo_its_work() -> None:
    assert after(EventKind.NOTIFIED, State.NEW) == State.NOTIFIED
    assert after(EventKind.NOTIFIED, State.MENDING) == State.MENDING


@pytest.mark.parametrize(
    "kind", [EventKind.CLOSED, EventKind.DISMISSED, EventKind.WAIVED, EventKind.CONFIRMED]
)
def test_only_open_cases_end_or_are_confirmed(kind: EventKind) -> None:
    assert set(CHANGES[kind]) == set(OPEN)
    with pytest.raises(LedgerError, match="已销号"):
        after(kind, State.CLOSED)

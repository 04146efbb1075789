"""Which change is allowed in which state, and where it leads."""

from __future__ import annotations

from collections.abc import Mapping

from portal.errors import LedgerError
from xunjian.store.models import EventKind, State
from xunjian.store.models.case import OPEN

_TO_UNIT = (State.NEW, State.NOTIFIED, State.MENDING, State.BACK)
_ENDED = (State.CLOSED, State.DISMISSED, State.WAIVED)
_KEPT = {state: state for state in State}

CHANGES: Mapping[EventKind, Mapping[State, State]] = {
    EventKind.CONFIRMED: {state: state for state in OPEN},
    EventKind.ASSIGNED: {state: state for state in OPEN},
    EventKind.DUE: {state: state for state in OPEN},
    EventKind.REMARKED: _KEPT,
    EventKind.RECHECKED: _KEPT | {State.CLAIMED: State.MENDING},
    EventKind.NOTIFIED: {state: state for state in OPEN}
    | {State.NEW: State.NOTIFIED, State.BACK: State.NOTIFIED},
    EventKind.STARTED: dict.fromkeys(_TO_UNIT, State.MENDING),
    EventKind.CLAIMED: dict.fromkeys(_TO_UNIT, State.CLAIMED),
    EventKind.DISMISSED: dict.fromkeys(OPEN, State.DISMISSED),
    EventKind.WAIVED: dict.fromkeys(OPEN, State.WAIVED),
    EventKind.CLOSED: dict.fromkeys(OPEN, State.CLOSED),
    EventKind.BACK: {State.CLOSED: State.BACK},
    EventKind.LAPSED: {State.DISMISSED: State.NEW, State.WAIVED: State.NEW},
    EventKind.REOPENED: dict.fromkeys(_ENDED, State.NEW),
}


def after(kind: EventKind, state: State) -> State:
    """Raises LedgerError when the state does not allow it."""
    if state not in CHANGES[kind]:
        raise LedgerError(f"「{state.label}」的问题不能「{kind.label}」")
    return CHANGES[kind][state]

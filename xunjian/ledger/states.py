"""Which change is allowed in which state, and where it leads: the whole life of a case as one table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from portal.errors import LedgerError
from xunjian.store.models import Case, Event, EventKind, Scan, State, User
from xunjian.store.models.case import OPEN

_TO_UNIT = (State.NEW, State.NOTIFIED, State.MENDING, State.BACK)
_ENDED = (State.CLOSED, State.DISMISSED, State.WAIVED)
_KEPT = {state: state for state in State}
_OPEN = {state: state for state in OPEN}

CHANGES: Mapping[EventKind, Mapping[State, State]] = {
    EventKind.SEEN: _OPEN,
    EventKind.CONFIRMED: _OPEN,
    EventKind.ASSIGNED: _OPEN,
    EventKind.DUE: _OPEN,
    EventKind.REMARKED: _KEPT,
    EventKind.RECHECKED: _KEPT | {State.CLAIMED: State.MENDING},
    EventKind.NOTIFIED: _OPEN | {State.NEW: State.NOTIFIED, State.BACK: State.NOTIFIED},
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


def step(
    case: Case,
    kind: EventKind,
    at: datetime,
    *,
    actor: User | None = None,
    note: str = "",
    scan: Scan | None = None,
    stays: bool = False,
) -> Event:
    """Moves the case in memory and returns the row of its history, both unsaved. `stays`: in the state it is in."""
    before = State(case.state)
    case.state = before if stays else after(kind, before)
    return Event(
        case=case,
        at=at,
        actor=actor,
        kind=kind,
        before=before,
        after=case.state,
        note=note.strip(),
        scan=scan,
    )

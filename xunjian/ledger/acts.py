"""What people and the program do with a case. Each is one row of its history.

All raise LedgerError when the state of the case does not allow it, or a reason is missing.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from portal.errors import LedgerError
from xunjian.ledger.states import after
from xunjian.store.models import Case, Event, EventKind, Scan, State, Unit, User


def confirm(case: Case, actor: User | None, at: datetime, note: str = "") -> None:
    """It is a real problem: its unit may be told."""
    case.confirmed = True
    _change(case, EventKind.CONFIRMED, actor, at, note)


def dismiss(case: Case, actor: User | None, at: datetime, reason: str, lapses: date | None = None) -> None:
    _rule(case, EventKind.DISMISSED, actor, at, reason, lapses)


def waive(case: Case, actor: User | None, at: datetime, reason: str, lapses: date | None = None) -> None:
    _rule(case, EventKind.WAIVED, actor, at, reason, lapses)


def assign(case: Case, unit: Unit | None, actor: User | None, at: datetime, note: str = "") -> None:
    case.unit = unit
    _change(
        case,
        EventKind.ASSIGNED,
        actor,
        at,
        "：".join(filter(None, (unit.name if unit else "无责任单位", note))),
    )


def notified(case: Case, at: datetime, note: str = "") -> None:
    _change(case, EventKind.NOTIFIED, None, at, note)


def start(case: Case, actor: User | None, at: datetime, note: str = "") -> None:
    _change(case, EventKind.STARTED, actor, at, note)


def claim(case: Case, actor: User | None, at: datetime, note: str = "") -> None:
    """The unit says it is mended; a recheck decides."""
    _change(case, EventKind.CLAIMED, actor, at, note)


def remark(case: Case, actor: User | None, at: datetime, note: str) -> None:
    _change(case, EventKind.REMARKED, actor, at, _said(note, "备注"))


def set_due(case: Case, due: date, actor: User | None, at: datetime, note: str = "") -> None:
    if due < case.found_at.date():
        raise LedgerError("整改期限不能早于发现日期")
    case.due = due
    _change(case, EventKind.DUE, actor, at, "：".join(filter(None, (due.isoformat(), note))))


def reopen(case: Case, actor: User | None, at: datetime, note: str = "") -> None:
    case.closed_at = case.lapses = None
    _change(case, EventKind.REOPENED, actor, at, note)


def rechecked(
    case: Case, at: datetime, note: str, scan: Scan | None = None, actor: User | None = None
) -> None:
    """A recheck still found it, or could not tell; `note` says which. A claim that proves wrong goes back."""
    _change(case, EventKind.RECHECKED, actor, at, note, scan)


def undecided(
    case: Case, at: datetime, note: str, scan: Scan | None = None, actor: User | None = None
) -> None:
    """A recheck that could not tell: the state stays."""
    _write(case, EventKind.RECHECKED, State(case.state), actor, at, note, scan)


def close(case: Case, at: datetime, note: str, scan: Scan | None = None, actor: User | None = None) -> None:
    """Only on proof: a later look covered it and did not find it."""
    case.closed_at = at
    _change(case, EventKind.CLOSED, actor, at, note, scan)


def _rule(
    case: Case, kind: EventKind, actor: User | None, at: datetime, reason: str, lapses: date | None
) -> None:
    said = _said(reason, "理由")
    if lapses and lapses <= at.date():
        raise LedgerError("有效期应晚于今天")
    case.lapses, case.ruled_text = lapses, case.finding.text
    _change(case, kind, actor, at, said)


def _said(text: str, what: str) -> str:
    if not text.strip():
        raise LedgerError(f"请写明{what}")
    return text.strip()


def _change(
    case: Case, kind: EventKind, actor: User | None, at: datetime, note: str, scan: Scan | None = None
) -> None:
    _write(case, kind, after(kind, State(case.state)), actor, at, note, scan)


@transaction.atomic
def _write(
    case: Case, kind: EventKind, state: State, actor: User | None, at: datetime, note: str, scan: Scan | None
) -> None:
    before, case.state = case.state, state
    case.save()
    Event.objects.create(
        case=case, at=at, actor=actor, kind=kind, before=before, after=state, note=note.strip(), scan=scan
    )

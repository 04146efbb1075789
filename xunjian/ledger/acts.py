"""What people and the program do with a case. Each locks it, checks its state and writes one row of its history.

All raise LedgerError when the state of the case does not allow it, or a reason is missing; the case is then as it was.
Rights are the caller's business.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from portal.calendar import CHINA
from portal.errors import LedgerError
from xunjian.hooks import announce
from xunjian.ledger.deadlines import due_date
from xunjian.ledger.states import step
from xunjian.ledger.wording import wording
from xunjian.store.models import Case, EventKind, Office, Scan, Unit, User


@transaction.atomic
def confirm(case: Case, actor: User | None, at: datetime, note: str = "") -> None:
    """It is a real problem: its unit may be told. What waited for this has its full time from now."""
    _lock(case)
    if not case.confirmed:
        fresh = due_date(case.severity, _day(at), Office.current())
        case.confirmed, case.due = True, max(filter(None, (case.due, fresh)), default=None)
    _write(case, EventKind.CONFIRMED, actor, at, note)


def dismiss(case: Case, actor: User | None, at: datetime, reason: str, lapses: date | None = None) -> None:
    """lapses: last day on which it holds."""
    _rule(case, EventKind.DISMISSED, actor, at, reason, lapses)


def waive(case: Case, actor: User | None, at: datetime, reason: str, lapses: date | None = None) -> None:
    """lapses: last day on which it holds."""
    _rule(case, EventKind.WAIVED, actor, at, reason, lapses)


@transaction.atomic
def assign(case: Case, unit: Unit | None, actor: User | None, at: datetime, note: str = "") -> None:
    _lock(case)
    case.unit = unit
    _write(case, EventKind.ASSIGNED, actor, at, _joined(unit.name if unit else "无责任单位", note))


@transaction.atomic
def notified(case: Case, at: datetime, note: str = "") -> None:
    _lock(case)
    if not case.confirmed:
        raise LedgerError("这个问题还没有确认属实，不能通知责任单位；请先确认")
    _write(case, EventKind.NOTIFIED, None, at, note)


def start(case: Case, actor: User | None, at: datetime, note: str = "") -> None:
    _change(case, EventKind.STARTED, actor, at, note)


def claim(case: Case, actor: User | None, at: datetime, note: str = "") -> None:
    """The unit says it is mended; a recheck decides."""
    _change(case, EventKind.CLAIMED, actor, at, note)


def remark(case: Case, actor: User | None, at: datetime, note: str) -> None:
    _change(case, EventKind.REMARKED, actor, at, _said(note, "备注"))


@transaction.atomic
def set_due(case: Case, due: date, actor: User | None, at: datetime, note: str = "") -> None:
    if due < _day(at):
        raise LedgerError(f"整改期限 {due} 已经过去，请选今天或以后的日期")
    _lock(case)
    told = f"{case.due or '无期限'} 改为 {due}"
    case.due = due
    _write(case, EventKind.DUE, actor, at, _joined(told, note))


@transaction.atomic
def reopen(case: Case, actor: User | None, at: datetime, note: str = "") -> None:
    """Takes a ruling or a closing back; the time to mend it begins anew."""
    _lock(case)
    case.closed_at = case.lapses = None
    case.due = due_date(case.severity, _day(at), Office.current())
    case.ruled_text = ""
    _write(case, EventKind.REOPENED, actor, at, note)


def rechecked(
    case: Case, at: datetime, note: str, scan: Scan | None = None, actor: User | None = None
) -> None:
    """A recheck still found it; `note` says what. A claim that proves wrong goes back."""
    _change(case, EventKind.RECHECKED, actor, at, note, scan)


@transaction.atomic
def undecided(
    case: Case, at: datetime, note: str, scan: Scan | None = None, actor: User | None = None
) -> None:
    """A recheck that could not tell: the state stays."""
    _lock(case)
    step(case, EventKind.RECHECKED, at, actor=actor, note=note, scan=scan, stays=True).save()


@transaction.atomic
def close(case: Case, at: datetime, note: str, scan: Scan | None = None, actor: User | None = None) -> None:
    """Only on proof: a later look covered it and did not find it."""
    _lock(case)
    case.closed_at = at
    _write(case, EventKind.CLOSED, actor, at, note, scan)


@transaction.atomic
def _rule(
    case: Case, kind: EventKind, actor: User | None, at: datetime, reason: str, lapses: date | None
) -> None:
    said = _said(reason, "理由")
    if lapses and lapses <= _day(at):
        raise LedgerError("有效期应晚于今天")
    _lock(case)
    case.lapses, case.ruled_text = lapses, wording(case.finding)
    _write(case, kind, actor, at, said + (f"（有效期至 {lapses}）" if lapses else ""))


@transaction.atomic
def _change(
    case: Case, kind: EventKind, actor: User | None, at: datetime, note: str, scan: Scan | None = None
) -> None:
    _lock(case)
    _write(case, kind, actor, at, note, scan)


def _lock(case: Case) -> None:
    """The case as it is now, whatever the caller has read before; nobody else changes it meanwhile."""
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())


def _write(
    case: Case, kind: EventKind, actor: User | None, at: datetime, note: str, scan: Scan | None = None
) -> None:
    try:
        row = step(case, kind, at, actor=actor, note=note, scan=scan)
    except LedgerError:
        case.refresh_from_db()  # what the act had set on it already
        raise
    case.save()
    row.save()
    announce.case_changes([row])


def _said(text: str, what: str) -> str:
    if not text.strip():
        raise LedgerError(f"请写明{what}")
    return text.strip()


def _joined(what: str, note: str) -> str:
    return "：".join(filter(None, (what, note.strip())))


def _day(at: datetime) -> date:
    return at.astimezone(CHINA).date()

"""Rectification notices: each unit gets its own list; nothing to report sends nothing.

Single veto goes at once, at any hour. The rest goes on working days (or the first of the week) at the hour the office
set. What cannot be mailed to its unit goes to the office, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from checks import Severity
from portal.calendar import CHINA
from reports.notice import letter, subject
from xunjian.ledger import acts
from xunjian.ledger.deadlines import is_workday
from xunjian.mail.files import notice_files
from xunjian.mail.lines import UNTOLD, found_mark, open_cases, unit_list
from xunjian.mail.outbox import post
from xunjian.mail.quiet import next_workday, sending_time
from xunjian.mail.undeliverable import tell_office, tell_office_vetoes
from xunjian.store.models import Case, Message, Office, State, Unit, User
from xunjian.store.models.office import Digest


def send_due(at: datetime) -> tuple[Message, ...]:
    """Every notice that is due at `at` and was not made before: may be called as often as one likes."""
    office, units = Office.current(), tuple(Unit.objects.all())
    made = [_send_vetoes(unit, office, at) for unit in units if unit.email]
    made.append(tell_office_vetoes(office, at))
    if _is_digest_time(office, at):
        made += [_send_digest(unit, office, at) for unit in units if unit.email]
        made.append(tell_office(office, at))
    return tuple(message for message in made if message)


def send_unit(unit: Unit, at: datetime, by: User | None = None) -> Message | None:
    """The whole list of the unit; the same list is sent once a day. Where a person asks for it (`by`) it goes at once.

    None where there is nothing to mend, no address to send to, or the list went out before.
    """
    cases, office = tuple(open_cases(unit)), Office.current()
    todo = [case for case in cases if case.state != State.CLAIMED]
    if not unit.email or not todo:
        return None
    return _post(f"{_day_key(unit, at)}-{found_mark(todo)}", unit, cases, office, at, by=by)


def _send_vetoes(unit: Unit, office: Office, at: datetime) -> Message | None:
    """What is single veto and untold. Telling it moves the case, so it is told once."""
    cases = tuple(open_cases(unit).filter(severity=Severity.VETO, state__in=UNTOLD))
    if not cases:
        return None
    return _post(f"veto-{unit.pk}-{found_mark(cases)}", unit, cases, office, at, urgent=True)


def _send_digest(unit: Unit, office: Office, at: datetime) -> Message | None:
    key = _day_key(unit, at)
    cases = tuple(open_cases(unit))
    if Message.objects.filter(key__startswith=key).exists() or not is_worth_telling(cases, office, at):
        return None
    return _post(key, unit, cases, office, at)


def is_worth_telling(cases: Iterable[Case], office: Office, at: datetime) -> bool:
    """Something is new, is due by the next working day, or (once a week) is late."""
    today = _day(at)
    soon, weekly = next_workday(today, office), _is_first_of_week(today, office)
    return any(
        case.state in UNTOLD
        or (
            case.state != State.CLAIMED
            and case.due
            and (today <= case.due <= soon or (weekly and case.due < today))
        )
        for case in cases
    )


@transaction.atomic
def _post(
    key: str,
    unit: Unit,
    cases: Iterable[Case],
    office: Office,
    at: datetime,
    *,
    urgent: bool = False,
    by: User | None = None,
) -> Message | None:
    """Message and history in one transaction: a case is told of when, and only when, the mail is in the outbox."""
    if Message.objects.filter(key=key).exists():
        return None
    listed = unit_list(unit, cases, office, at)
    message, made = post(
        key,
        to=unit.email,
        subject=subject(listed),
        body=letter(listed),
        at=at,
        after=at if by else sending_time(at, office, urgent=urgent),
        unit=unit,
        files=notice_files(listed),
    )
    if not made:
        return None
    for case in cases:
        if case.state in UNTOLD:
            acts.notified(case, at, f"《整改通知》发往 {unit.email}" + (f"（{by}）" if by else ""))
    return message


def _is_digest_time(office: Office, at: datetime) -> bool:
    today, moment = _day(at), at.astimezone(CHINA).time()
    if office.digest == Digest.NEVER or moment < office.digest_at or not is_workday(today, office):
        return False
    return office.digest == Digest.DAILY or _is_first_of_week(today, office)


def _is_first_of_week(day: date, office: Office) -> bool:
    """The first working day of its week: Monday, unless that is a holiday."""
    earlier = (day - timedelta(days=n) for n in range(1, day.weekday() + 1))
    return is_workday(day, office) and not any(is_workday(each, office) for each in earlier)


def _day_key(unit: Unit, at: datetime) -> str:
    return f"notice-{unit.pk}-{_day(at)}"


def _day(at: datetime) -> date:
    return at.astimezone(CHINA).date()

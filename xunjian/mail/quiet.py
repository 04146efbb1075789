"""When a mail may go out: in the office's hours of a working day; what is urgent goes at once."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from portal.calendar import CHINA
from xunjian.ledger.deadlines import is_workday
from xunjian.store.models import Office

LONGEST_HOLIDAY = 30  # days; beyond it the calendar is wrong, and a mail is better sent than lost


def sending_time(at: datetime, office: Office, *, urgent: bool = False) -> datetime:
    """`at`, or the end of quiet hours, or the morning of the next working day, whichever is later."""
    if urgent:
        return at
    moment = _after_quiet(at.astimezone(CHINA), office)
    if is_workday(moment.date(), office):
        return moment
    return _after_quiet(_at(next_workday(moment.date(), office), office.digest_at), office)


def next_workday(day: date, office: Office) -> date:
    """The first working day after `day`."""
    following = [day + timedelta(days=n) for n in range(1, LONGEST_HOLIDAY + 1)]
    return next((each for each in following if is_workday(each, office)), following[0])


def _after_quiet(moment: datetime, office: Office) -> datetime:
    start, end, now = office.quiet_from, office.quiet_until, moment.time()
    overnight = start > end
    if not (now >= start or now < end if overnight else start <= now < end):
        return moment
    return _at(moment.date() + timedelta(days=overnight and now >= start), end)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, CHINA)

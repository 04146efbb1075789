"""What cannot be mailed to a unit goes to the office: units without an address, problems without a unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import transaction

from checks import Severity
from portal.calendar import CHINA
from reports.wording import SEVERITY, chinese_day, flat
from xunjian.mail.files import notice_files
from xunjian.mail.lines import UNTOLD, found_mark, open_cases, unit_list
from xunjian.mail.outbox import post
from xunjian.mail.quiet import sending_time
from xunjian.store.models import Case, Message, Office, Reminder, Unit

ENCLOSED = 10  # units whose files are enclosed; more would not pass as one mail
HELD = "这些问题还没有送到责任单位手里："
DO = (
    "请在“账号”里给单位补上邮箱，在“台账”里把没有责任单位的问题分派出去，下一次通知就会直接发给他们；",
    "附件是没有邮箱的单位的《整改通知》和《整改台账》，也可以先由您转交。",
)


def without_address() -> tuple[Unit, ...]:
    """Units with something to mend and no e-mail address."""
    return tuple(unit for unit in Unit.objects.filter(email="") if open_cases(unit).exists())


def tell_office(office: Office, at: datetime) -> Message | None:
    """Once a day, while there is anything that nobody was told of."""
    held = _held()
    key = f"office-{at.astimezone(CHINA).date()}"
    untold = any(case.state in UNTOLD for cases in held.values() for case in cases)
    if not untold or not office.email or Message.objects.filter(key=key).exists():
        return None
    return _post(key, held, office, at, f"有 {_count(held)} 个问题没有送到责任单位")


def tell_office_vetoes(office: Office, at: datetime) -> Message | None:
    """Single veto that nobody was told of: at once, and each once, whatever becomes of the others."""
    grave = {
        found_mark([case]): (unit, case)
        for unit, cases in _held().items()
        for case in cases
        if case.severity == Severity.VETO and case.state in UNTOLD
    }
    told = set(Reminder.objects.filter(key__in=map(_veto_key, grave)).values_list("key", flat=True))
    new = {mark: found for mark, found in grave.items() if _veto_key(mark) not in told}
    if not new or not office.email:
        return None
    held: dict[Unit | None, tuple[Case, ...]] = {}
    for unit, case in new.values():
        held[unit] = (*held.get(unit, ()), case)
    key = f"office-veto-{found_mark(case for _, case in new.values())}"
    with transaction.atomic():
        what = f"有 {len(new)} 个单项否决类问题没有送到责任单位"
        message = _post(key, held, office, at, what, urgent=True)
        rows = [Reminder(key=_veto_key(mark), message=message) for mark in new]
        Reminder.objects.bulk_create(rows, ignore_conflicts=True)  # another worker may be as fast
    return message


def _veto_key(mark: str) -> str:
    return f"office-veto:{mark}"


Held = Mapping[Unit | None, tuple[Case, ...]]


def _held() -> Held:
    units: tuple[Unit | None, ...] = (*Unit.objects.filter(email=""), None)
    found = {unit: tuple(open_cases(unit)) for unit in units}
    return {unit: cases for unit, cases in found.items() if cases}


def _count(held: Held) -> int:
    return sum(map(len, held.values()))


def _post(key: str, held: Held, office: Office, at: datetime, what: str, *, urgent: bool = False) -> Message:
    message, _ = post(
        key,
        to=office.email,
        subject=f"需要您处理：{what}",
        body="\n".join(_lines(held, office, at)) + "\n",
        at=at,
        after=sending_time(at, office, urgent=urgent),
        files=[
            file
            for unit, cases in list(held.items())[:ENCLOSED]
            if unit
            for file in notice_files(unit_list(unit, cases, office, at), prefix=f"{unit.name}-")
        ],
    )
    return message


def _lines(held: Held, office: Office, at: datetime) -> Iterator[str]:
    yield f"{office.name}："
    yield ""
    yield HELD
    for unit, cases in held.items():
        yield f"· {unit.name + '（没有邮箱）' if unit else '还没有责任单位'}：{len(cases)} 个"
        for case in sorted(cases, key=lambda c: (c.severity != Severity.VETO, c.pk))[:5]:
            grave = SEVERITY[Severity(case.severity)]
            yield f"   【{grave}】{flat(case.finding.message, 80)}（编号 {case.pk}）"
    yield ""
    yield from DO
    yield ""
    yield f"巡检程序 {chinese_day(at.astimezone(CHINA).date())}"

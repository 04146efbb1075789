"""An office with two units, and confirmed cases of theirs."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from xunjian.store.models import Case, Event, EventKind, Finding, Office, Scan, Site, State, Unit

CHINA = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)  # a Tuesday
HOME = "http://www.sfq.example/"


def site() -> Site:
    return Site.objects.get_or_create(home=HOME, defaults={"name": "示范区人民政府"})[0]


def unit(name: str = "交通局", email: str = "jtj@sfq.example") -> Unit:
    return Unit.objects.get_or_create(name=name, defaults={"email": email})[0]


def set_office(**changes: object) -> Office:
    office = Office.current()
    values = {
        "name": "区政府办信息科",
        "email": "xxk@sfq.example",
        "sender": "xunjian@sfq.example",
        **changes,
    }
    for name, value in values.items():
        setattr(office, name, value)
    office.save()
    return office


def case(owner: Unit | None, **changes: object) -> Case:
    """A confirmed new case with its first history row; name any field of case to change it."""
    number = Case.objects.count() + 1
    at = changes.pop("found_at", AT)
    scan = Scan.objects.create(site=site(), reference_time=at)
    severity = str(changes.get("severity", "error"))
    finding = Finding.objects.create(
        scan=scan,
        fingerprint=f"{number:016x}",
        rule="LNK002",
        name="内部链接打不开",
        severity=severity,
        outcome="fail",
        url=f"{HOME}a/{number}.html",
        target=f"{HOME}gone/{number}.html",
        text="关于公路养护的通知",
        message="页面打不开：404",
        places=[[f"{HOME}a/{number}.html", "正文第 2 段"]],
    )
    values = {
        "severity": severity, "unit": owner, "confirmed": True, "found_at": at, "due": date(2026, 12, 1), **changes,
    }  # fmt: skip
    made = Case.objects.create(
        site=site(),
        fingerprint=finding.fingerprint,
        rule="LNK002",
        finding=finding,
        first_scan=scan,
        last_scan=scan,
        **values,
    )
    event(made, EventKind.FOUND, at)
    return made


def event(of: Case, kind: EventKind, at: datetime = AT, note: str = "") -> Event:
    return Event.objects.create(case=of, at=at, kind=kind, after=of.state, note=note)


def state(of: Case) -> str:
    of.refresh_from_db()
    return State(of.state).label

"""A month of the office under a clock of our own: everything once, and nothing made up for that cannot be.

With a holiday of the place, a night on which the machine was off, one on which the scan worker did nothing, and a mail
server that was down for a morning. The schedule, the quick queue and its worker are the real ones, home pages are looked
at, mails and pushes sent for real. Scans are not carried out: whoever stands in for the scan worker marks them finished.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django_tasks import TaskResult
from django_tasks.signals import task_enqueued
from django_tasks_db.models import DBTaskResult

from portal.calendar import CHINA
from tests.crawler.portal_server import PortalServer, page
from tests.hooks.receiver import Receiver
from tests.jobs.clockwork import Happening, live, moment, work_off
from tests.mail.office import HOME, case, set_office, site, state, unit
from tests.mail.server import Postbox, Server, free_port
from xunjian.jobs import timetable
from xunjian.jobs.tasks import send_digests
from xunjian.store.models import Case, Message, MessageState, Probe, Scan, ScanState, Site, Webhook
from xunjian.store.models.office import Security

pytestmark = pytest.mark.django_db(transaction=True)

BEGIN, END = moment("2026-12-31", "23:00"), moment("2027-02-01")
DOWN, BACK = moment("2027-01-12", "22:00"), moment("2027-01-13", "06:00")
LEFT_UNDONE = date(2027, 1, 18)  # the night on which the scan worker does nothing


FOUND = ("2027-01-06 10:00", "2027-01-16 15:00", "2027-01-20 02:00", "2027-01-29 10:00")
LEADER, ROADS, OFFICE = "zhuren@sfq.example", "jtj@sfq.example", "xxk@sfq.example"


@pytest.fixture(autouse=True)
def hourly_pulse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timetable, "PULSE", "31")  # else 44,640 of them


@pytest.fixture
def portal() -> Iterator[str]:
    with PortalServer({"/": page("/a.html", text="要闻动态、通知公告、政策文件。" * 20)}) as server:
        yield f"{server.url}/"


def _work() -> None:
    work_off()
    undone = Scan.objects.filter(state=ScanState.QUEUED).exclude(night=LEFT_UNDONE)
    undone.update(state=ScanState.FINISHED)


@pytest.fixture
def asked() -> Iterator[dict[str, list[Any]]]:
    """First arguments of every job asked for, by task."""
    jobs: dict[str, list[Any]] = defaultdict(list)

    def note(sender: object, task_result: TaskResult[Any], **_: object) -> None:
        jobs[task_result.task.name].append(next(iter(task_result.args), None))

    task_enqueued.connect(note)
    yield jobs
    task_enqueued.disconnect(note)


def _nights(site: Site) -> list[date]:
    return sorted(scan.night for scan in Scan.objects.filter(site=site) if scan.night)


def _days(first: str, last: str) -> list[date]:
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    return [begin + timedelta(n) for n in range((end - begin).days + 1)]


def _hours(*spans: tuple[datetime, datetime]) -> set[datetime]:
    return {
        begin + timedelta(hours=n)
        for begin, end in spans
        for n in range(int((end - begin).total_seconds() // 3600))
    }


class Postman:
    """The mail server of the month, and what it took."""

    def __init__(self) -> None:
        self.box, self.port = Postbox(), free_port()
        self._running: Server | None = None

    def start(self) -> None:
        self._running = Server(self.box, self.port)
        self._running.__enter__()

    def stop(self) -> None:
        if self._running:
            self._running.__exit__()
            self._running = None

    def sent(self) -> list[tuple[datetime, str, str]]:
        return [(mail["Date"].datetime, mail["To"], mail["Subject"]) for mail in self.box.read()]


@pytest.fixture
def postman() -> Iterator[Postman]:
    made = Postman()
    made.start()
    yield made
    made.stop()


def test_a_month(portal: str, asked: dict[str, list[Any]], postman: Postman) -> None:
    with time_machine.travel(BEGIN, tick=False) as clock, Receiver() as receiver:
        main, late = _found_office(portal, postman.port, receiver.url)
        live(clock, DOWN, work=_work, happenings=_first_part(postman))
        clock.move_to(BACK)
        live(clock, END, work=_work, happenings=_second_part(main, late))
    _check_scans(main, late, asked)
    _check_probes(main, asked)
    _check_mails(postman, asked)
    missed = [json.loads(pushed.body) for pushed in receiver.pushed]
    assert [(one["event"], one["site"]["name"], one["night"]) for one in missed] == [
        ("night.missed", name, "2027-01-18") for name in ("主站", "新站", "晚站")
    ]
    assert not DBTaskResult.objects.failed().exists()


def _found_office(portal: str, port: int, hook: str) -> tuple[Site, Site]:
    set_office(
        holidays="2027-01-29", smtp_host="127.0.0.1", smtp_port=port, smtp_security=Security.NONE,
        report_day=5, report_to=LEADER, hook_networks="127.0.0.0/8",
    )  # fmt: skip
    Webhook.objects.create(name="大屏", url=hook, secret="x", events=["night.missed"])
    Site.objects.create(name="示范区人民政府", home=HOME, nightly=False, probing=False)  # it has the cases
    main = Site.objects.create(name="主站", home=portal)
    return main, Site.objects.create(
        name="晚站", home="http://127.0.0.1:9/", nightly_at="23:30", probing=False
    )


def _first_part(postman: Postman) -> tuple[Happening, ...]:
    return (
        Happening(moment("2027-01-06", "09:00"), postman.stop),
        Happening(moment("2027-01-06", "10:00"), lambda: _find("error")),
        Happening(moment("2027-01-06", "11:00"), postman.start),
        Happening(moment("2027-01-10", "12:00"), _add_site),
    )


def _second_part(main: Site, late: Site) -> tuple[Happening, ...]:
    return (
        Happening(moment("2027-01-16", "15:00"), lambda: _find("error")),  # a Saturday
        Happening(moment("2027-01-20", "02:00"), lambda: _find("veto")),
        Happening(moment("2027-01-20", "12:00"), lambda: _change(main, nightly_at="03:00")),
        Happening(moment("2027-01-25", "12:00"), lambda: _change(late, nightly=False)),
        Happening(moment("2027-01-29", "10:00"), lambda: _find("error")),  # a holiday of the place
    )


def _find(severity: str) -> None:
    """As a scan does that has ended now."""
    with_deadline = date(2027, 3, 1)
    case(unit(), found_at=datetime.now(CHINA), severity=severity, due=with_deadline)
    Scan.objects.filter(site=site()).update(state=ScanState.FINISHED)
    send_digests.enqueue(datetime.now(CHINA).isoformat())


def _check_scans(main: Site, late: Site, asked: dict[str, list[Any]]) -> None:
    added = Site.objects.get(name="新站")
    assert _nights(main) == _days("2027-01-01", "2027-01-31")
    assert _nights(late) == _days("2026-12-31", "2027-01-24")  # 12 January made up for on the 13th
    assert _nights(added) == _days("2027-01-11", "2027-01-31")
    nightly = Scan.objects.exclude(night=None)
    assert Counter(asked["run_scan"]) == Counter(nightly.values_list("pk", flat=True))
    assert _begun(main) == Counter({"01:30": 19, "06:00": 1, "03:00": 11})
    assert _begun(late) == Counter({"23:30": 24, "06:00": 1})


def _check_probes(main: Site, asked: dict[str, list[Any]]) -> None:
    slots = {probe.slot for probe in Probe.objects.filter(site=main)}
    assert slots == _hours((BEGIN, DOWN), (BACK, END))  # what was not looked at is not made up for
    assert len(asked["look_at_home"]) == Probe.objects.count() == len(slots)
    assert all(probe.ok and probe.counted for probe in Probe.objects.all())


def _check_mails(postman: Postman, asked: dict[str, list[Any]]) -> None:
    daily = [moment(str(day), "08:30") for day in _days("2027-01-01", "2027-01-31")]
    found = [moment(*at.split()) for at in FOUND]
    asked_at = Counter(map(datetime.fromisoformat, asked["send_digests"]))
    assert asked_at == Counter([*daily, *found, BEGIN, BACK])
    notice, countdown, missed = (
        "整改通知：交通局有 {} 个网站问题待整改（新增 1）",
        "限期事项提醒（2 项）",
        "夜间巡查没有完成（{} 项）",
    )
    expected = [
        ("2027-01-05 08:31", LEADER, "2026年12月网站巡查月报"),
        ("2027-01-05 08:31", LEADER, "2026年第四季度网站巡查季报"),
        ("2027-01-06 11:31", ROADS, notice.format(1)),  # the mail server was down at 10:31
        ("2027-01-15 08:31", OFFICE, countdown),
        ("2027-01-18 08:31", OFFICE, missed.format(2)),
        ("2027-01-18 08:31", ROADS, notice.format(2)),  # found on Saturday
        ("2027-01-19 08:31", OFFICE, missed.format(1)),
        ("2027-01-20 02:31", ROADS, "整改通知：交通局有 1 个网站问题待整改（新增 1，单项否决 1）"),
        ("2027-01-25 08:31", OFFICE, countdown),
        ("2027-01-28 08:31", OFFICE, countdown),  # 31 is a Sunday, 29 a holiday of the place
    ]
    assert sorted(postman.sent()) == sorted(
        (moment(*at.split()), to, subject) for at, to, subject in expected
    )
    assert {message.state for message in Message.objects.all()} == {MessageState.SENT}
    assert Message.objects.get(subject=notice.format(1)).tries == 2
    assert [state(one) for one in Case.objects.order_by("pk")] == ["已通知", "已通知", "已通知", "新发现"]


def _add_site() -> None:
    Site.objects.create(name="新站", home="http://127.0.0.1:10/", nightly_at="02:00", probing=False)


def _change(site: Site, **values: object) -> None:
    Site.objects.filter(pk=site.pk).update(**values)


def _begun(site: Site) -> Counter[str]:
    return Counter(f"{s.reference_time.astimezone(CHINA):%H:%M}" for s in Scan.objects.filter(site=site))


def test_a_machine_with_summer_time_keeps_chinese_nights() -> None:
    begin = moment("2027-03-26", "20:00").astimezone(
        ZoneInfo("Europe/Berlin")
    )  # clocks go forward on the 28th
    with time_machine.travel(begin, tick=False) as clock:
        site = Site.objects.create(name="站", home="http://127.0.0.1:9/", probing=False)
        live(clock, moment("2027-03-31", "20:00"), work=_work)
    assert _nights(site) == _days("2027-03-27", "2027-03-31")
    assert _begun(site) == Counter({"01:30": 5})

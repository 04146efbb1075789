"""A month of the office under a clock of our own: everything once, and nothing made up for that cannot be.

With a holiday of the place, a night on which the machine was off, one on which the scan worker was, a mail server that was
down for a morning, and a portal that breaks and is mended between the nights. Nothing is stood in for: schedule, queues and
workers are the real ones, three small portals are crawled and judged every night, mails and pushes sent, old nights cleared.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django_tasks import TaskResult
from django_tasks.signals import task_enqueued
from django_tasks_db.models import DBTaskResult

from checks import catalogue
from portal.calendar import CHINA
from portal.snapshot import verify
from tests.crawler.portal_server import PortalServer, page
from tests.hooks.receiver import Receiver
from tests.jobs.clockwork import Happening, live, moment, work_off
from tests.mail.office import set_office, unit
from tests.mail.server import Postbox, Server, free_port
from xunjian.jobs import timetable
from xunjian.jobs.queues import SCANS
from xunjian.store.models import (
    Case,
    Channel,
    EventKind,
    Message,
    MessageState,
    Ownership,
    Probe,
    Role,
    Scan,
    ScanState,
    Site,
    State,
    User,
    Webhook,
)
from xunjian.store.models.office import Security
from xunjian.web.deeds import Said, carry_out

pytestmark = pytest.mark.django_db(transaction=True)

BEGIN, END = moment("2026-12-31", "23:00"), moment("2027-02-01")
DOWN, BACK = moment("2027-01-12", "22:00"), moment("2027-01-13", "06:00")
IDLE, BUSY = moment("2027-01-18"), moment("2027-01-18", "12:00")  # the scan worker is off between them
CONFIRMED = moment("2027-01-20", "09:00")  # what the program is not sure of, by a clerk
LEADER, ROADS, OFFICE = "zhuren@sfq.example", "jtj@sfq.example", "xxk@sfq.example"
WANTED = {"LNK002", "SEC001"}  # rules; of a portal of four pages the others have too much to say
TEXT = "要闻动态、通知公告、政策文件。" * 20
HIDDEN = '<div style="display:none"><a href="http://{}/">真人百家乐</a></div>'


@pytest.fixture(autouse=True)
def hourly_pulse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timetable, "PULSE", "31")  # else 44,640 of them


@pytest.fixture(autouse=True)
def shelves() -> Iterator[None]:
    yield
    shutil.rmtree(Path(settings.DATA) / "sites", ignore_errors=True)


class Portal(PortalServer):
    """A front page and three more, which may be broken and mended."""

    def __init__(self) -> None:
        pages = {f"/{name}.html": page("/", title=f"第 {name} 页", text=TEXT) for name in "abc"}
        super().__init__({"/": page(*pages, title="某区人民政府", text=TEXT), **pages})

    def link(self, name: str, to: str) -> None:
        self.routes[f"/{name}.html"] = page("/", to, title=f"第 {name} 页", text=TEXT)

    def hide_a_link(self) -> None:
        self.routes["/c.html"] = page("/", title="第 c 页", text=TEXT + HIDDEN.format("127.0.0.1:9"))

    def mend(self, name: str) -> None:
        self.routes[f"/{name}.html"] = page("/", title=f"第 {name} 页", text=TEXT)


@dataclass(frozen=True, slots=True)
class Portals:
    main: Portal
    late: Portal
    added: Portal


@pytest.fixture
def portals() -> Iterator[Portals]:
    with ExitStack() as stack:
        yield Portals(*(stack.enter_context(Portal()) for _ in range(3)))


def _found(name: str, portal: Portal, **more: object) -> Site:
    off = json.dumps([code for code in catalogue() if code not in WANTED])
    profile = f'start = ["{portal.url}/"]\n[crawl]\nexternal = false\n[rules]\ndisabled = {off}\n'
    return Site.objects.create(name=name, home=f"{portal.url}/", profile=profile, **more)


def _work() -> None:
    """As the two workers of an office do; the one of the scans is off for half a day."""
    work_off()
    if (
        not IDLE <= datetime.now(CHINA) < BUSY
        and DBTaskResult.objects.ready().filter(queue_name=SCANS).exists()
    ):
        work_off(SCANS)
        work_off()


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


def test_a_month(portals: Portals, asked: dict[str, list[Any]], postman: Postman) -> None:
    with time_machine.travel(BEGIN, tick=False) as clock, Receiver() as receiver:
        main, late = _found_office(portals, postman.port, receiver.url)
        live(clock, DOWN, work=_work, happenings=_first_part(portals, postman))
        clock.move_to(BACK)
        live(clock, END, work=_work, happenings=_second_part(portals.main, main, late))
    _check_scans(main, late, asked)
    _check_cases(portals.main)
    _check_probes(main, asked)
    _check_mails(postman, asked)
    _check_clearing(main)
    missed = [json.loads(pushed.body) for pushed in receiver.pushed]
    assert [(one["event"], one["site"]["name"], one["night"]) for one in missed] == [
        ("night.missed", name, "2027-01-18") for name in ("主站", "新站")
    ]
    assert not DBTaskResult.objects.failed().exists()


def _found_office(portals: Portals, port: int, hook: str) -> tuple[Site, Site]:
    set_office(
        holidays="2027-01-29", smtp_host="127.0.0.1", smtp_port=port, smtp_security=Security.NONE,
        report_day=5, report_to=LEADER, hook_networks="127.0.0.0/8", keep_days=14,
    )  # fmt: skip
    Webhook.objects.create(name="大屏", url=hook, secret="x", events=["night.missed"])
    main = _found("主站", portals.main)
    Ownership.objects.create(site=main, unit=unit(), prefix=main.home)
    return main, _found("晚站", portals.late, nightly_at="23:30", probing=False)


def _first_part(portals: Portals, postman: Postman) -> tuple[Happening, ...]:
    def add() -> Site:
        return _found("新站", portals.added, nightly_at="02:00", probing=False)

    return (
        Happening(moment("2027-01-05", "12:00"), lambda: portals.main.link("a", "/gone1.html")),
        Happening(moment("2027-01-06", "08:00"), postman.stop),
        Happening(moment("2027-01-06", "11:00"), postman.start),
        Happening(moment("2027-01-08", "12:00"), lambda: portals.main.mend("a")),
        Happening(moment("2027-01-10", "12:00"), add),
    )


def _second_part(portal: Portal, main: Site, late: Site) -> tuple[Happening, ...]:
    return (
        Happening(moment("2027-01-15", "12:00"), lambda: portal.link("b", "/gone2.html")),  # a Friday
        Happening(BUSY, _work),
        Happening(moment("2027-01-19", "12:00"), portal.hide_a_link),
        Happening(CONFIRMED, _confirm),
        Happening(moment("2027-01-20", "12:00"), lambda: portal.link("a", "/gone1.html")),
        Happening(moment("2027-01-20", "12:00"), lambda: _change(main, nightly_at="03:00")),
        Happening(moment("2027-01-20", "18:00"), lambda: portal.mend("c")),
        Happening(moment("2027-01-25", "12:00"), lambda: _change(late, nightly=False)),
        Happening(moment("2027-01-28", "12:00"), lambda: portal.link("c", "/gone3.html")),
    )


def _confirm() -> None:
    clerk = User.objects.create(username="clerk", role=Role.OFFICE)
    assert not carry_out(
        "confirm", [Case.objects.get(rule="SEC001")], clerk, datetime.now(CHINA), Said()
    ).refused


def _check_scans(main: Site, late: Site, asked: dict[str, list[Any]]) -> None:
    added = Site.objects.get(name="新站")
    assert _nights(main) == _days("2027-01-01", "2027-01-31")
    assert _nights(late) == _days("2026-12-31", "2027-01-24")  # 12 January made up for on the 13th
    assert _nights(added) == _days("2027-01-11", "2027-01-31")
    scans = Scan.objects.all()
    assert {(scan.state, scan.pages) for scan in scans} == {(ScanState.FINISHED, 4)}
    assert Counter(asked["run_scan"]) == Counter(scans.values_list("pk", flat=True))
    assert _begun(main) == Counter({"01:30": 19, "06:00": 1, "03:00": 11})
    assert _begun(late) == Counter({"23:30": 24, "06:00": 1})
    left = scans.filter(night="2027-01-18").order_by("site__name")
    assert [_clock(scan.ended_at) for scan in left] == ["18 12:00", "18 12:00", "18 23:30"]


def _check_cases(portal: Portal) -> None:
    """New, still there, mended and back: each as the nights saw it."""
    told = {
        case.finding.target.removeprefix(portal.url): [
            (_clock(event.at), event.kind)
            for event in case.events.order_by("pk")
            if event.kind != EventKind.NOTIFIED
        ]
        for case in Case.objects.all()
    }
    assert told == {
        "/gone1.html": [
            ("06 01:30", EventKind.FOUND),
            ("09 01:30", EventKind.CLOSED),
            ("21 03:00", EventKind.BACK),
        ],
        "/gone2.html": [("16 01:30", EventKind.FOUND)],
        "http://127.0.0.1:9/": [
            ("20 01:30", EventKind.FOUND),
            ("20 09:00", EventKind.CONFIRMED),
            ("21 03:00", EventKind.CLOSED),
        ],
        "/gone3.html": [("29 03:00", EventKind.FOUND)],
    }
    last = Scan.objects.get(site__name="主站", night="2027-01-31")
    seen = {
        case.finding.target.removeprefix(portal.url): case for case in Case.objects.filter(last_scan=last)
    }
    assert {target: State(case.state).label for target, case in seen.items()} == {
        "/gone1.html": "已通知", "/gone2.html": "已通知", "/gone3.html": "新发现",
    }  # fmt: skip


def _check_clearing(main: Site) -> None:
    """On the last morning: two weeks of nights, and before them the last of each week; the chain holds all along."""
    scans = list(main.scans.order_by("night"))
    whole = [str(scan.night) for scan in scans if (scan.snapshot / "snapshot.sqlite").is_file()]
    assert whole == ["2027-01-03", "2027-01-10", *map(str, _days("2027-01-17", "2027-01-31"))]
    assert [problem for scan in scans for problem in verify(scan.snapshot)] == []


def _check_probes(main: Site, asked: dict[str, list[Any]]) -> None:
    slots = {probe.slot for probe in Probe.objects.filter(site=main)}
    assert slots == _hours((BEGIN, DOWN), (BACK, END))  # what was not looked at is not made up for
    assert len(asked["look_at_home"]) == Probe.objects.count() == len(slots)
    assert all(probe.ok and probe.counted for probe in Probe.objects.all())


def _check_mails(postman: Postman, asked: dict[str, list[Any]]) -> None:
    daily = [moment(str(day), "08:30") for day in _days("2027-01-01", "2027-01-31")]
    ended = Scan.objects.values_list("ended_at", flat=True)
    asked_at = Counter(map(datetime.fromisoformat, asked["send_digests"]))
    assert asked_at == Counter([*daily, *ended, BEGIN, BACK, CONFIRMED])
    notice, countdown, missed = (
        "整改通知：交通局有 {} 个网站问题待整改{}",
        "限期事项提醒（2 项）",
        "夜间巡查没有完成（2 项）",
    )
    fresh = "（新增 1）"
    expected = [
        ("2027-01-05 08:31", LEADER, "2026年12月网站巡查月报"),
        ("2027-01-05 08:31", LEADER, "2026年第四季度网站巡查季报"),
        ("2027-01-06 12:31", ROADS, notice.format(1, fresh)),  # tried in vain at 8:31, 9:31 and 10:31
        ("2027-01-15 08:31", OFFICE, countdown),
        ("2027-01-18 08:31", OFFICE, missed),
        ("2027-01-18 08:31", ROADS, notice.format(1, fresh)),  # found on Saturday
        ("2027-01-20 09:31", ROADS, notice.format(1, "（新增 1，单项否决 1）")),  # when it was confirmed
        ("2027-01-21 08:31", ROADS, notice.format(2, fresh)),  # one is back
        ("2027-01-25 08:31", OFFICE, countdown),
        ("2027-01-28 08:31", OFFICE, countdown),  # 31 is a Sunday, 29 a holiday of the place
        ("2027-01-28 08:31", ROADS, notice.format(2, "")),  # one is due by the next working day
    ]
    assert sorted(postman.sent()) == sorted(
        (moment(*at.split()), to, subject) for at, to, subject in expected
    )
    assert {message.state for message in Message.objects.all()} == {MessageState.SENT}
    tries = Message.objects.filter(channel=Channel.MAIL).values_list("tries", flat=True)
    assert sorted(tries) == [1] * 10 + [4]
    assert len({mail["Message-ID"] for mail in postman.box.read()}) == len(expected)


def _change(site: Site, **values: object) -> None:
    Site.objects.filter(pk=site.pk).update(**values)


def _clock(at: datetime | None) -> str:
    assert at
    return f"{at.astimezone(CHINA):%d %H:%M}"


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

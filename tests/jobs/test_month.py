"""A month of the office under a clock of our own: everything once, and nothing made up for that cannot be.

The schedule, the quick queue and its worker are the real ones, home pages are looked at for real. Scans are not
carried out: whoever stands in for the scan worker marks them finished, but for one night.
"""

from __future__ import annotations

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
from tests.jobs.clockwork import Happening, live, moment, work_off
from xunjian.jobs import timetable
from xunjian.store.models import Message, Office, Probe, Scan, ScanState, Site

pytestmark = pytest.mark.django_db(transaction=True)

BEGIN, END = moment("2026-12-31", "23:00"), moment("2027-02-01")
DOWN, BACK = moment("2027-01-12", "22:00"), moment("2027-01-13", "06:00")
LEFT_UNDONE = date(2027, 1, 18)  # the night on which the scan worker does nothing


@pytest.fixture(autouse=True)
def hourly_pulse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timetable, "PULSE", "59")  # else 44,640 of them


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


def test_a_month(portal: str, asked: dict[str, list[Any]]) -> None:
    with time_machine.travel(BEGIN, tick=False) as clock:
        Office.objects.create(pk=1, email="office@example.invalid", holidays="2027-01-29")
        main = Site.objects.create(name="主站", home=portal)
        late = Site.objects.create(name="晚站", home="http://127.0.0.1:9/", nightly_at="23:30", probing=False)
        live(clock, DOWN, work=_work, happenings=(Happening(moment("2027-01-10", "12:00"), _add_site),))
        clock.move_to(BACK)
        changes = (
            Happening(moment("2027-01-20", "12:00"), lambda: _change(main, nightly_at="03:00")),
            Happening(moment("2027-01-25", "12:00"), lambda: _change(late, nightly=False)),
        )
        live(clock, END, work=_work, happenings=changes)
    added = Site.objects.get(name="新站")

    assert _nights(main) == _days("2027-01-01", "2027-01-31")
    assert _nights(late) == _days("2026-12-31", "2027-01-24")  # 12 January made up for on the 13th
    assert _nights(added) == _days("2027-01-11", "2027-01-31")
    assert Counter(asked["run_scan"]) == Counter(Scan.objects.values_list("pk", flat=True))
    assert _begun(main) == Counter({"01:30": 19, "06:00": 1, "03:00": 11})
    assert _begun(late) == Counter({"23:30": 24, "06:00": 1})

    slots = {probe.slot for probe in Probe.objects.filter(site=main)}
    assert slots == _hours((BEGIN, DOWN), (BACK, END))  # what was not looked at is not made up for
    assert len(asked["look_at_home"]) == Probe.objects.count() == len(slots)
    assert all(probe.ok and probe.counted for probe in Probe.objects.all())

    daily = [moment(str(day), "08:30") for day in _days("2027-01-01", "2027-01-31")]
    assert Counter(map(datetime.fromisoformat, asked["send_digests"])) == Counter([*daily, BEGIN, BACK])
    assert not DBTaskResult.objects.failed().exists()

    told = [(m.created_at.astimezone(CHINA), m.subject) for m in Message.objects.order_by("created_at")]
    countdown, missed = "限期事项提醒（2 项）", "夜间巡查没有完成（{} 项）"
    assert told == [
        (moment("2027-01-15", "08:00"), countdown),
        (moment("2027-01-18", "08:00"), missed.format(2)),
        (moment("2027-01-19", "08:00"), missed.format(1)),
        (moment("2027-01-25", "08:00"), countdown),
        (moment("2027-01-28", "08:00"), countdown),  # 31 is a Sunday, 29 a holiday of the place
    ]


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

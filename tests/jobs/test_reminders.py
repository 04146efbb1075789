"""Days of the year and columns about to be out of date: reminded of in time, and once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from tests.crawler.portal_server import PortalServer, Reply
from tests.jobs.clockwork import moment, work_off
from tests.mail.server import Postbox, Server
from xunjian.clock import reference_time
from xunjian.jobs.countdowns import countdowns, countdowns_due
from xunjian.jobs.forecasts import forecasts_due
from xunjian.jobs.queues import SCANS
from xunjian.jobs.reminders import Due, tell_office
from xunjian.jobs.scans import request_scan
from xunjian.jobs.tasks import deliver
from xunjian.mail.outbox import post, send_again
from xunjian.store.models import Message, MessageState, Office, Reminder, ScanKind, Site, Unit
from xunjian.store.models.office import Security


def _workday(day: date) -> bool:
    return day.weekday() < 5


def _due(day: str) -> list[str]:
    return sorted(one.key for one in countdowns_due(date.fromisoformat(day), _workday))


@pytest.mark.parametrize(
    ("day", "step"),
    [
        ("2027-01-14", None),
        ("2027-01-15", 16),
        ("2027-01-24", 16),  # the newest step reached, also where the machine was off on its day
        ("2027-01-25", 6),
        ("2027-01-29", 0),  # 31 January 2027 is a Sunday
        ("2027-01-31", 0),
        ("2027-02-01", None),
    ],
)
def test_the_newest_step_reached(day: str, step: int | None) -> None:
    codes = ("department-report", "website-form")
    expected = [] if step is None else [f"countdown:{code}:2027:{step}" for code in codes]
    assert _due(day) == expected


def test_every_countdown_says_when_what_and_on_what_ground() -> None:
    (one,) = countdowns_due(date(2027, 3, 17), _workday)
    assert "2027-03-31 前，还有 14 天" in one.line
    assert "条例" in one.line
    assert all(countdown.basis and countdown.steps[-1] == 0 for countdown in countdowns())


@pytest.mark.django_db
def test_each_thing_is_told_once_and_what_waits_goes_in_one_mail() -> None:
    at = moment("2027-01-15", "08:00")
    first, second, third = Due("a", "甲"), Due("b", "乙"), Due("c", "丙")
    assert tell_office("巡查", [first], at) is None  # nobody to tell, and nothing is taken for told
    Office.objects.update_or_create(pk=1, defaults={"email": "office@example.invalid"})
    assert tell_office("巡查", [first], at)
    assert tell_office("期限", [second], at)
    message = tell_office("巡查", [first, third], at)
    assert message == Message.objects.get()
    assert (message.subject, message.after) == ("巡查、期限（3 项）", moment("2027-01-15", "08:30"))
    assert "巡查\n1. 甲\n2. 丙\n\n期限\n1. 乙\n\n" in message.body
    assert tell_office("巡查", [second, first], at) is None
    later = tell_office("巡查", [Due("d", "丁")], moment("2027-01-15", "15:00"))
    assert later
    assert (later.after, "甲" in later.body) == (moment("2027-01-15", "15:00"), False)
    assert (Message.objects.count(), Reminder.objects.count()) == (2, 4)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "after"),
    [
        ("2027-01-15 23:00", "2027-01-18 08:30"),  # Friday night: Monday morning
        ("2027-01-16 08:00", "2027-01-18 08:30"),
        ("2027-01-18 03:00", "2027-01-18 08:30"),
        ("2027-02-06 08:00", "2027-02-22 08:30"),  # Spring Festival and a day off of the place
    ],
)
def test_a_reminder_keeps_the_hours_of_mails(at: str, after: str) -> None:
    days = "\n".join(f"2027-02-{day:02}" for day in range(6, 22))
    Office.objects.update_or_create(pk=1, defaults={"email": "office@example.invalid", "holidays": days})
    message = tell_office("巡查", [Due("a", "甲")], moment(*at.split()))
    assert message
    assert message.after == moment(*after.split())


@pytest.mark.django_db
def test_a_reminder_under_way_is_left_as_it_is() -> None:
    at = moment("2027-01-15", "08:00")
    Office.objects.update_or_create(pk=1, defaults={"email": "office@example.invalid"})
    first = tell_office("巡查", [Due("a", "甲")], at)
    Message.objects.update(state=MessageState.SENDING)
    second = tell_office("巡查", [Due("b", "乙")], at)
    assert first
    assert second
    assert (first.pk != second.pk, "甲" in second.body) == (True, False)


HTML = {"Content-Type": "text/html; charset=utf-8"}


def _list(newest: date) -> Reply:
    days = [newest - timedelta(n) for n in range(6)]
    rows = "".join(
        f'<li><a href="/gzdt/{d:%Y%m%d}.html">关于{d:%m}月{d:%d}日工作的通知</a><span>{d}</span></li>'
        for d in days
    )
    return Reply(body=f"<title>工作动态</title><ul>{rows}</ul>".encode(), headers=HTML)


def _scan(site: Site, day: str) -> None:
    request_scan(site, ScanKind.AUDIT, moment(day, "02:00"))
    work_off(SCANS)


@pytest.mark.django_db(transaction=True)
def test_a_column_is_told_of_days_before_its_limit_and_again_after_an_update() -> None:
    article = Reply(body="<p>正文内容。</p>".encode(), headers=HTML)
    with PortalServer(
        {"/": Reply(body=b'<a href="/gzdt/">x</a>', headers=HTML)}, otherwise=article
    ) as server:
        profile = f"""start = ["{server.url}/"]
columns = [{{name = "工作动态", url = "{server.url}/gzdt/", kind = "news", owner = "区府办"}}]
crawl = {{external = false}}
"""
        site = Site.objects.create(name="某区", home=f"{server.url}/", profile=profile)
        server.routes["/gzdt/"] = _list(date(2027, 3, 1))
        _scan(site, "2027-03-03")
        assert list(forecasts_due(moment("2027-03-07", "08:00"))) == []
        (soon,) = forecasts_due(moment("2027-03-08", "08:00"))
        (last,) = forecasts_due(moment("2027-03-15", "08:00"))
        assert list(forecasts_due(moment("2027-03-16", "08:00"))) == []
        server.routes["/gzdt/"] = _list(date(2027, 3, 10))
        _scan(site, "2027-03-11")
        (after,) = forecasts_due(moment("2027-03-18", "08:00"))
    assert "「工作动态」，区府办" in soon.line
    assert "最迟 2027-03-15 更新，还有 7 天" in soon.line
    assert (last.key, "今天是最后一天" in last.line) == (soon.key, True)
    assert after.key != soon.key


@pytest.mark.django_db
def test_a_mail_that_cannot_reach_its_unit_is_told_to_the_office_and_no_mail_about_that_mail() -> None:
    box, at = Postbox(recipient="550 5.1.1 no such user"), moment("2027-01-15", "09:00")
    with Server(box) as server, time_machine.travel(at, tick=False) as clock:
        Office.objects.create(
            pk=1, email="office@example.invalid", smtp_host="127.0.0.1", smtp_port=server.port,
            smtp_security=Security.NONE,
        )  # fmt: skip
        unit = Unit.objects.create(name="区档案馆", email="old@example.invalid")
        message, _ = post("a", to=unit.email, subject="整改通知", body="x", at=at, unit=unit)
        deliver.func()
        (told,) = Message.objects.exclude(pk=message.pk)
        assert (told.to, told.unit) == ("office@example.invalid", None)
        assert "给区档案馆的「整改通知」：收件地址被拒绝：old@example.invalid" in told.body
        deliver.func()
        told.refresh_from_db()
        assert told.state == MessageState.FAILED
        assert Message.objects.count() == 2
        clock.shift(timedelta(days=1))
        assert send_again(message, reference_time())
        deliver.func()
        assert Message.objects.count() == 3

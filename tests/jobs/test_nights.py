"""Which night is due, which was missed, and that the office is told of it once."""

from __future__ import annotations

from datetime import date, time

import pytest
import time_machine

from tests.jobs.clockwork import moment
from xunjian.jobs import due
from xunjian.jobs.nights import catch_up, missed_nights, morning_after, night_before, request_night
from xunjian.store.models import Message, Office, Scan, ScanState, Site

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    with time_machine.travel(moment("2027-03-01")):
        return Site.objects.create(name="某区", home="http://127.0.0.1:9/")


@pytest.mark.parametrize(
    ("nightly_at", "at", "night", "morning"),
    [
        ("01:30", "01:30", "2027-03-10T01:30", "2027-03-10T08:00"),
        ("01:30", "01:29", "2027-03-09T01:30", "2027-03-09T08:00"),
        ("22:00", "23:59", "2027-03-10T22:00", "2027-03-11T08:00"),
        ("22:00", "07:00", "2027-03-09T22:00", "2027-03-10T08:00"),
        ("08:00", "09:00", "2027-03-10T08:00", "2027-03-11T08:00"),
    ],
)
def test_a_night_and_its_morning(nightly_at: str, at: str, night: str, morning: str) -> None:
    begun = night_before(Site(nightly_at=time.fromisoformat(nightly_at)), moment("2027-03-10", at))
    assert begun == moment(*night.split("T"))
    assert morning_after(begun) == moment(*morning.split("T"))


def test_the_newest_night_alone_is_caught_up_and_once(site: Site) -> None:
    request_night(site, moment("2027-03-05", "01:30"))
    at = moment("2027-03-09", "10:00")
    assert [scan.night for scan in catch_up(at)] == [date(2027, 3, 9)]
    assert catch_up(at) == []
    assert Scan.objects.count() == 2


def test_no_night_from_before_the_site_was_there_is_caught_up_or_missed() -> None:
    with time_machine.travel(moment("2027-03-09", "09:00")):
        Site.objects.create(name="新站", home="http://127.0.0.1:10/")
    at = moment("2027-03-09", "10:00")
    assert (catch_up(at), missed_nights(at)) == ([], [])


def test_a_site_without_nights_misses_none(site: Site) -> None:
    Site.objects.update(nightly=False)
    assert (catch_up(moment("2027-03-09", "10:00")), missed_nights(moment("2027-03-09", "10:00"))) == ([], [])
    assert site.scans.count() == 0


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (None, "程序当时没有运行"),
        (ScanState.QUEUED, "xunjian worker"),
        (ScanState.RUNNING, "还在进行（采集）"),
        (ScanState.FAILED, "没有完成：打不开"),
        (ScanState.FINISHED, ""),
    ],
)
def test_what_is_missed_at_eight(site: Site, state: ScanState | None, words: str) -> None:
    if state:
        scan = request_night(site, moment("2027-03-09", "01:30"))
        values = {"stage": "采集" if state == ScanState.RUNNING else "", "error": "打不开"}
        Scan.objects.filter(pk=scan.pk).update(state=state, **values)
    missed = missed_nights(moment("2027-03-09", "08:00"))
    assert [words in one.why for one in missed] == ([True] if words else [])
    assert [one.night for one in missed_nights(moment("2027-03-09", "07:59"))] == [date(2027, 3, 8)]


def test_the_office_is_told_once_and_only_where_it_has_an_address(site: Site) -> None:
    at = moment("2027-03-09", "08:00")
    assert due.tell_missed(at) is None
    Office.objects.update_or_create(pk=1, defaults={"email": "office@example.invalid"})
    message = due.tell_missed(at)
    assert message
    assert (message.to, message.after) == ("office@example.invalid", moment("2027-03-09", "08:30"))
    assert site.name in message.body
    assert due.tell_missed(moment("2027-03-09", "09:00")) is None
    assert due.tell_missed(moment("2027-03-10", "08:00"))  # the mail of yesterday is due: it is left alone
    assert Message.objects.count() == 2

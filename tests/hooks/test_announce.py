"""What becomes a push: every change of a case, ends of scans, missed nights; once, masked, and only to who wants it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction

from checks import Outcome, Severity
from reports.build import cleaned
from tests.crawler.portal_server import PortalServer, page
from tests.jobs.clockwork import moment, work_off
from tests.ledger.offices import covering, found, later, office, scanned, site, the_case
from tests.ledger.scans import NOW
from tests.mail.office import set_office
from xunjian.hooks.announce import BATCH
from xunjian.jobs import due
from xunjian.jobs.queues import SCANS
from xunjian.jobs.scans import request_scan
from xunjian.ledger import acts
from xunjian.ledger.recording import record
from xunjian.store.models import Channel, HookEvent, HookKind, Message, Scan, ScanKind, Site, Webhook

_SEEN: set[str] = set()
pytestmark = pytest.mark.django_db
EVERY = [event.value for event in HookEvent]


@pytest.fixture(autouse=True)
def hook(db: None) -> Webhook:
    _SEEN.clear()
    set_office()
    return Webhook.objects.create(name="督办系统", url="http://127.0.0.1:9/", secret="x", events=EVERY)


def told() -> list[dict[str, Any]]:
    """Since the last call, the oldest first."""
    messages = Message.objects.filter(channel=Channel.WEBHOOK).order_by("pk")
    bodies = [json.loads(message.body) for message in messages]
    new = [body for body in bodies if body["id"] not in _SEEN]
    _SEEN.update(body["id"] for body in bodies)
    return new


def events() -> list[str]:
    return [body["event"] for body in told()]


def test_the_life_of_a_case_is_told_step_by_step() -> None:
    scanned(found())
    (opened,) = told()
    assert (opened["event"], opened["site"]["name"]) == ("case.opened", "某区人民政府")
    (case,) = opened["cases"]
    assert case == {
        "id": the_case().pk, "rule": "TXT001", "name": "错别字", "severity": "error", "state": "new",
        "confirmed": True, "unit": None, "column": "", "url": "http://www.t.gov.cn/p.html",
        "message": "错别字：「按步」应为「按部」", "due": "2026-12-08",
    }  # fmt: skip
    scanned(found(), day=1)
    assert events() == []  # still there
    scanned(day=2)
    assert events() == ["case.closed"]
    scanned(found(), day=3)
    assert events() == ["case.recurred"]
    acts.dismiss(the_case(), office(), later(3), "专有名词")
    assert events() == ["case.dismissed"]
    acts.reopen(the_case(), office(), later(4))
    assert events() == ["case.reopened"]
    acts.waive(the_case(), office(), later(4), "历史页面", date(2026, 11, 30))
    scanned(found(), day=8)
    assert events() == ["case.waived", "case.reopened"]


def test_a_veto_is_told_when_it_is_certain_and_once_until_it_comes_back() -> None:
    grave = found(severity=Severity.VETO, outcome=Outcome.REVIEW)
    scanned(grave)
    assert events() == ["case.opened"]
    acts.confirm(the_case(), office(), NOW)
    acts.confirm(the_case(), office(), NOW)
    (veto,) = told()
    assert (veto["event"], [case["id"] for case in veto["cases"]]) == ("case.veto", [the_case().pk])
    scanned(found(severity=Severity.VETO), day=1)
    scanned(day=2)
    assert events() == ["case.closed"]
    scanned(found(severity=Severity.VETO), day=3)
    assert events() == ["case.recurred", "case.veto"]


def test_a_case_that_turns_into_a_veto_is_told() -> None:
    scanned(found())
    scanned(found(severity=Severity.VETO), day=1)
    assert events() == ["case.opened", "case.veto"]


def test_thousands_of_cases_come_in_batches() -> None:
    scanned(*(found(str(number)) for number in range(2 * BATCH + 1)))
    bodies = told()
    assert [len(body["cases"]) for body in bodies] == [BATCH, BATCH, 1]
    assert len({case["id"] for body in bodies for case in body["cases"]}) == 2 * BATCH + 1


def test_no_personal_data_and_nothing_people_wrote() -> None:
    site()
    finding = found(
        message="页面公开了身份证号 11010519491231002X 和手机 13812345678",
        url="http://www.t.gov.cn/p?id=11010519491231002X&tel=13812345678",
    )
    scanned(cleaned(finding))
    acts.dismiss(the_case(), office(), NOW, "张三说的")
    sent = "".join(Message.objects.values_list("body", flat=True))
    for secret in ("11010519491231002X", "13812345678", "张三", "kezhang", "原文一"):
        assert secret not in sent
    assert "138****5678" in sent


def test_an_event_is_there_only_with_what_happened() -> None:
    with transaction.atomic():
        scanned(found())
        assert Message.objects.exists()
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_a_hook_hears_what_it_asked_for(hook: Webhook) -> None:
    Webhook.objects.update(events=["case.closed"])
    scanned(found())
    scanned(day=1)
    assert events() == ["case.closed"]


@pytest.mark.parametrize(
    ("event", "at", "after"),
    [
        ("case.veto", "2026-11-24 23:00", "2026-11-24 23:00"),
        ("case.opened", "2026-11-24 23:00", "2026-11-25 07:30"),
        ("case.opened", "2026-11-28 10:00", "2026-11-30 08:30"),
    ],
)
def test_a_group_of_people_is_left_alone_at_night_but_for_a_veto(event: str, at: str, after: str) -> None:
    Webhook.objects.update(kind=HookKind.CHAT, events=[event])
    when = moment(*at.split(" "))
    scan = Scan.objects.create(site=site(), reference_time=when)
    record(scan, [found(severity=Severity.VETO)], covering(), when)
    message = Message.objects.get()
    assert message.after == moment(*after.split(" "))
    assert (
        message.body
        == f"· 错别字：「按步」应为「按部」（编号 {the_case().pk}，未分派，期限 {the_case().due}）"
    )
    assert message.subject.startswith("【巡检】")


def test_a_missed_night_is_told_once() -> None:
    with time_machine.travel(moment("2027-03-01")):
        Site.objects.create(name="某区", home="http://127.0.0.1:9/")
    for hour in ("08:00", "09:00"):
        due.tell_missed(moment("2027-03-09", hour))
    (missed,) = told()
    assert (missed["event"], missed["night"]) == ("night.missed", "2027-03-09")
    assert "没有开始" in missed["reason"]


@pytest.mark.django_db(transaction=True)
def test_the_end_of_a_scan_is_told_good_or_bad() -> None:
    bad = Site.objects.create(name="坏", home="http://127.0.0.1:9/", profile="start =")
    broken = request_scan(bad, ScanKind.AUDIT, NOW)
    with PortalServer({"/": page(text="要闻动态、通知公告。" * 20)}) as server:
        good = Site.objects.create(
            name="好",
            home=f"{server.url}/",
            profile=f'start = ["{server.url}/"]\n[crawl]\nexternal = false\n',
        )
        whole = request_scan(good, ScanKind.AUDIT, NOW)
        work_off(SCANS)
    failed, *_, finished = told()
    assert (failed["event"], failed["scan"]["id"]) == ("scan.failed", broken.pk)
    assert "TOML" in failed["scan"]["error"]
    assert (finished["event"], finished["scan"]["id"]) == ("scan.finished", whole.pk)
    assert (finished["scan"]["pages"], finished["site"]["name"]) == (1, "好")

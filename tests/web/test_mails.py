"""邮件: what was sent and what was not, once more with the right address, and a unit's list at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.web.seeding import Office
from xunjian.mail.outbox import Attachment, post
from xunjian.store.models import Act, Case, Message, MessageState, State, Unit

pytestmark = pytest.mark.django_db
REASON = "收件地址被拒绝：old@example.invalid；请核对邮箱"


@pytest.fixture
def failed(office: Office) -> Message:
    files = [Attachment("整改台账.xlsx", "application/octet-stream", b"\x00\x01")]
    message, _ = post(
        "a", to="old@example.invalid", subject="整改通知：3 个问题", body="区财政局：\n<请整改>\n", at=timezone.now(),
        unit=office.liaison.unit, files=files,
    )  # fmt: skip
    Message.objects.filter(pk=message.pk).update(state=MessageState.FAILED, error=REASON, tries=1)
    return message


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_failed_is_told_today_and_leads_to_the_reason(
    office: Office, failed: Message, client: Client
) -> None:
    client.force_login(office.clerk)
    assert "有 1 封邮件没有送出" in page(client, "/")
    assert REASON in page(client, "/mails/?state=failed")
    assert REASON not in page(client, "/mails/?state=sent")
    assert failed.subject in page(client, "/mails/?q=old@")
    assert failed.subject not in page(client, "/mails/?q=nobody")
    shown = page(client, f"/mails/{failed.pk}/")
    assert "&lt;请整改&gt;" in shown
    file = failed.files.get()
    assert client.get(f"/mails/{failed.pk}/files/{file.pk}/").content == b"\x00\x01"
    client.force_login(office.leader)
    assert "封邮件" not in page(client, "/")


def test_what_waits_is_told_with_the_reason(office: Office, failed: Message, client: Client) -> None:
    Message.objects.update(state=MessageState.WAITING, error="连不上发信服务器")
    client.force_login(office.clerk)
    assert "程序会再试：连不上发信服务器" in page(client, "/")


def test_an_old_failure_is_not_told_for_ever(office: Office, failed: Message, client: Client) -> None:
    Message.objects.update(created_at=timezone.now() - timedelta(days=15))
    client.force_login(office.clerk)
    assert "封邮件没有送出" not in page(client, "/")


def test_sent_again_to_the_address_put_right(office: Office, failed: Message, client: Client) -> None:
    assert failed.unit
    Unit.objects.filter(pk=failed.unit.pk).update(email="new@example.invalid")
    client.force_login(office.clerk)
    assert 'value="new@example.invalid"' in page(client, f"/mails/{failed.pk}/")
    again = f"/mails/{failed.pk}/again/"
    assert 'class="wrong"' in client.post(again, {"to": "没有"}).content.decode()
    client.post(again, {"to": "new@example.invalid"})
    failed.refresh_from_db()
    assert (failed.state, failed.to, failed.error) == (MessageState.WAITING, "new@example.invalid", "")
    assert DBTaskResult.objects.filter(task_path__endswith="deliver").count() == 1
    assert "只有发送失败的" in client.post(again, {"to": "b@example.invalid"}, follow=True).content.decode()
    assert Act.objects.filter(verb="重发邮件").count() == 1


def test_a_unit_gets_its_list_at_once_and_once(office: Office, client: Client) -> None:
    client.force_login(office.clerk)
    unit = office.liaison.unit
    assert unit
    mine = Case.objects.filter(unit=unit)
    mine.update(confirmed=True, state=State.NEW)
    assert f"{unit}（{mine.count()} 个待办" in page(client, "/mails/")
    for words in ("已交给发信", "同样的清单今天已经发过"):
        assert words in client.post("/mails/send/", {"unit": unit.pk}, follow=True).content.decode()
    message = Message.objects.get(unit=unit)
    assert message.after <= timezone.now()  # whatever the hour
    assert set(mine.values_list("state", flat=True)) == {State.NOTIFIED}


def test_all_units_are_told_but_those_that_cannot_be(office: Office, client: Client) -> None:
    client.force_login(office.clerk)
    mute = Unit.objects.create(name="区档案馆")
    Case.objects.update(confirmed=True, state=State.NEW)
    Case.objects.filter(pk=Case.objects.values("pk")[:1]).update(unit=mute)
    listed = page(client, "/mails/")
    assert "发不到的" in listed
    assert "区档案馆</a>（1 个待办）" in listed
    client.post("/mails/send/", {"unit": "all"})
    owners = set(Case.objects.exclude(unit=None).exclude(unit=mute).values_list("unit", flat=True))
    assert set(Message.objects.values_list("unit", flat=True)) == owners
    Case.objects.update(state=State.CLOSED)
    assert "没有要发的" in page(client, "/mails/")

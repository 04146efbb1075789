"""推送 on the settings page: add, test and delete a hook, and how the last delivery went."""

from __future__ import annotations

import hashlib
import hmac
import json

import pytest
from django.test import Client

from tests.hooks.receiver import Receiver
from tests.mail.server import Postbox, Server
from tests.web.seeding import Office
from xunjian.hooks import chat
from xunjian.store.models import Act, Message, Webhook
from xunjian.store.models import Office as Settings

FORM = {
    "hook-name": "督办系统",
    "hook-kind": "signed",
    "hook-secret": "",
    "hook-events": ["scan.finished", "case.veto"],
}


@pytest.fixture
def clerk(office: Office, client: Client) -> Client:
    client.force_login(office.clerk)
    Settings.objects.update_or_create(pk=1, defaults={"hook_networks": "127.0.0.0/8"})
    return client


def test_a_hook_is_added_tested_and_deleted(clerk: Client) -> None:
    with Receiver() as receiver:
        added = clerk.post("/settings/hooks/add/", FORM | {"hook-url": receiver.url})
        hook, secret = Webhook.objects.get(), added.context["secret"]
        assert secret in added.content.decode()
        assert (hook.secret, hook.events) == (secret, ["scan.finished", "case.veto"])
        shown = clerk.get("/settings/").content.decode()
        assert secret not in shown
        assert "还没有推送过" in shown
        said = clerk.post(f"/settings/hooks/{hook.pk}/test/", follow=True).content.decode()
    assert "对方已收下" in said
    assert "已发送" in said
    (pushed,) = receiver.pushed
    signed = hmac.new(secret.encode(), pushed.body, hashlib.sha256).hexdigest()
    assert pushed.headers["X-Xunjian-Signature"] == f"sha256={signed}"
    assert json.loads(pushed.body)["event"] == "test"
    said = clerk.post(f"/settings/hooks/{hook.pk}/test/", follow=True).content.decode()
    assert "没有发出：对方拒绝连接" in said
    assert "待发送" in said
    assert "已删除" in clerk.post(f"/settings/hooks/{hook.pk}/delete/", follow=True).content.decode()
    assert not Webhook.objects.exists()
    assert not Message.objects.exists()
    verbs = list(Act.objects.order_by("id").values_list("verb", flat=True))[-4:]
    assert verbs == ["添加推送", "测试推送", "测试推送", "删除推送"]
    assert not Act.objects.filter(detail__contains=secret).exists()


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        ("ftp://a.example/", "http://"),
        ("http://", "http://"),
        ("javascript:alert(1)", "http://"),
        ("http://10.1.2.3/", "内网"),
        ("http://169.254.169.254/latest", "内网"),
        ("", "必填"),
    ],
)
def test_an_address_that_cannot_be_used_says_why(url: str, wrong: str, clerk: Client) -> None:
    answer = clerk.post("/settings/hooks/add/", FORM | {"hook-url": url})
    assert wrong in str(answer.context["hook_form"].errors["url"]) or wrong in answer.content.decode()
    assert not Webhook.objects.exists()


def test_a_hook_wants_an_event(clerk: Client) -> None:
    answer = clerk.post("/settings/hooks/add/", FORM | {"hook-url": "http://127.0.0.1:9/", "hook-events": []})
    assert "请至少选一种事件" in answer.content.decode()


def test_networks_are_checked(clerk: Client) -> None:
    form = clerk.get("/settings/").context["form"]
    fields = {name: value for name, value in form.initial.items() if value not in (None, "")}
    answer = clerk.post("/settings/", fields | {"hook_networks": "10.1.2.0/24\n内网"})
    assert "第 2 行不是网段：内网" in answer.content.decode()


def test_a_robot_needs_apprise_and_says_how_to_get_it(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat, "is_installed", lambda: False)
    assert "pip install apprise==" in clerk.get("/settings/").content.decode()
    answer = clerk.post("/settings/hooks/add/", FORM | {"hook-kind": "chat", "hook-url": "wecombot://abc"})
    assert "pip install apprise==" in str(answer.context["hook_form"].errors["url"])


def test_a_test_mail_arrives(office: Office, clerk: Client) -> None:
    box = Postbox()
    with Server(box) as server:
        Settings.objects.update(
            email="office@example.invalid", smtp_host="127.0.0.1", smtp_port=server.port, smtp_security="none"
        )
        said = clerk.post("/settings/test-mail/", follow=True).content.decode()
    assert "已发到 office@example.invalid，请查收。" in said
    (mail,) = box.read()
    assert (mail["To"], mail["Subject"]) == ("office@example.invalid", "巡检测试邮件")
    assert "发信设置正确" in mail.get_content()

"""Signed pushes against a real HTTP server: once per event, to the byte, and what happens when it does not work."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.hooks.receiver import Receiver
from tests.mail.office import AT, set_office, site
from tests.mail.server import free_port
from xunjian.hooks import announce, delivery
from xunjian.hooks.delivery import deliver_hook, deliver_hooks
from xunjian.mail.rounds import BACKOFF, PATIENCE, send_again
from xunjian.store.models import HookEvent, Message, MessageState, Webhook

pytestmark = pytest.mark.django_db
SECRET = "0123456789abcdef"
LOOPBACK = "127.0.0.0/8"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


def hook(url: str, **changes: object) -> Webhook:
    set_office(hook_networks=LOOPBACK)
    values = {"name": "督办系统", "secret": SECRET, "events": [event.value for event in HookEvent], **changes}
    return Webhook.objects.create(url=url, **values)


def test_a_push_arrives_once_signed_to_the_byte(receiver: Receiver) -> None:
    to = hook(receiver.url)
    message = announce.test(to, AT)
    assert deliver_hook(to, AT + timedelta(seconds=7)).ended(MessageState.SENT) == (message,)
    assert not deliver_hook(to, AT + timedelta(days=1)).tried
    (pushed,) = receiver.pushed
    expected = hmac.new(SECRET.encode(), pushed.body, hashlib.sha256).hexdigest()
    assert pushed.headers["X-Xunjian-Signature"] == f"sha256={expected}"
    told = json.loads(pushed.body)
    sent = int((AT + timedelta(seconds=7)).timestamp())
    assert (pushed.headers["X-Xunjian-Timestamp"], told["timestamp"]) == (str(sent), sent)
    assert (told["event"], told["at"], told["office"]) == (
        "test",
        "2026-11-24T09:00:00+08:00",
        "区政府办信息科",
    )
    assert pushed.path == "/hook?a=1"
    assert pushed.headers["Content-Type"] == "application/json; charset=utf-8"


def test_the_receiver_of_the_documentation_verifies_it(receiver: Receiver) -> None:
    text = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text(encoding="utf-8")
    program: dict[str, Any] = {}
    exec(text.partition("```python")[2].partition("```")[0], program)
    to = hook(receiver.url)
    announce.test(to, AT)
    deliver_hook(to, AT)
    (pushed,) = receiver.pushed
    header, verified = pushed.headers["X-Xunjian-Signature"], program["verified"]
    with time_machine.travel(AT + timedelta(minutes=5), tick=False):
        assert verified(SECRET, header, pushed.body)["event"] == "test"
        assert verified("other", header, pushed.body) is None
        assert verified(SECRET, header, pushed.body + b" ") is None
    with time_machine.travel(AT + timedelta(minutes=6), tick=False):
        assert verified(SECRET, header, pushed.body) is None


def test_the_same_event_makes_one_push_for_each_hook(receiver: Receiver) -> None:
    hook(receiver.url)
    hook(f"{receiver.url}&b=2", name="大屏")
    for _ in range(2):
        announce.night_missed(site(), AT.date(), "没有开始", AT)
    assert Message.objects.count() == 2
    assert all(done.ended(MessageState.SENT) for done in deliver_hooks(AT))
    first, second = (json.loads(pushed.body) for pushed in receiver.pushed)
    assert first == second
    assert (first["site"]["name"], first["night"], first["reason"]) == (
        "示范区人民政府",
        "2026-11-24",
        "没有开始",
    )


def test_a_receiver_that_is_down_holds_up_no_other_and_gets_it_later(receiver: Receiver) -> None:
    port = free_port()
    down, up = hook(f"http://127.0.0.1:{port}/"), hook(receiver.url, name="大屏")
    late, soon = announce.test(down, AT), announce.test(up, AT)
    first, second = deliver_hooks(AT)
    assert first.problem == "对方拒绝连接"
    assert second.ended(MessageState.SENT) == (soon,)
    with Receiver(port) as again:
        assert not deliver_hook(down, AT + BACKOFF[0] - timedelta(seconds=1)).tried
        assert deliver_hook(down, AT + BACKOFF[0]).ended(MessageState.SENT) == (late,)
    assert len(again.pushed) == 1


@pytest.mark.parametrize(
    ("status", "state", "words"),
    [
        (500, MessageState.WAITING, "对方程序出错（状态码 500）"),
        (429, MessageState.WAITING, "状态码 429"),
        (401, MessageState.FAILED, "对方没有接受（状态码 401）"),
        (204, MessageState.SENT, ""),
    ],
)
def test_the_answer_decides(status: int, state: MessageState, words: str, receiver: Receiver) -> None:
    to = hook(receiver.url)
    receiver.status = status
    message = announce.test(to, AT)
    assert deliver_hook(to, AT).ended(state) == (message,)
    assert words in Message.objects.get().error
    receiver.status = 200
    tried = deliver_hook(to, AT + BACKOFF[0]).ended(MessageState.SENT)
    assert bool(tried) is (state == MessageState.WAITING)


def test_gives_up_after_the_last_wait(receiver: Receiver) -> None:
    to, now = hook(receiver.url), AT
    receiver.status = 503
    announce.test(to, AT)
    for wait in (*BACKOFF, timedelta(days=9)):
        assert len(deliver_hook(to, now).tried) == 1
        now += wait
    assert Message.objects.get().state == MessageState.FAILED
    assert not deliver_hook(to, now).tried
    assert len({pushed.headers["X-Xunjian-Signature"] for pushed in receiver.pushed}) == len(BACKOFF) + 1
    assert len({json.loads(pushed.body)["id"] for pushed in receiver.pushed}) == 1


def test_no_answer_after_the_body_was_sent_is_not_sent_again(receiver: Receiver) -> None:
    to = hook(receiver.url)
    receiver.status = 0
    message = announce.test(to, AT)
    assert deliver_hook(to, AT).ended(MessageState.FAILED) == (message,)
    assert delivery.DOUBT in Message.objects.get().error
    receiver.status = 200
    assert not deliver_hook(to, AT + timedelta(days=1)).tried
    assert send_again(message, AT)
    assert deliver_hook(to, AT).ended(MessageState.SENT)
    first, second = receiver.pushed
    assert json.loads(first.body)["id"] == json.loads(second.body)["id"]


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    with Receiver() as elsewhere:
        to = hook(receiver.url)
        receiver.status, receiver.location = 307, elsewhere.url
        announce.test(to, AT)
        assert deliver_hook(to, AT).ended(MessageState.FAILED)
    assert not elsewhere.pushed


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "127.1"])
def test_private_addresses_are_refused_unless_allowed(host: str, receiver: Receiver) -> None:
    to = hook(receiver.url.replace("127.0.0.1", host))
    set_office(hook_networks="10.0.0.0/8")
    announce.test(to, AT)
    assert deliver_hook(to, AT).ended(MessageState.FAILED)
    assert ("地址不对" if host == "127.1" else "内网") in Message.objects.get().error
    assert not receiver.pushed


def test_a_public_name_that_leads_inside_is_refused(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name server is the attacker's; nothing of ours is replaced but its answer."""
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", receiver.port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: inside)
    to = hook(f"http://hooks.example.com:{receiver.port}/")
    set_office(hook_networks="")
    announce.test(to, AT)
    assert deliver_hook(to, AT).ended(MessageState.FAILED)
    assert not receiver.pushed


def test_a_hook_that_is_off_is_told_nothing(receiver: Receiver) -> None:
    hook(receiver.url, active=False)
    announce.night_missed(site(), AT.date(), "没有开始", AT)
    assert not Message.objects.exists()
    assert deliver_hooks(AT) == ()


WORKER = """
import sys
from datetime import datetime
from xunjian.office.start import start
start()
from xunjian.hooks.delivery import deliver_hooks
at = datetime.fromisoformat(sys.argv[1])
print(*(message.error for done in deliver_hooks(at) for message in done.tried))
"""
PREPARE = """
import sys
from xunjian.office.start import start
start()
from xunjian.office.setup import set_up
from tests.hooks.test_signed import AT, announce, hook
set_up("admin")
announce.test(hook(sys.argv[1]), AT)
"""


def run(program: str, argument: str, home: Path) -> subprocess.Popen[str]:
    settings = {"XUNJIAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "xunjian.office.settings"}
    environment = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"} | settings
    command = [sys.executable, "-c", program, argument]
    return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE)


def test_a_worker_killed_while_pushing_leaves_no_second_push(receiver: Receiver, tmp_path: Path) -> None:
    with run(PREPARE, receiver.url, tmp_path) as prepared:
        assert prepared.wait() == 0
    with run(WORKER, AT.isoformat(), tmp_path) as worker:
        receiver.taking = worker.kill  # the receiver has it, the worker will never know
        assert worker.wait() == -signal.SIGKILL
    receiver.taking = lambda: None
    for moment, said in ((timedelta(minutes=29), ""), (PATIENCE, delivery.STOPPED), (PATIENCE * 9, "")):
        with run(WORKER, (AT + moment).isoformat(), tmp_path) as worker:
            assert worker.communicate()[0].strip() == said
    assert len(receiver.pushed) == 1

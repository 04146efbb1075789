"""Messages to groups, with the real Apprise and a real HTTP server in place of the robot's."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.hooks.receiver import Receiver
from tests.ledger.offices import found, scanned, the_case
from tests.mail.office import AT, set_office
from xunjian.hooks import announce, chat, delivery
from xunjian.hooks.delivery import deliver_hook
from xunjian.mail.rounds import BACKOFF
from xunjian.store.models import HookKind, Message, MessageState, Webhook

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning"),  # where Apprise is loaded
]
HALF_A_SECOND = "rto=0.5"  # how long Apprise waits for an answer


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


def group(url: str, **changes: object) -> Webhook:
    set_office(hook_networks="127.0.0.0/8")
    return Webhook.objects.create(
        name="工作群", kind=HookKind.CHAT, url=url, events=["case.opened"], **changes
    )


def test_what_was_found_arrives_once_in_words(receiver: Receiver) -> None:
    to = group(f"json://127.0.0.1:{receiver.port}/robot")
    scanned(found())
    at = AT + timedelta(days=1)
    assert len(deliver_hook(to, at).ended(MessageState.SENT)) == 1
    assert not deliver_hook(to, at + timedelta(days=1)).tried
    (pushed,) = receiver.pushed
    told = json.loads(pushed.body)
    assert told["title"] == "【巡检】新发现问题（1 个）：某区人民政府"
    assert (
        told["message"] == f"· 错别字：「按步」应为「按部」（编号 {the_case().pk}，未分派，期限 2026-12-08）"
    )


def test_many_cases_are_ten_lines_and_a_count(receiver: Receiver) -> None:
    group(f"json://127.0.0.1:{receiver.port}/")
    scanned(*(found(str(number)) for number in range(13)))
    lines = Message.objects.get().body.splitlines()
    assert (len(lines), lines[-1]) == (11, "另有 3 个，见台账。")


@pytest.mark.parametrize(
    ("status", "query", "state", "words"),
    [
        (500, "", MessageState.WAITING, "没有接受"),
        (302, "?redirect=yes", MessageState.WAITING, "没有接受"),
        (0, "", MessageState.FAILED, delivery.DOUBT),
    ],
)
def test_what_is_not_taken(
    status: int, query: str, state: MessageState, words: str, receiver: Receiver
) -> None:
    with Receiver() as elsewhere:
        receiver.status, receiver.location = status, elsewhere.url
        to = group(f"json://127.0.0.1:{receiver.port}/{query}")
        message = announce.test(to, AT)
        assert deliver_hook(to, AT).ended(state) == (message,)
        assert words in Message.objects.get().error
        receiver.status = 200
        assert bool(deliver_hook(to, AT + BACKOFF[0]).tried) is (state == MessageState.WAITING)
    assert not elsewhere.pushed


def test_no_answer_in_time_is_not_sent_again(receiver: Receiver) -> None:
    over = threading.Event()
    receiver.taking = lambda: over.wait(10) and None
    to = group(f"json://127.0.0.1:{receiver.port}/?{HALF_A_SECOND}")
    message = announce.test(to, AT)
    assert deliver_hook(to, AT).ended(MessageState.FAILED) == (message,)
    over.set()
    assert len(receiver.pushed) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_private_addresses_are_refused_unless_allowed(host: str, receiver: Receiver) -> None:
    to = group(f"json://{host}:{receiver.port}/")
    set_office(hook_networks="")
    announce.test(to, AT)
    assert deliver_hook(to, AT).ended(MessageState.FAILED)
    assert "内网" in Message.objects.get().error
    assert not receiver.pushed


@pytest.mark.parametrize(
    ("url", "right"),
    [
        ("wecombot://693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa", True),
        ("dingtalk://SECRET0123456789@0123456789abcdef", True),
        ("feishu://0123456789abcdef", True),
        ("jsons://push.example.com/a", True),
        ("wecombot://", False),
        ("syslog://", False),
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc", False),
    ],
)
def test_only_robots_we_name(url: str, right: bool) -> None:
    assert (chat.problem(url) == "") is right


def test_apprise_is_loaded_only_when_used_and_pinned_once() -> None:
    program = "from xunjian.office.start import start; start(); import sys, xunjian.web.urls; print('apprise' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["optional-dependencies"]["apprise"] == [f"apprise=={chat.VERSION}"]


def test_a_token_is_never_shown() -> None:
    assert group("wecombot://693a91f6").shown_address == "wecombot://…"
    assert group("json://user:secret@127.0.0.1:9/a").shown_address == "json://127.0.0.1:9/a"

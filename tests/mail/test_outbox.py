"""The outbox against a real SMTP server: once per event, to the byte, and what happens when it does not work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.certificates import certificate
from tests.mail.server import PASSWORD, USER, Postbox, Server, authenticate, free_port
from xunjian.mail import outbox, smtp
from xunjian.mail.outbox import BACKOFF, NO_SERVER, PATIENCE, Attachment, deliver_due, post, send_again
from xunjian.store.models import Message, MessageState, Office
from xunjian.store.models.office import Security

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
BYTES = bytes(range(256)) * 40


@pytest.fixture
def box() -> Postbox:
    return Postbox()


@pytest.fixture
def server(box: Postbox) -> Iterator[Server]:
    with Server(box) as running:
        yield running


def office(port: int, **changes: object) -> Office:
    made = Office.current()
    values = {
        "name": "区政府办信息科", "email": "xxk@sfq.example", "sender": "xunjian@sfq.example", "smtp_host": "127.0.0.1",
        "smtp_port": port, "smtp_security": Security.NONE, **changes,
    }  # fmt: skip
    for name, value in values.items():
        setattr(made, name, value)
    made.save()
    return made


def posted(key: str = "a", to: str = "jtj@sfq.example", **changes: object) -> Message:
    files = [Attachment("整改台账.xlsx", "application/octet-stream", BYTES)]
    values = {
        "subject": "整改通知：有 3 个问题",
        "body": "交通局：\n请整改。\n",
        "at": AT,
        "files": files,
        **changes,
    }
    return post(key, to=to, **values)[0]  # type: ignore[arg-type]


def test_a_mail_arrives_once_with_every_byte(server: Server, box: Postbox) -> None:
    office(server.port)
    message = posted()
    assert deliver_due(AT).ended(MessageState.SENT) == (message,)
    assert not deliver_due(AT + timedelta(days=1)).tried
    (mail,) = box.read()
    (file,) = mail.iter_attachments()
    body = mail.get_body()
    assert body is not None
    assert body.get_content() == "交通局：\n请整改。\n"
    assert (file.get_filename(), file.get_content()) == ("整改台账.xlsx", BYTES)
    assert (mail["Subject"], mail["To"], mail["Reply-To"]) == (message.subject, message.to, "xxk@sfq.example")
    assert mail["From"] == "区政府办信息科 <xunjian@sfq.example>"
    assert mail["Date"].datetime == AT
    assert mail["Message-ID"] == smtp.message_id("a", "xunjian@sfq.example")
    assert all(byte < 128 for byte in box.mails[0])
    message.refresh_from_db()
    assert (message.sent_at, message.tries, message.error) == (AT, 1, "")


def test_the_same_event_makes_one_message() -> None:
    first, again = posted(), posted(to="other@sfq.example", body="别的")
    assert first == again
    assert again.to == "jtj@sfq.example"
    assert first.files.count() == 1


def test_what_is_not_due_waits(server: Server, box: Postbox) -> None:
    office(server.port)
    posted(after=AT + timedelta(hours=1))
    assert not deliver_due(AT + timedelta(minutes=59)).tried
    assert deliver_due(AT + timedelta(hours=1)).ended(MessageState.SENT)


@pytest.mark.filterwarnings("ignore:Requiring AUTH")  # aiosmtpd does not count TLS from the first byte as TLS
@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_tls_and_password(
    security: Security, box: Postbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, trusted = certificate(tmp_path)
    tls = (
        {"ssl_context": context}
        if security == Security.TLS
        else {"tls_context": context, "require_starttls": True}
    )
    options = {
        "authenticator": authenticate,
        "auth_required": True,
        "auth_require_tls": security != Security.TLS,
    }
    with Server(box, **tls, **options) as server:
        office(server.port, smtp_security=security, smtp_user=USER, smtp_password=PASSWORD)
        message = posted()
        assert "证书不可信" in deliver_due(AT).problem
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        office(server.port, smtp_security=security, smtp_user=USER, smtp_password="wrong")
        assert "账号或密码不对" in deliver_due(AT + timedelta(minutes=5)).problem
        office(server.port, smtp_security=security, smtp_user=USER, smtp_password="密码")
        assert "全角字符" in deliver_due(AT + timedelta(minutes=35)).problem
        office(server.port, smtp_security=security, smtp_user=USER, smtp_password=PASSWORD)
        assert deliver_due(AT + timedelta(hours=3)).ended(MessageState.SENT) == (message,)
    assert len(box.mails) == 1


def test_plain_server_is_never_given_a_password_that_asks_for_tls(server: Server) -> None:
    office(server.port, smtp_security=Security.STARTTLS, smtp_user=USER, smtp_password=PASSWORD)
    posted()
    assert "不支持所选的加密" in deliver_due(AT).problem


def test_server_down_then_up_delivers_once(box: Postbox) -> None:
    port = free_port()
    office(port)
    first, second = posted("a"), posted("b")
    delivery = deliver_due(AT)
    assert delivery.tried == (first,)
    assert "连不上发信服务器" in delivery.problem
    second.refresh_from_db()
    assert (second.state, second.tries, second.after) == (MessageState.WAITING, 0, AT)
    with Server(box, port):
        assert deliver_due(AT).ended(MessageState.SENT) == (second,)
        assert deliver_due(AT + BACKOFF[0]).ended(MessageState.SENT) == (first,)
        assert not deliver_due(AT + timedelta(days=2)).tried
    assert len(box.mails) == 2


def test_gives_up_after_the_last_wait_and_says_why() -> None:
    office(free_port())
    message, now = posted(), AT
    for wait in BACKOFF:
        assert deliver_due(now).ended(MessageState.WAITING) == (message,)
        assert not deliver_due(now + wait - timedelta(seconds=1)).tried
        now += wait
    assert deliver_due(now).ended(MessageState.FAILED) == (message,)
    message.refresh_from_db()
    assert message.error.startswith("连不上发信服务器 127.0.0.1:")
    assert "试了 5 次" in message.error
    assert not deliver_due(now + timedelta(days=9)).tried


@pytest.mark.parametrize(
    ("reply", "state", "words"),
    [
        ("550 no such user", MessageState.FAILED, "请核对邮箱"),
        (
            "450 later",
            MessageState.WAITING,
            "暂时没有收下",
        ),  # greylisting: there is nothing wrong with the address
    ],
)
def test_refused_address(reply: str, state: MessageState, words: str, server: Server, box: Postbox) -> None:
    office(server.port)
    box.recipient = reply
    message = posted()
    delivery = deliver_due(AT)
    assert delivery.ended(state) == (message,)
    assert delivery.problem == ""
    told = Message.objects.get().error
    assert reply in told
    assert words in told


def test_refused_content_is_tried_again(server: Server, box: Postbox) -> None:
    office(server.port)
    box.answer = "451 try later"
    posted()
    assert deliver_due(AT).ended(MessageState.WAITING)
    box.answer = "250 OK"
    assert deliver_due(AT + BACKOFF[0]).ended(MessageState.SENT)
    assert len(box.mails) == 1


def test_no_answer_after_the_mail_was_handed_over_is_not_sent_again(server: Server, box: Postbox) -> None:
    office(server.port)
    box.answer = ""
    message = posted()
    assert deliver_due(AT).ended(MessageState.FAILED) == (message,)
    assert "不能确定是否送达" in Message.objects.get().error
    box.answer = "250 OK"
    assert not deliver_due(AT + timedelta(days=1)).tried
    assert len(box.mails) == 1
    assert send_again(message, AT, "jtj-new@sfq.example")  # a person asked the unit: it did not arrive
    assert deliver_due(AT).ended(MessageState.SENT) == (message,)
    assert not send_again(message, AT)
    first, second = box.read()
    assert first["Message-ID"] == second["Message-ID"]


WORKER = """
import sys
from datetime import datetime
from xunjian.office.start import start
start()
from xunjian.mail.outbox import deliver_due
print(*(message.error for message in deliver_due(datetime.fromisoformat(sys.argv[1])).tried))
"""
PREPARE = """
import sys
from xunjian.office.start import start
start()
from xunjian.office.setup import set_up
from tests.mail.test_outbox import office, posted
set_up("admin")
office(int(sys.argv[1]))
posted()
"""


def run(program: str, argument: str, home: Path) -> subprocess.Popen[str]:
    settings = {"XUNJIAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "xunjian.office.settings"}
    environment = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"} | settings
    command = [sys.executable, "-c", program, argument]
    return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE)


def test_a_worker_killed_while_sending_leaves_no_second_mail(
    server: Server, box: Postbox, tmp_path: Path
) -> None:
    with run(PREPARE, str(server.port), tmp_path) as prepared:
        assert prepared.wait() == 0
    with run(WORKER, AT.isoformat(), tmp_path) as worker:
        box.taking = worker.kill  # the server has the mail, the worker will never know
        assert worker.wait() == -signal.SIGKILL
    assert len(box.mails) == 1
    box.taking = lambda: None
    for moment, said in (
        (PATIENCE - timedelta(seconds=1), ""),
        (PATIENCE, outbox.STOPPED),
        (PATIENCE * 9, ""),
    ):
        with run(WORKER, (AT + moment).isoformat(), tmp_path) as worker:
            assert worker.communicate()[0].strip() == said
    assert len(box.mails) == 1


def test_without_a_server_mails_wait_and_no_try_is_spent() -> None:
    posted()
    assert deliver_due(AT).problem == NO_SERVER
    message = Message.objects.get()
    assert (message.state, message.tries, message.error) == (MessageState.WAITING, 0, NO_SERVER)


@pytest.mark.parametrize("to", ["", "没有邮箱", "a@b.example\nBcc: c@d.example"])
def test_what_is_no_address_fails_and_stops_no_other(to: str, server: Server, box: Postbox) -> None:
    office(server.port)
    bad, good = posted("bad", to=to), posted("good")
    delivery = deliver_due(AT)
    assert (delivery.ended(MessageState.FAILED), delivery.ended(MessageState.SENT)) == ((bad,), (good,))
    assert box.tos == ["jtj@sfq.example"]

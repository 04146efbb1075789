"""The outbox: a message is made once per key and sent at most once.

A worker takes a message by marking it 发送中 and committing; then it talks to the server; then it writes down how that
went. Should it die in between, nobody can know whether the server took the mail. Such a message is not sent a second
time: once the worker's time is up it is marked as failed and a person asks the unit. Its Message-ID comes from its key,
so that even a mail sent again by hand is known by the receiver as the same one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from xunjian.mail import smtp
from xunjian.store.models import Channel, Message, MessageFile, MessageState, Office, Unit

BACKOFF = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8))
PATIENCE = timedelta(
    minutes=30
)  # for the worker that has a message; longer than any conversation with a server
NO_SERVER = "还没有设置发信服务器或发件人；请在“设置”里填写后，邮件会自动发出"
DOUBT = "邮件已交给发信服务器，但没有等到答复，不能确定是否送达；为免重复没有再发，请向收件单位核实"
STOPPED = "发送途中程序停止，不能确定是否送达；为免重复没有再发，请向收件单位核实"


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    kind: str  # MIME type
    content: bytes


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a round went. problem: why the round ended early, "" if it did not."""

    tried: tuple[Message, ...] = ()
    problem: str = ""

    def ended(self, state: MessageState) -> tuple[Message, ...]:
        return tuple(message for message in self.tried if message.state == state)


@transaction.atomic
def post(
    key: str,
    *,
    to: str,
    subject: str,
    body: str,
    at: datetime,
    after: datetime | None = None,
    unit: Unit | None = None,
    files: Iterable[Attachment] = (),
) -> tuple[Message, bool]:
    """The message of the key, and whether it was made just now. `after`: not to be sent before (default: `at`)."""
    message, made = Message.objects.get_or_create(
        key=key,
        defaults={
            "channel": Channel.MAIL,
            "to": to,
            "subject": " ".join(subject.split())[:200],
            "body": body,
            "unit": unit,
            "created_at": at,
            "after": after or at,
        },
    )
    if made:
        for file in files:
            MessageFile.objects.create(message=message, name=file.name, kind=file.kind, content=file.content)
    return message, made


def deliver_due(at: datetime) -> Delivery:
    """Sends what waits and is due at `at`, the oldest first. Ends early where the server takes nothing at all."""
    office, tried = Office.current(), _give_up_stopped(at)
    due = Message.objects.filter(channel=Channel.MAIL, state=MessageState.WAITING, after__lte=at)
    waiting = tuple(due.order_by("after", "pk").values_list("pk", flat=True))
    if waiting and not (office.smtp_host and smtp.sender(office)):
        due.update(error=NO_SERVER)
        return Delivery(tuple(tried), NO_SERVER)
    problem = ""
    for number in waiting:
        if message := _take(number, at):
            problem = _send(message, office, at)
            tried.append(message)
        if problem:
            break
    return Delivery(tuple(tried), problem)


def send_again(message: Message, at: datetime) -> bool:
    """A person has decided that a failed message is to go once more; False where it has not failed."""
    failed = Message.objects.filter(pk=message.pk, state=MessageState.FAILED)
    return bool(failed.update(state=MessageState.WAITING, tries=0, after=at, error=""))


def _take(number: int, at: datetime) -> Message | None:
    """The message, ours to send; None where another worker was faster. Committed before anything is sent."""
    with transaction.atomic(durable=True):
        taken = Message.objects.filter(pk=number, state=MessageState.WAITING, after__lte=at).update(
            state=MessageState.SENDING, after=at + PATIENCE, tries=F("tries") + 1
        )
    return Message.objects.get(pk=number) if taken else None


def _send(message: Message, office: Office, at: datetime) -> str:
    """Sends and writes down how it went; returns why no other message can be sent either, or ""."""
    problem = ""
    try:
        smtp.send(message, office, at)
    except smtp.InDoubt as error:
        message.state, message.error = MessageState.FAILED, f"{DOUBT}（{error}）"
    except smtp.NotSent as error:
        _put_off(message, error, at)
        problem = str(error) if isinstance(error, smtp.ServerDown) else ""
    else:
        message.state, message.sent_at, message.error = MessageState.SENT, at, ""
    message.save(update_fields=["state", "sent_at", "after", "error"])
    return problem


def _put_off(message: Message, error: smtp.NotSent, at: datetime) -> None:
    if error.final or message.tries > len(BACKOFF):
        message.state = MessageState.FAILED
        message.error = f"{error}（试了 {message.tries} 次，不再重试）"
    else:
        message.state, message.after = MessageState.WAITING, at + BACKOFF[message.tries - 1]
        message.error = str(error)


def _give_up_stopped(at: datetime) -> list[Message]:
    stopped = Message.objects.filter(channel=Channel.MAIL, state=MessageState.SENDING, after__lte=at)
    given_up = list(stopped)
    for message in given_up:
        message.state, message.error = MessageState.FAILED, STOPPED
        message.save(update_fields=["state", "error"])
    return given_up

"""One round over messages that wait, whatever the channel: each is sent at most once.

A worker takes a message by marking it 发送中 and committing; then it talks to the server; then it writes down how that
went. Should it die in between, nobody can know whether the server took the message. It is not sent a second time: once
the worker's time is up it is marked as failed, and a person decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from xunjian.mail.failures import InDoubt, NotSent, ServerDown
from xunjian.store.models import Message, MessageState

BACKOFF = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8))
PATIENCE = timedelta(
    minutes=30
)  # for the worker that has a message; longer than any conversation with a server


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a round went. problem: why the round ended early, "" if it did not."""

    tried: tuple[Message, ...] = ()
    problem: str = ""

    def ended(self, state: MessageState) -> tuple[Message, ...]:
        return tuple(message for message in self.tried if message.state == state)


@dataclass(frozen=True, slots=True)
class Way:
    """How messages of a kind go out. send: raises NotSent (ServerDown among it) or InDoubt · doubt, stopped: what is
    told of a message nobody knows the fate of, and of one whose worker was stopped.
    """

    send: Callable[[Message], None]
    doubt: str
    stopped: str

    def deliver(self, messages: QuerySet[Message], at: datetime) -> Delivery:
        """Sends those that are due at `at`, the oldest first. Ends early where the server takes nothing at all."""
        tried = _give_up_stopped(messages, at, self.stopped)
        due = messages.filter(state=MessageState.WAITING, after__lte=at)
        problem = ""
        for number in tuple(due.order_by("after", "pk").values_list("pk", flat=True)):
            if message := _take(number, at):
                problem = self._send(message, at)
                tried.append(message)
            if problem:
                break
        return Delivery(tuple(tried), problem)

    def _send(self, message: Message, at: datetime) -> str:
        """Sends and writes down how it went; returns why no other message can be sent either, or ""."""
        problem = ""
        try:
            self.send(message)
        except InDoubt as error:
            message.state, message.error = MessageState.FAILED, f"{self.doubt}（{error}）"
        except NotSent as error:
            _put_off(message, error, at)
            problem = str(error) if isinstance(error, ServerDown) else ""
        else:
            message.state, message.sent_at, message.error = MessageState.SENT, at, ""
        message.save(update_fields=["state", "sent_at", "after", "error"])
        return problem


def send_again(message: Message, at: datetime, to: str = "") -> bool:
    """A person has decided that a failed message is to go once more, and where to; False where it has not failed."""
    failed = Message.objects.filter(pk=message.pk, state=MessageState.FAILED)
    return bool(failed.update(state=MessageState.WAITING, to=to or message.to, tries=0, after=at, error=""))


def _take(number: int, at: datetime) -> Message | None:
    """The message, ours to send; None where another worker was faster. Committed before anything is sent."""
    with transaction.atomic(durable=True):
        taken = Message.objects.filter(pk=number, state=MessageState.WAITING, after__lte=at).update(
            state=MessageState.SENDING, after=at + PATIENCE, tries=F("tries") + 1
        )
    return Message.objects.get(pk=number) if taken else None


def _put_off(message: Message, error: NotSent, at: datetime) -> None:
    if error.final or message.tries > len(BACKOFF):
        message.state = MessageState.FAILED
        message.error = f"{error}（试了 {message.tries} 次，不再重试）"
    else:
        message.state, message.after = MessageState.WAITING, at + BACKOFF[message.tries - 1]
        message.error = str(error)


def _give_up_stopped(messages: QuerySet[Message], at: datetime, words: str) -> list[Message]:
    given_up = list(messages.filter(state=MessageState.SENDING, after__lte=at))
    for message in given_up:
        message.state, message.error = MessageState.FAILED, words
        message.save(update_fields=["state", "error"])
    return given_up

"""The outbox of mails: a message is made once per key and sent at most once (`rounds`).

A message's Message-ID comes from its key, so that even a mail sent again by hand is known by the receiver as the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from xunjian.mail import smtp
from xunjian.mail.rounds import BACKOFF, PATIENCE, Delivery, Way, send_again
from xunjian.store.models import Channel, Message, MessageFile, MessageState, Office, Unit

__all__ = ["BACKOFF", "PATIENCE", "Attachment", "Delivery", "deliver_due", "post", "send_again"]

NO_SERVER = "还没有设置发信服务器或发件人；请在“设置”里填写后，邮件会自动发出"
DOUBT = "邮件已交给发信服务器，但没有等到答复，不能确定是否送达；为免重复没有再发，请向收件单位核实"
STOPPED = "发送途中程序停止，不能确定是否送达；为免重复没有再发，请向收件单位核实"


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    kind: str  # MIME type
    content: bytes


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
    office, mails = Office.current(), Message.objects.filter(channel=Channel.MAIL)
    way = Way(lambda message: smtp.send(message, office, at), DOUBT, STOPPED)
    due = mails.filter(state=MessageState.WAITING, after__lte=at)
    if not (office.smtp_host and smtp.sender(office)) and due.update(error=NO_SERVER):
        given_up = way.deliver(mails.filter(state=MessageState.SENDING), at)
        return Delivery(given_up.tried, NO_SERVER)
    return way.deliver(mails, at)

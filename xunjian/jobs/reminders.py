"""What the office is told of, each thing once, however often it is looked for; what comes up before it goes, in one mail.

A reminder goes with the digest of its day, by the rules of every mail: not at night, not on days off.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db import IntegrityError, transaction

from portal.calendar import CHINA
from xunjian.mail.outbox import post
from xunjian.mail.quiet import sending_time
from xunjian.store.models import Message, MessageState, Office, Reminder

KEY = "reminder:"


@dataclass(frozen=True, slots=True)
class Due:
    """key: of the thing and its day · line: for the mail."""

    key: str
    line: str


def tell_office(subject: str, due: Iterable[Due], at: datetime) -> Message | None:
    """The message with everything not told before; none where nothing is new, or nobody can be told (no address)."""
    lines = {one.key: one.line for one in due}
    office = Office.current()
    if not lines or not office.email:
        return None
    try:
        with transaction.atomic():
            told = set(Reminder.objects.filter(key__in=lines).values_list("key", flat=True))
            new = {key: line for key, line in lines.items() if key not in told}
            return _add(office, subject, new, at) if new else None
    except IntegrityError:  # told by another process in this moment
        return None


def _add(office: Office, subject: str, lines: dict[str, str], at: datetime) -> Message:
    """To the mail that still waits, or to a new one."""
    message = _waiting(office, at) or _post(office, next(iter(lines)), at)
    Reminder.objects.bulk_create(
        Reminder(key=k, subject=subject, line=v, message=message) for k, v in lines.items()
    )
    message.subject, message.body = _subject(message), _body(office, message)
    message.save(update_fields=["subject", "body"])
    return message


def _waiting(office: Office, at: datetime) -> Message | None:
    """Held until the end of the transaction: no worker takes it meanwhile."""
    waiting = Message.objects.filter(
        key__startswith=KEY, to=office.email, state=MessageState.WAITING, after__gt=at
    )
    return waiting.exclude(reminders__line="").select_for_update().order_by("pk").first()


def _post(office: Office, key: str, at: datetime) -> Message:
    local = at.astimezone(CHINA)
    digest = datetime.combine(local.date(), office.digest_at, CHINA)
    after = sending_time(max(local, digest), office)
    return post(f"{KEY}{key}"[:200], to=office.email, subject="", body="", at=at, after=after)[0]


def _subject(message: Message) -> str:
    told = list(message.reminders.order_by("pk").values_list("subject", flat=True))
    return f"{'、'.join(dict.fromkeys(told))}（{len(told)} 项）"[:200]


def _body(office: Office, message: Message) -> str:
    rows = sorted(message.reminders.order_by("pk"), key=lambda row: row.subject)
    parts = [
        "\n".join([subject, *(f"{number}. {row.line}" for number, row in enumerate(group, 1))])
        for subject, group in groupby(rows, key=lambda row: row.subject)
    ]
    return "\n\n".join([f"{office.name}：", *parts, "本邮件由巡检程序自动发出。"])

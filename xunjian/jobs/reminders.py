"""What the office is told of, each thing once, however often it is looked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from xunjian.store.models import Message, Office, Reminder


@dataclass(frozen=True, slots=True)
class Due:
    """key: of the thing and its day · line: for the mail."""

    key: str
    line: str


def tell_office(subject: str, due: Iterable[Due], at: datetime) -> Message | None:
    """One message of everything not told before; none where nothing is new, or nobody can be told (no address)."""
    lines = {one.key: one.line for one in due}
    office = Office.current()
    if not lines or not office.email:
        return None
    try:
        with transaction.atomic():
            told = set(Reminder.objects.filter(key__in=lines).values_list("key", flat=True))
            new = {key: line for key, line in lines.items() if key not in told}
            return _post(office, subject, new, at) if new else None
    except IntegrityError:  # told by another process in this moment
        return None


def _post(office: Office, subject: str, lines: dict[str, str], at: datetime) -> Message:
    numbered = "\n".join(f"{number}. {line}" for number, line in enumerate(lines.values(), 1))
    message = Message.objects.create(
        key=f"reminder:{next(iter(lines))}",
        to=office.email,
        subject=f"{subject}（{len(lines)} 项）",
        body=f"{office.name}：\n\n{numbered}\n\n本邮件由巡检程序自动发出。",
        created_at=at,
        after=at,
    )
    Reminder.objects.bulk_create(Reminder(key=key, message=message) for key in lines)
    return message

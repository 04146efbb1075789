"""What went out long ago: attachments of mails, and pushes. The row of a mail stays, so that nothing is told twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dateutil.relativedelta import relativedelta
from django.db.models import QuerySet, Sum
from django.db.models.functions import Length

from xunjian.keeping.item import Item, Kind
from xunjian.store.models import Channel, Message, MessageFile, MessageState, Office

OVER = (MessageState.SENT, MessageState.FAILED)


def items(at: datetime, office: Office) -> Iterator[Item]:
    edge = at - relativedelta(months=office.keep_sent)
    old = Message.objects.filter(state__in=OVER, created_at__lt=edge)
    files = MessageFile.objects.filter(message__in=old.filter(channel=Channel.MAIL))
    yield from _rows(Kind.ATTACHMENTS, files, "content", f"{office.keep_sent} 个月以前的邮件")
    yield from _rows(
        Kind.PUSHES, old.filter(channel=Channel.WEBHOOK), "body", f"{office.keep_sent} 个月以前的推送"
    )


def _rows(
    kind: Kind, rows: QuerySet[Message] | QuerySet[MessageFile], field: str, name: str
) -> Iterator[Item]:
    told = rows.aggregate(size=Sum(Length(field)))["size"] or 0
    if count := rows.count():
        yield Item(kind, name, told, lambda _: _delete(rows, told), count)


def _delete(rows: QuerySet[Message] | QuerySet[MessageFile], size: int) -> int:
    """The database does not become smaller; what is free in it is written to again."""
    rows.delete()
    return size

"""Records handed in for a site: kept whole or not at all, replaced or added to, withdrawn, and put together for a scan."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from portal.calendar import CHINA
from portal.errors import RecordsError
from portal.record_files import ACCOUNTS, LETTERS, VISITS, accounts_in, letters_in, visits_in
from portal.records import Account, Letter, Outage, Records, Unread, Visit, unpack
from xunjian.store.models import RecordKind, RecordUpload, Site, User

Item = Account | Letter | Outage | Visit
READERS: Mapping[RecordKind, Callable[[bytes, str], Records]] = {
    RecordKind.LETTERS: letters_in,
    RecordKind.ACCOUNTS: accounts_in,
    RecordKind.VISITS: visits_in,
}
KINDS = {  # as portal.record_files calls them
    RecordKind.LETTERS: LETTERS,
    RecordKind.ACCOUNTS: ACCOUNTS,
    RecordKind.VISITS: VISITS,
}
SAMPLES: Mapping[RecordKind, tuple[tuple[str, ...], ...]] = {
    RecordKind.LETTERS: (
        ("编号", "标题", "来信时间", "答复时间", "答复单位", "是否公开"),
        ("2026001", "小区门前道路积水", "2026-07-01", "2026-07-09", "区住建局", "是"),
        ("2026002", "路灯不亮", "2026-07-02 10:30", "", "区城管局", "否"),
    ),
    RecordKind.ACCOUNTS: (
        ("平台", "名称", "最后发布日期", "核查日期", "网址"),
        ("微信公众号", "示范区发布", "2026-11-20", "2026-11-23", ""),
        ("微博", "示范区政务", "2026-11-18", "2026-11-23", ""),
    ),
    RecordKind.VISITS: (
        ("时间", "结果", "用时", "原因", "结束"),
        ("2026-11-23 10:00", "正常", "0.8", "", ""),
        ("2026-11-23 11:00", "失败", "15", "连接超时", ""),
        ("2026-11-23 22:00", "停机", "", "机房割接（已报备）", "2026-11-24 02:00"),
    ),
}


class Refused(RecordsError):
    """Rows that cannot be read: nothing of the file is kept."""

    def __init__(self, rows: tuple[Unread, ...]) -> None:
        super().__init__(f"有 {len(rows)} 行看不懂，整个文件没有采用")
        self.rows = rows


def keep(
    site: Site, kind: RecordKind, name: str, content: bytes, *, replace: bool, user: User, at: datetime
) -> RecordUpload:
    """Raises RecordsError for a file that is no such table, Refused where a row of it cannot be read."""
    told = READERS[kind](content, f"「{name}」")
    if told.unread:
        raise Refused(told.unread)
    items = _items(told)
    if not items:
        raise RecordsError(f"「{name}」里只有表头，没有记录")
    with transaction.atomic():
        if replace:
            held(site, kind).update(replaced_at=at, told="")
        return RecordUpload.objects.create(
            site=site, kind=kind, name=name[-200:], digest=hashlib.sha256(content).hexdigest(), rows=len(items),
            span=_span(items), told=told.pack(), uploaded_by=user, uploaded_at=at,
        )  # fmt: skip


def withdraw(upload: RecordUpload, user: User, at: datetime) -> None:
    """What it told is gone for good; what it replaced does not come back."""
    upload.withdrawn_at, upload.withdrawn_by, upload.told = at, user, ""
    upload.save(update_fields=["withdrawn_at", "withdrawn_by", "told"])


def held(site: Site, kind: RecordKind | None = None) -> QuerySet[RecordUpload]:
    """Those in use, oldest first."""
    uploads = RecordUpload.objects.filter(site=site, replaced_at=None, withdrawn_at=None)
    uploads = uploads.order_by("uploaded_at", "pk")
    return uploads.filter(kind=kind) if kind else uploads


def told_of(site: Site) -> Records:
    """Everything handed in that holds; of the same letter, account or look the later upload tells."""
    letters: dict[object, Letter] = {}
    accounts: dict[object, Account] = {}
    visits: dict[object, Visit] = {}
    outages: dict[Outage, None] = {}
    for upload in held(site):
        told = unpack(upload.told)
        letters |= {(one.number or (one.title, one.asked)): one for one in told.letters or ()}
        accounts |= {(one.platform, one.name): one for one in told.accounts or ()}
        visits |= {one.at: one for one in told.visits or ()}
        outages |= dict.fromkeys(told.outages or ())
    return Records(
        tuple(visits.values()) or None,
        tuple(outages) or None,
        tuple(accounts.values()) or None,
        tuple(letters.values()) or None,
    )


def sample(kind: RecordKind) -> bytes:
    """A file to fill in, as Excel opens it right."""
    text = io.StringIO()
    csv.writer(text).writerows(SAMPLES[kind])
    return text.getvalue().encode("utf-8-sig")


def in_use(site: Site) -> dict[RecordKind, int]:
    """How much of each kind holds, what several uploads tell counted once."""
    told = told_of(site)
    parts = {
        RecordKind.LETTERS: Records(letters=told.letters),
        RecordKind.ACCOUNTS: Records(accounts=told.accounts),
        RecordKind.VISITS: Records(visits=told.visits, outages=told.outages),
    }
    return {kind: len(_items(part)) for kind, part in parts.items()}


def _items(told: Records) -> tuple[Item, ...]:
    return (*(told.letters or ()), *(told.accounts or ()), *(told.visits or ()), *(told.outages or ()))


def _span(items: Iterable[Item]) -> str:
    days = sorted(day for day in map(_day, items) if day)
    return f"{days[0]} 至 {days[-1]}" if days else ""


def _day(item: Item) -> date | None:
    if isinstance(item, Letter):
        return item.asked
    if isinstance(item, Account):
        return item.last_post
    at = item.at if isinstance(item, Visit) else item.start
    return at.astimezone(CHINA).date()

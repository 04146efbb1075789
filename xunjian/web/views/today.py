"""今日: what a clerk looks at every morning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from checks import Outcome
from portal.errors import SnapshotError
from portal.snapshot import Snapshot
from xunjian.jobs.nights import MissedNight, missed_nights
from xunjian.keeping.room import Room, room
from xunjian.store import sight
from xunjian.store.models import (
    Case,
    Channel,
    Message,
    MessageState,
    Role,
    Scan,
    ScanState,
    Site,
    State,
    User,
)
from xunjian.web.access import EVERYONE, READERS, Request, seen_by
from xunjian.web.selection import cannot_cases, due_cases, new_cases, newest_scans, open_cases

LISTED = 8
DAY = timedelta(hours=24)
OF_READERS = {"/findings/", "/cases/?state=cannot"}  # lists that are not for a unit
TOLD_FOR = timedelta(days=14)  # that a mail has failed


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure; `url` is the list of the same cases. alarming: a figure above 0 wants a hand at once."""

    words: str
    count: int
    url: str
    alarming: bool = False


@dataclass(frozen=True, slots=True)
class Watched:
    """A site this morning. unreached: None where the snapshot cannot be read; probed, failed: in the last 24 h."""

    site: Site
    scan: Scan | None
    running: Scan | None
    unreached: int | None
    unknown: int
    probed: int
    failed: int


@dataclass(frozen=True, slots=True)
class Unsent:
    """Mails that stay behind. failed: given up · waiting: those that are tried again, and why."""

    failed: int
    waiting: int
    why: str


@seen_by(*EVERYONE)
def today(request: Request) -> HttpResponse:
    cases, day = sight.cases(request.user), timezone.localdate()
    urgent = open_cases(cases).filter(due__isnull=False).order_by(F("due").asc(), "-id")
    context = {
        "day": day,
        "tiles": _tiles(request.user, cases),
        "missed": _missed(request.user),
        "disk": _room(request.user),
        "is_new": request.user.is_office and not Scan.objects.filter(state=ScanState.FINISHED).exists(),
        "unsent": _unsent() if request.user.is_office else None,
        "vetoes": _told(open_cases(cases).filter(severity="veto")),
        "urgent": _told(urgent),
        "watched": [] if request.user.role == Role.UNIT else [_watched(s) for s in sight.sites(request.user)],
    }
    return render(request, "web/today.html", context)


def _missed(user: User) -> list[MissedNight]:
    """Nights without a finished scan, of the sites the account may see."""
    if user.role == Role.UNIT:
        return []
    seen = set(sight.sites(user))
    return [night for night in missed_nights(timezone.now()) if night.site in seen]


def _room(user: User) -> Room | None:
    """Where it is low, and of those who can do something about it."""
    found = room() if user.is_office else None
    return found if found and found.low else None


def _unsent() -> Unsent:
    mails = Message.objects.filter(channel=Channel.MAIL)
    waiting = mails.filter(state=MessageState.WAITING).exclude(error="")
    failed = mails.filter(state=MessageState.FAILED, created_at__gte=timezone.now() - TOLD_FOR)
    last = waiting.first()
    return Unsent(failed.count(), waiting.count(), last.error if last else "")


def _tiles(user: User, cases: QuerySet[Case]) -> list[Tile]:
    day, open_ones = timezone.localdate(), open_cases(cases)
    tiles = [
        Tile(
            "单项否决风险",
            open_ones.filter(severity="veto").count(),
            "/cases/?severity=veto&state=open",
            True,
        ),
        Tile("上次检查新发现", new_cases(cases).count(), "/cases/?new=1"),
        Tile("待确认", open_ones.filter(confirmed=False).count(), "/findings/"),
        Tile("已超期", due_cases(cases, "overdue", day).count(), "/cases/?due=overdue", True),
        Tile("今天到期", due_cases(cases, "today", day).count(), "/cases/?due=today", True),
        Tile("7 天内到期", due_cases(cases, "week", day).count(), "/cases/?due=week"),
        Tile("单位说改不了", cannot_cases(cases).count(), "/cases/?state=cannot"),
        Tile("已改待复核", cases.filter(state=State.CLAIMED).count(), "/cases/?state=claimed"),
    ]
    return [tile for tile in tiles if user.role in READERS or tile.url not in OF_READERS]


def _told(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related("finding", "unit", "site")[:LISTED]


def _watched(site: Site) -> Watched:
    scan = newest_scans().filter(site=site).first()
    probes = site.probes.filter(slot__gte=timezone.now() - DAY, counted=True)
    return Watched(
        site,
        scan,
        site.scans.filter(state__in=(ScanState.QUEUED, ScanState.RUNNING)).first(),
        _unreached(scan) if scan else None,
        scan.findings.filter(outcome=Outcome.UNKNOWN).count() if scan else 0,
        probes.count(),
        probes.filter(ok=False).count(),
    )


def _unreached(scan: Scan) -> int | None:
    try:
        snapshot = Snapshot.open(scan.snapshot)
    except SnapshotError:
        return None
    try:
        return snapshot.coverage().unreached_total
    finally:
        snapshot.close()

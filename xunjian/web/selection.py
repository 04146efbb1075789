"""The figures of 今日 and the lists they lead to, chosen by the same questions."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery

from xunjian.mail.lines import AFRESH, CANNOT_MARK, SAYING
from xunjian.store.models import Case, Event, EventKind, Scan, ScanKind, ScanState, State
from xunjian.store.models.case import OPEN

WEEK = timedelta(days=6)  # today and six days more


def newest_scans() -> QuerySet[Scan]:
    """The newest finished scan of each site; rechecks of single pages are none."""
    same_site = Scan.objects.filter(site=OuterRef("site"), state=ScanState.FINISHED)
    newest = same_site.exclude(kind=ScanKind.RECHECK).order_by("-ended_at", "-id").values("pk")[:1]
    return Scan.objects.filter(pk=Subquery(newest))


def open_cases(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.filter(state__in=OPEN)


def new_cases(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Open cases that the newest scan of their site found first, or found again."""
    newest = newest_scans().values("pk")
    back = Q(events__kind=EventKind.BACK, events__scan__in=newest)
    return open_cases(cases).filter(Q(first_scan__in=newest) | back).distinct()


def cannot_cases(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Open cases of which their unit said last that it cannot mend them: somebody has to rule."""
    said = Event.objects.filter(case=OuterRef("pk")).filter(
        Q(kind__in=AFRESH) | Q(kind__in=SAYING, note__gt="")
    )
    last = Subquery(said.order_by("-pk").values("note")[:1])
    return (
        open_cases(cases)
        .exclude(state=State.CLAIMED)
        .annotate(said=last)
        .filter(said__startswith=CANNOT_MARK)
    )


def due_cases(cases: QuerySet[Case], when: str, today: date) -> QuerySet[Case]:
    """when: "overdue", "today" or "week" (today and the six days after it)."""
    span = {
        "overdue": Q(due__lt=today),
        "today": Q(due=today),
        "week": Q(due__range=(today, today + WEEK)),
    }
    return open_cases(cases).filter(span[when])

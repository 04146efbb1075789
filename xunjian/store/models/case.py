"""Cases of the rectification ledger 整改台账, and every change of each."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from xunjian.store.models.scan import Finding, Scan
from xunjian.store.models.site import Site, Unit


class State(models.TextChoices):
    NEW = "new", "新发现"
    NOTIFIED = "notified", "已通知"
    MENDING = "mending", "整改中"
    CLAIMED = "claimed", "待复核"  # the unit says it is mended
    CLOSED = "closed", "已销号"  # a later scan covered it and did not find it
    BACK = "back", "复发"
    DISMISSED = "dismissed", "误报"
    WAIVED = "waived", "豁免"


OPEN = (State.NEW, State.NOTIFIED, State.MENDING, State.CLAIMED, State.BACK)


class Case(models.Model):
    """A problem the office tracks: findings of the same fingerprint, over all scans of a site.

    finding: as last seen · confirmed: a person, or the program's own certainty, holds it for real · due: in working days
    from when it was found or came back · lapses: end of a waiver or dismissal · ruled_text: the wording a ruling was
    about; another wording is ruled anew.
    """

    site = models.ForeignKey(Site, models.CASCADE, related_name="cases")
    fingerprint = models.CharField(max_length=16)
    rule = models.CharField(max_length=10, db_index=True)
    severity = models.CharField(max_length=10, db_index=True)
    state = models.CharField(max_length=10, choices=State, default=State.NEW, db_index=True)
    confirmed = models.BooleanField(default=False)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="cases")
    finding = models.ForeignKey(Finding, models.RESTRICT, related_name="cases")
    first_scan = models.ForeignKey(Scan, models.RESTRICT, related_name="first_cases")
    last_scan = models.ForeignKey(Scan, models.RESTRICT, related_name="last_cases")
    found_at = models.DateTimeField()
    due = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    lapses = models.DateField(null=True, blank=True)
    ruled_text = models.TextField(blank=True)

    class Meta:
        ordering = ("-found_at", "-id")
        constraints = (models.UniqueConstraint(fields=("site", "fingerprint"), name="case_once_a_site"),)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class EventKind(models.TextChoices):
    FOUND = "found", "发现"
    SEEN = "seen", "仍存在"
    CONFIRMED = "confirmed", "确认属实"
    ASSIGNED = "assigned", "分派"
    NOTIFIED = "notified", "已通知"
    STARTED = "started", "开始整改"
    CLAIMED = "claimed", "报告已改"
    RECHECKED = "rechecked", "复查"
    CLOSED = "closed", "销号"
    BACK = "back", "复发"
    DISMISSED = "dismissed", "判为误报"
    WAIVED = "waived", "豁免"
    LAPSED = "lapsed", "期满或原文已变"
    REOPENED = "reopened", "重新打开"
    REMARKED = "remarked", "备注"
    DUE = "due", "调整期限"


class Event(models.Model):
    """One row of a case's history. actor is empty where the program acted."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="events")
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="events"
    )
    kind = models.CharField(max_length=10, choices=EventKind)
    before = models.CharField(max_length=10, choices=State, blank=True)
    after = models.CharField(max_length=10, choices=State)
    note = models.TextField(blank=True)
    scan = models.ForeignKey(Scan, models.SET_NULL, null=True, blank=True, related_name="events")

    class Meta:
        ordering = ("id",)

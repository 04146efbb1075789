"""Scans and what each of them found, as it was found."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models

from xunjian.store.models.site import Site


class ScanKind(models.TextChoices):
    NIGHTLY = "nightly", "每晚巡查"
    AUDIT = "audit", "专项检查"
    RECHECK = "recheck", "复查"


class ScanState(models.TextChoices):
    QUEUED = "queued", "排队中"
    RUNNING = "running", "进行中"
    FINISHED = "finished", "已完成"
    FAILED = "failed", "没有完成"


class Scan(models.Model):
    """reference_time: the day it is judged for · night: the date a nightly scan is for, one each · stage, pages, known:
    progress · folder: name of the snapshot · error: why it failed, for a clerk · unlooked: rows of the score sheet that
    cannot be called clear, and why · job: id of the task that runs it · attempts: how often it was begun, but for those
    times that were stopped on purpose.
    """

    site = models.ForeignKey(Site, models.CASCADE, related_name="scans")
    kind = models.CharField(max_length=10, choices=ScanKind, default=ScanKind.AUDIT)
    state = models.CharField(max_length=10, choices=ScanState, default=ScanState.QUEUED)
    night = models.DateField(null=True, blank=True)
    reference_time = models.DateTimeField()
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="scans"
    )
    queued_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    stage = models.CharField(max_length=20, blank=True)
    pages = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    folder = models.CharField(max_length=100, blank=True)
    profile_digest = models.CharField(max_length=64, blank=True)
    error = models.TextField(blank=True)
    unlooked = models.JSONField(null=True)
    job = models.CharField(max_length=64, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("-queued_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("site", "night"),
                condition=models.Q(kind=ScanKind.NIGHTLY),
                name="one_nightly_scan_a_night",
            ),
        )

    @property
    def snapshot(self) -> Path:
        kept = "rechecks" if self.kind == ScanKind.RECHECK else "snapshots"
        return self.site.folder / kept / self.folder

    @property
    def report(self) -> Path:
        """Its findings.json, kept beside the newest one of the site."""
        return self.site.folder / "reports" / f"{self.folder}.json"

    @property
    def is_open(self) -> bool:
        return self.state in {ScanState.QUEUED, ScanState.RUNNING}


class Finding(models.Model):
    """One finding of one scan, masked as it may be shown. Fields as checks.Finding; places: [url, locator] pairs."""

    scan = models.ForeignKey(Scan, models.CASCADE, related_name="findings")
    fingerprint = models.CharField(max_length=16, db_index=True)
    rule = models.CharField(max_length=10)
    name = models.CharField(max_length=100)
    severity = models.CharField(max_length=10)
    outcome = models.CharField(max_length=10)
    url = models.TextField()
    target = models.TextField(blank=True)
    column = models.CharField(max_length=200, blank=True)
    owner = models.CharField(max_length=100, blank=True)
    text = models.TextField(blank=True)
    suggestion = models.TextField(blank=True)
    message = models.TextField()
    basis = models.TextField(blank=True)
    verified = models.BooleanField(default=True)
    count = models.PositiveIntegerField(default=1)
    places = models.JSONField(default=list)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("scan", "fingerprint"), name="finding_once_a_scan"),)

"""Mock inspections: a stored scan judged as if inspected on a day to come."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models

from xunjian.store.models.scan import Scan, ScanState


class MockInspection(models.Model):
    """One a scan and day. basis: of what else it was judged by (configuration, records, rulings); another basis, another
    result · stage, pages, known: progress · job: id of the task that makes it.
    """

    scan = models.ForeignKey(Scan, models.CASCADE, related_name="mocks")
    day = models.DateField("检查日")
    state = models.CharField(max_length=10, choices=ScanState, default=ScanState.QUEUED)
    basis = models.CharField(max_length=64, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="mocks"
    )
    requested_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    stage = models.CharField(max_length=20, blank=True)
    pages = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    job = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ("-requested_at", "-id")
        constraints = (models.UniqueConstraint(fields=("scan", "day"), name="mock_once_a_scan_and_day"),)

    @property
    def shelf(self) -> Path:
        """Where those of the site are kept."""
        return self.scan.site.folder / "mocks"

    @property
    def folder(self) -> Path:
        """Its reports, as `xunjian audit --on` writes them."""
        return self.shelf / str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.state in {ScanState.QUEUED, ScanState.RUNNING}

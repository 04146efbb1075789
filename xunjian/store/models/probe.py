"""Looks at home pages between scans, and the hours in which they do not count."""

from __future__ import annotations

from django.db import models

from xunjian.store.models.site import Site


class Probe(models.Model):
    """One look. slot: the hour it is for, one each · status: HTTP status, 0 without an answer · seconds: until the end
    of the response · counted: outside maintenance, and the site did not merely turn a program away.
    """

    site = models.ForeignKey(Site, models.CASCADE, related_name="probes")
    slot = models.DateTimeField()
    at = models.DateTimeField()
    ok = models.BooleanField()
    status = models.PositiveSmallIntegerField(default=0)
    seconds = models.FloatField()
    error = models.CharField(max_length=200, blank=True)
    counted = models.BooleanField(default=True)

    class Meta:
        ordering = ("-slot",)
        constraints = (models.UniqueConstraint(fields=("site", "slot"), name="probe_once_a_slot"),)


class Maintenance(models.Model):
    site = models.ForeignKey(Site, models.CASCADE, related_name="maintenances")
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    reason = models.CharField("事由", max_length=200)

    class Meta:
        ordering = ("-starts_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="maintenance_ends_later"
            ),
        )

"""Who did what."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Act(models.Model):
    """actor_name stays when the account goes · subject: of what, e.g. "case 12"."""

    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="acts"
    )
    actor_name = models.CharField(max_length=150)
    verb = models.CharField(max_length=50)
    subject = models.CharField(max_length=200, blank=True)
    detail = models.TextField(blank=True)
    address = models.GenericIPAddressField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

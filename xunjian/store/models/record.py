"""Records of a site that people hand in: letters, new-media accounts, visits seen by other monitors."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from xunjian.store.models.site import Site


class RecordKind(models.TextChoices):
    LETTERS = "letters", "留言"
    ACCOUNTS = "accounts", "政务新媒体账号"
    VISITS = "visits", "首页访问记录"


class RecordUpload(models.Model):
    """One file. told: what it told, packed (portal.records), for as long as it holds; then it is emptied and the row
    alone remains, as history · span: first and last day in it, in words · digest: SHA-256 of the file.
    """

    site = models.ForeignKey(Site, models.CASCADE, related_name="record_uploads")
    kind = models.CharField(max_length=10, choices=RecordKind)
    name = models.CharField("文件", max_length=200)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    span = models.CharField(max_length=50, blank=True)
    told = models.TextField(blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="record_uploads"
    )
    uploaded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-uploaded_at", "-id")

    @property
    def holds(self) -> bool:
        return self.replaced_at is None and self.withdrawn_at is None

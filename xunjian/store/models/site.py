"""Sites, the units that keep them, and who answers for what."""

from __future__ import annotations

from datetime import time
from pathlib import Path

from django.conf import settings
from django.db import models


class Unit(models.Model):
    """A department that receives rectification lists."""

    name = models.CharField("单位", max_length=100, unique=True)
    email = models.EmailField("邮箱", blank=True)
    contact = models.CharField("联系人", max_length=50, blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = verbose_name_plural = "单位"

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """A portal under inspection. `profile` is the TOML an office may also keep as a file."""

    name = models.CharField("网站名称", max_length=200)
    home = models.URLField("首页网址", max_length=500, unique=True)
    profile = models.TextField("网站配置", blank=True)
    nightly = models.BooleanField("每晚巡查", default=True)
    nightly_at = models.TimeField("巡查时间", default=time(1, 30))
    probing = models.BooleanField("每小时探测首页", default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name", "id")
        verbose_name = verbose_name_plural = "网站"

    def __str__(self) -> str:
        return self.name

    @property
    def folder(self) -> Path:
        """Snapshots, memory and newest reports of the site."""
        return Path(settings.DATA) / "sites" / str(self.pk)


class Ownership(models.Model):
    """The unit that answers for a column, or for everything under a URL prefix. The longest prefix wins."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="ownerships")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="ownerships", verbose_name="单位")
    column = models.CharField("栏目名称", max_length=200, blank=True)
    prefix = models.URLField("网址开头", max_length=500, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(column="") ^ models.Q(prefix=""), name="ownership_by_column_or_prefix"
            ),
            models.UniqueConstraint(fields=("site", "column", "prefix"), name="ownership_once"),
        )


class Declaration(models.Model):
    """A dated statement of a unit that a column has nothing to publish; suspends UPD002–005 until it lapses."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="declarations")
    column_url = models.URLField("栏目网址", max_length=500)
    column_name = models.CharField("栏目名称", max_length=200, blank=True)
    reason = models.CharField("理由", max_length=500)
    until = models.DateField("有效期至")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="declarations"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-until", "-id")

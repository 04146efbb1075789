"""Accounts and the tokens of programs."""

from __future__ import annotations

import hashlib
import secrets

from django.contrib.auth.models import AbstractUser
from django.db import models

from xunjian.store.models.site import Site, Unit


class Role(models.TextChoices):
    OFFICE = "office", "信息科"  # everything
    UNIT = "unit", "部门"  # cases of its own unit
    LEADER = "leader", "领导"  # reads everything
    INSPECTOR = "inspector", "检查人员"  # reads one site, evidence included


class User(AbstractUser):
    role = models.CharField("身份", max_length=10, choices=Role, default=Role.LEADER)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="users", verbose_name="单位"
    )
    site = models.ForeignKey(
        Site, models.SET_NULL, null=True, blank=True, related_name="inspectors", verbose_name="可看的网站"
    )

    class Meta:
        ordering = ("username",)
        verbose_name = verbose_name_plural = "账号"
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(role=Role.UNIT) | models.Q(unit__isnull=False),
                name="unit_account_has_unit",
            ),
        )

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def is_office(self) -> bool:
        return self.role == Role.OFFICE


class ApiToken(models.Model):
    """A program's way in, with the rights of its user. Only the digest is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField("用途", max_length=100)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True, editable=False)

    @classmethod
    def issue(cls, user: User, name: str) -> tuple[ApiToken, str]:
        """A new token and its text, which is shown once and kept nowhere."""
        text = secrets.token_urlsafe(32)
        return cls.objects.create(user=user, name=name, digest=cls.digest_of(text)), text

    @staticmethod
    def digest_of(text: str) -> str:
        return hashlib.sha256(text.encode()).hexdigest()

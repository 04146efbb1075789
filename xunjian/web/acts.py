"""The audit log 操作记录: one row for every writing request."""

from __future__ import annotations

from django.forms import BaseForm

from xunjian.store.models import Act
from xunjian.web.access import Request


def changed(form: BaseForm) -> str:
    """The fields that were changed, by the labels a clerk knows them by."""
    return "、".join(str(form[name].label) for name in form.changed_data)


def told(request: Request, verb: str, subject: object = "", detail: str = "") -> None:
    """verb: what was done, in Chinese, e.g. "新建账号" · subject: of what, as a clerk would name it."""
    Act.objects.create(
        actor=request.user,
        actor_name=str(request.user),
        verb=verb,
        subject=str(subject)[:200],
        detail=detail,
        address=request.META.get("REMOTE_ADDR") or None,
    )

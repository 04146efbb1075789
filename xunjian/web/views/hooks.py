"""推送: other systems and groups that are told of what happens."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from xunjian.hooks import announce, chat
from xunjian.hooks.delivery import deliver_hook
from xunjian.store.models import HookKind, MessageState, Office, Role, Webhook
from xunjian.web.access import Request, seen_by
from xunjian.web.acts import told
from xunjian.web.forms import OfficeForm
from xunjian.web.hook_forms import HookForm


def shown_hooks(form: HookForm | None = None, secret: str = "") -> dict[str, object]:
    """secret: of the hook just made, shown once."""
    return {
        "hooks": Webhook.objects.all(),
        "hook_form": form or HookForm(prefix="hook"),
        "secret": secret,
        "install": "" if chat.is_installed() else chat.INSTALL,
    }


@require_POST
@seen_by(Role.OFFICE)
def add(request: Request) -> HttpResponse:
    form, secret = HookForm(request.POST, prefix="hook"), ""
    if form.is_valid():
        made = form.save()
        told(request, "添加推送", made, HookKind(made.kind).label)
        if made.kind != HookKind.SIGNED:
            messages.success(request, f"已添加推送「{made}」，可以先发一条测试。")
            return redirect("settings")
        secret, form = made.secret, HookForm(prefix="hook")
    settings = OfficeForm(instance=Office.current())
    return render(request, "web/settings.html", {"form": settings} | shown_hooks(form, secret))


@require_POST
@seen_by(Role.OFFICE)
def test(request: Request, pk: int) -> HttpResponse:
    """Everything that waits for this hook goes out with it."""
    hook, now = get_object_or_404(Webhook, pk=pk), timezone.now()
    message = announce.test(hook, now)
    problem = deliver_hook(hook, now).problem
    message.refresh_from_db()
    told(request, "测试推送", hook, message.error or problem)
    if message.state == MessageState.SENT:
        messages.success(request, f"测试已发到「{hook}」，对方已收下。")
    else:
        messages.error(request, f"没有发出：{message.error or problem or '稍后会再试。'}")
    return redirect("settings")


@require_POST
@seen_by(Role.OFFICE)
def delete(request: Request, pk: int) -> HttpResponse:
    """What waits for it goes with it."""
    hook = get_object_or_404(Webhook, pk=pk)
    hook.delete()
    told(request, "删除推送", hook)
    messages.success(request, f"推送「{hook}」已删除。")
    return redirect("settings")

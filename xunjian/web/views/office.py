"""设置 of the office, and 操作记录."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from xunjian.mail import outbox
from xunjian.store.models import Act, MessageState, Office, Role
from xunjian.web.access import Request, seen_by
from xunjian.web.acts import changed, told
from xunjian.web.forms import OfficeForm
from xunjian.web.views.hooks import shown_hooks

ACTS_A_PAGE = 50


@seen_by(Role.OFFICE)
def settings(request: Request) -> HttpResponse:
    form = OfficeForm(request.POST or None, instance=Office.current())
    if form.is_valid():
        form.save()
        told(request, "修改设置", "", changed(form))
        messages.success(request, "设置已保存。")
        return redirect("settings")
    return render(request, "web/settings.html", {"form": form} | shown_hooks())


@require_POST
@seen_by(Role.OFFICE)
def test_mail(request: Request) -> HttpResponse:
    """A mail to the office itself, with the settings as saved."""
    to, now = Office.current().email, timezone.now()
    if not to:
        messages.error(request, "请先填写本单位邮箱并保存，测试邮件会发到那里。")
        return redirect("settings")
    key, body = f"test {now.isoformat()}", "这是巡检程序的测试邮件。收到它，说明发信设置正确。"
    message, _ = outbox.post(key, to=to, subject="巡检测试邮件", body=body, at=now)
    problem = outbox.deliver_due(now).problem
    message.refresh_from_db()
    told(request, "发测试邮件", to, message.error or problem)
    if message.state != MessageState.SENT:
        messages.error(request, f"没有发出：{message.error or problem or '稍后会再试。'}")
    else:
        messages.success(request, f"已发到 {to}，请查收。")
    return redirect("settings")


@seen_by(Role.OFFICE)
def log(request: Request) -> HttpResponse:
    asked = request.GET.get("q", "").strip()
    acts = Act.objects.all()
    if asked:
        acts = acts.filter(
            Q(actor_name__icontains=asked) | Q(verb__icontains=asked) | Q(subject__icontains=asked)
        )
    page = Paginator(acts, ACTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "web/log.html", {"page": page, "asked": asked})

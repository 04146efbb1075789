"""清理: what the next clearing would take away and why, before it does; and asking for it at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from portal.errors import XunjianError
from xunjian.jobs.clearing import clear_old
from xunjian.keeping.plan import plan
from xunjian.keeping.room import room
from xunjian.store.models import Office, Role
from xunjian.web.access import Request, seen_by
from xunjian.web.acts import told


@seen_by(Role.OFFICE)
def clearing(request: Request) -> HttpResponse:
    context: dict[str, object] = {"office": Office.current(), "disk": room()}
    try:
        context["groups"] = plan(timezone.now())
    except (XunjianError, OSError) as error:
        context["problem"] = str(error)
    return render(request, "web/clearing.html", context)


@require_POST
@seen_by(Role.OFFICE)
def clear_now(request: Request) -> HttpResponse:
    clear_old.enqueue()
    told(request, "开始清理旧数据")
    messages.success(request, "清理已排队，由后台任务进行；做完后逐项记在「操作记录」里。")
    return redirect("clearing")

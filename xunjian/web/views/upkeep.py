"""What is kept beside a site: who answers for what, and when it is under maintenance."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from xunjian.store import sight
from xunjian.store.models import Maintenance, Ownership, Role
from xunjian.web.access import Request, seen_by
from xunjian.web.acts import told
from xunjian.web.forms import MaintenanceForm, OwnershipForm
from xunjian.web.views.site import shown


@require_POST
@seen_by(Role.OFFICE)
def own(request: Request, pk: int) -> HttpResponse:
    site = get_object_or_404(sight.sites(request.user), pk=pk)
    form = OwnershipForm(request.POST, instance=Ownership(site=site), prefix="own")
    if not form.is_valid():
        return render(request, "web/sites/site.html", shown(site) | {"ownership_form": form})
    try:
        with transaction.atomic():
            made = form.save()
    except IntegrityError:
        messages.error(request, "这个栏目或网址已经分给一个单位了；要改，请先删掉原来的。")
        return redirect("site", pk)
    told(request, "分工", site, f"{made.column or made.prefix} → {made.unit}")
    messages.success(
        request, f"「{made.column or made.prefix}」由 {made.unit} 负责。以后发现的问题会自动分给它。"
    )
    return redirect("site", pk)


@require_POST
@seen_by(Role.OFFICE)
def disown(request: Request, pk: int, ownership: int) -> HttpResponse:
    found = get_object_or_404(Ownership, site__in=sight.sites(request.user), site=pk, pk=ownership)
    told(request, "取消分工", found.site, f"{found.column or found.prefix} → {found.unit}")
    found.delete()
    return redirect("site", pk)


@require_POST
@seen_by(Role.OFFICE)
def rest(request: Request, pk: int) -> HttpResponse:
    site = get_object_or_404(sight.sites(request.user), pk=pk)
    form = MaintenanceForm(request.POST, instance=Maintenance(site=site), prefix="rest")
    if not form.is_valid():
        return render(request, "web/sites/site.html", shown(site) | {"maintenance_form": form})
    made = form.save()
    told(request, "登记维护时段", site, made.reason)
    messages.success(request, "维护时段已登记，期间打不开不计入。")
    return redirect("site", pk)


@require_POST
@seen_by(Role.OFFICE)
def unrest(request: Request, pk: int, maintenance: int) -> HttpResponse:
    found = get_object_or_404(Maintenance, site__in=sight.sites(request.user), site=pk, pk=maintenance)
    told(request, "删除维护时段", found.site, found.reason)
    found.delete()
    return redirect("site", pk)

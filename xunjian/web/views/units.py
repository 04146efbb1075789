"""单位: who receives rectification lists."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, ProtectedError, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from xunjian.store.models import Role, Unit
from xunjian.store.models.case import OPEN
from xunjian.web.access import Request, seen_by
from xunjian.web.acts import changed, told
from xunjian.web.forms import UnitForm


@seen_by(Role.OFFICE)
def units(request: Request) -> HttpResponse:
    form = UnitForm(request.POST or None)
    if form.is_valid():
        made = form.save()
        told(request, "添加单位", made)
        messages.success(request, f"已添加 {made}。")
        return redirect("units")
    still = Count("cases", filter=Q(cases__state__in=OPEN), distinct=True)
    listed = Unit.objects.annotate(open_count=still, user_count=Count("users", distinct=True))
    return render(request, "web/accounts/units.html", {"units": listed, "form": form})


@seen_by(Role.OFFICE)
def unit(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Unit, pk=pk)
    form = UnitForm(request.POST or None, instance=found)
    if form.is_valid():
        form.save()
        told(request, "修改单位", found, changed(form))
        messages.success(request, f"{found} 已保存。")
        return redirect("units")
    return render(request, "web/accounts/unit.html", {"unit": Unit.objects.get(pk=pk), "form": form})


@require_POST
@seen_by(Role.OFFICE)
def remove(request: Request, pk: int) -> HttpResponse:
    """Its cases stay, with no unit; a unit with accounts stays too."""
    found = get_object_or_404(Unit, pk=pk)
    try:
        found.delete()
    except ProtectedError:
        messages.error(request, f"{found} 还有账号，请先改掉或停用这些账号的单位。")
        return redirect("unit", pk)
    told(request, "删除单位", found)
    messages.success(request, f"{found} 已删除。")
    return redirect("units")

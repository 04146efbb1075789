"""One case: what is wrong, where, why, what was done, and what may be done now."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from portal.errors import LedgerError
from xunjian.store import sight
from xunjian.store.models import Case, Role, Unit
from xunjian.web.access import EVERYONE, Request, seen_by
from xunjian.web.acts import told
from xunjian.web.deeds import DEEDS, carry_out, said_in
from xunjian.web.evidence import passage

PLACES_LISTED = 100


@seen_by(*EVERYONE)
def case(request: Request, pk: int) -> HttpResponse:
    found = seen_case(request, pk)
    context = {
        "case": found,
        "finding": found.finding,
        "places": found.finding.places[:PLACES_LISTED],
        "passage": passage(found.finding),
        "events": found.events.select_related("actor", "scan"),
        "may": {name for name, deed in DEEDS.items() if deed.may(request.user, found)},
        "units": Unit.objects.order_by("name"),
        "tomorrow": timezone.localdate() + timedelta(days=1),
    }
    return render(request, "web/cases/case.html", context)


def seen_case(request: Request, pk: int) -> Case:
    seen = sight.cases(request.user).select_related("finding__scan__site", "site", "unit")
    return get_object_or_404(seen, pk=pk)


@require_POST
@seen_by(Role.OFFICE, Role.UNIT)
def act(request: Request, pk: int) -> HttpResponse:
    """`act` names one of DEEDS. Asked for from the review queue (htmx), the item comes back as it now is."""
    found, name = seen_case(request, pk), request.POST.get("act", "")
    problem = _do(request, found, name)
    if "HX-Request" in request.headers:
        context = {"case": found, "problem": problem, "units": Unit.objects.order_by("name")}
        context["done"] = "" if problem or name not in {"confirm", "dismiss"} else DEEDS[name].words
        return render(request, "web/findings/item.html", context)
    if problem:
        messages.error(request, problem)
    return redirect("case", pk)


def _do(request: Request, found: Case, name: str) -> str:
    """Why it was not done; "" where it was."""
    if name not in DEEDS:
        return "请选要做的事。"
    if request.user.role not in DEEDS[name].roles:
        raise PermissionDenied
    try:
        said = said_in(request.POST)
    except LedgerError as error:
        return str(error)
    done = carry_out(name, [found], request.user, timezone.now(), said)
    if done.refused:
        return done.refused[0][1]
    told(request, DEEDS[name].words, f"问题 {found.pk}", said.note)
    if "HX-Request" not in request.headers:
        messages.success(request, f"{DEEDS[name].words}：已登记。")
    return ""

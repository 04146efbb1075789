"""问题: what a person has yet to look at, one after the other; and what the newest scans could not tell."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from xunjian.store.models import Unit
from xunjian.web.access import READERS, Request, seen_by
from xunjian.web.case_filters import ReviewFilter

A_PAGE = 30


@seen_by(*READERS)
def findings(request: Request) -> HttpResponse:
    form = ReviewFilter(request)
    if form.asks_unknown:
        untold = Paginator(form.unknown(), A_PAGE).get_page(request.GET.get("page"))
        return render(request, "web/findings/unknown.html", {"form": form, "page": untold})
    queue = form.chosen()
    page = Paginator(queue, A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "units": Unit.objects.order_by("name")}
    return render(request, "web/findings/queue.html", context)

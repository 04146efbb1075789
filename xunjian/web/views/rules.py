"""规则: what is checked, on what basis, and how often each rule was right."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from checks import catalogue
from xunjian.store import sight
from xunjian.web.access import EVERYONE, Request, seen_by
from xunjian.web.rulebook import entries, sections


@seen_by(*EVERYONE)
def rules(request: Request) -> HttpResponse:
    listed = entries(catalogue().values(), sight.sites(request.user))
    return render(request, "web/rules/list.html", {"entries": listed})


@seen_by(*EVERYONE)
def rule(request: Request, code: str) -> HttpResponse:
    found = catalogue().get(code)
    if found is None:
        raise Http404
    (shown,) = entries([found], sight.sites(request.user))
    context = {"entry": shown, "sections": sections(found.doc)}
    return render(request, "web/rules/rule.html", context)

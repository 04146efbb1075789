"""规则: what is checked, on what basis, and how often each rule was right."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from checks import catalogue
from xunjian.web.access import EVERYONE, Request, seen_by
from xunjian.web.rulebook import entry, sections


@seen_by(*EVERYONE)
def rules(request: Request) -> HttpResponse:
    return render(request, "web/rules/list.html", {"entries": [entry(rule) for rule in catalogue().values()]})


@seen_by(*EVERYONE)
def rule(request: Request, code: str) -> HttpResponse:
    found = catalogue().get(code)
    if found is None:
        raise Http404
    context = {"entry": entry(found), "sections": sections(found.doc)}
    return render(request, "web/rules/rule.html", context)

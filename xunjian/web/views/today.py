"""今日: what a clerk looks at every morning."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from xunjian.web.access import EVERYONE, Request, seen_by


@seen_by(*EVERYONE)
def today(request: Request) -> HttpResponse:
    return render(request, "web/today.html")

"""评分表: the regime's form as the site stands today, every row opened to its rules and its cases; what to do first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from portal.errors import ProfileError
from xunjian.jobs.profiles import profile_of_site
from xunjian.ledger.standing import standing_of
from xunjian.store import sight
from xunjian.web.access import READERS, Request, chosen_site, seen_by
from xunjian.web.scoresheet import shown
from xunjian.web.selection import newest_scans


@seen_by(*READERS)
def scores(request: Request) -> HttpResponse:
    site = chosen_site(request)
    scan = newest_scans().filter(site=site).first() if site else None
    context: dict[str, object] = {"site": site, "sites": sight.sites(request.user), "scan": scan}
    if scan:
        try:
            context |= shown(standing_of(scan, profile_of_site(scan.site)))
        except ProfileError as error:
            context["wrong"] = str(error)
    return render(request, "web/scores.html", context)

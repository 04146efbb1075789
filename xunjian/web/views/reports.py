"""报告: the newest reports of each site, reports of a month or quarter, everything as a table, and how it goes."""

from __future__ import annotations

from collections import Counter

from dateutil.relativedelta import relativedelta
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from portal.errors import OutputError
from reports.pdf import MISSING, converter
from xunjian.periodic.export import export_cases, export_findings
from xunjian.periodic.files import write_one
from xunjian.periodic.gather import View
from xunjian.store import sight
from xunjian.store.models import Scan, User
from xunjian.web.access import EVERYONE, READERS, Request, seen_by
from xunjian.web.making import MONTHS, PAPERS, TABLES, kind_of, made, period_of, periods
from xunjian.web.selection import newest_scans
from xunjian.web.views.site import DOWNLOADS


@seen_by(*EVERYONE)
def reports(request: Request) -> HttpResponse:
    user = request.user
    reader = user.role in READERS
    context = {
        "reader": reader,
        "scope": View.of(user).scope,
        "shelves": [_shelf(scan) for scan in _newest(user)] if reader else [],
        "periods": periods(),
        "sites": sight.sites(user),
        "no_pdf": "" if converter() else MISSING,
        "trend": _trend(user),
    }
    return render(request, "web/reports/list.html", context)


@seen_by(*EVERYONE)
def period(request: Request) -> HttpResponseBase:
    """Of what the account may see, in one."""
    chosen, kind, view = period_of(request), kind_of(request, PAPERS), View.of(request.user)
    try:
        return made(lambda folder: write_one(chosen, kind, folder, timezone.now(), view))
    except OutputError as error:
        messages.error(request, str(error))
        return redirect("reports")


@seen_by(*EVERYONE)
def cases(request: Request) -> HttpResponseBase:
    name = f"整改台账.{kind_of(request, TABLES)}"
    return made(lambda folder: export_cases(sight.cases(request.user).order_by("pk"), folder / name))


@seen_by(*READERS)
def findings(request: Request, pk: int) -> HttpResponseBase:
    scan = get_object_or_404(sight.scans(request.user), pk=pk)
    name = f"检查结果.{kind_of(request, TABLES)}"
    return made(lambda folder: export_findings(scan, folder / name))


def _newest(user: User) -> list[Scan]:
    return list(
        newest_scans().filter(site__in=sight.sites(user)).select_related("site").order_by("site__name")
    )


def _shelf(scan: Scan) -> dict[str, object]:
    """The newest scan of a site with the files its folder holds."""
    there = [(name, words) for name, words in DOWNLOADS.items() if (scan.site.folder / name).is_file()]
    return {"scan": scan, "files": there}


def _trend(user: User) -> list[dict[str, object]]:
    """Confirmed cases found and closed in each month of the last year, as charts.js draws them; empty without any."""
    seen = sight.cases(user).filter(confirmed=True)
    found, closed = (
        Counter(f"{timezone.localtime(at):%Y-%m}" for at in seen.values_list(field, flat=True) if at)
        for field in ("found_at", "closed_at")
    )
    today = timezone.localdate().replace(day=1)
    months = [f"{today - relativedelta(months=back):%Y-%m}" for back in reversed(range(MONTHS))]
    if not any(found[month] or closed[month] for month in months):
        return []
    return [{"month": month, "found": found[month], "closed": closed[month]} for month in months]

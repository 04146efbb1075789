"""What an office fills in by hand elsewhere: 自查检查表 and 每日读网记录, each to read and to take away."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from portal.errors import SnapshotError
from reports.selfcheck import HEADINGS
from xunjian.periodic import selfcheck as checked
from xunjian.periodic.export import READING_HEADINGS, export_readings, readings
from xunjian.store import sight
from xunjian.store.models import Site
from xunjian.web.access import READERS, Request, chosen_site, seen_by
from xunjian.web.making import TABLES, kind_of, made, period_of, periods

PAGE = "page"
A_PAGE = 100  # rows


@seen_by(*READERS)
def selfcheck(request: Request) -> HttpResponseBase:
    site, period, kind = chosen_site(request), period_of(request), kind_of(request, (PAGE, "docx", "xlsx"))
    context: dict[str, object] = {"site": site, "sites": sight.sites(request.user), "period": period}
    context |= {"periods": periods(), "headings": HEADINGS, "asked": request.GET.get("period", "")}
    scan = checked.last_scan(site, period) if site else None
    if scan is None:
        return render(request, "web/reports/selfcheck.html", context | {"why": checked.NONE})
    try:
        report = checked.report_of(scan)
    except SnapshotError as error:
        return render(request, "web/reports/selfcheck.html", context | {"why": str(error)})
    if kind != PAGE:
        return made(lambda folder: checked.write(report, kind, folder))
    told = {"scan": scan, "report": report, "rows": checked.rows_of(report)}
    return render(request, "web/reports/selfcheck.html", context | told)


@seen_by(*READERS)
def reading(request: Request) -> HttpResponseBase:
    """Of all sites, or of the one of `?site=`."""
    period, kind, sites = period_of(request), kind_of(request, (PAGE, *TABLES)), _sites(request)
    today = timezone.localdate()
    if kind != PAGE:
        name = f"{period.name}每日读网记录.{kind}"
        return made(lambda folder: export_readings(period, sites, folder / name, today))
    rows = list(readings(period, sites, today))[::-1]
    context = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "headings": READING_HEADINGS,
        "sites": sight.sites(request.user),
        "periods": periods(),
        "period": period,
        "asked": request.GET.get("period", ""),
        "site": sites.first() if request.GET.get("site") else None,
    }
    return render(request, "web/reports/readings.html", context)


def _sites(request: Request) -> QuerySet[Site]:
    seen = sight.sites(request.user)
    asked = request.GET.get("site", "")
    chosen = seen.filter(pk=int(asked)) if asked.isdecimal() else seen
    if asked and not chosen.exists():
        raise Http404
    return chosen

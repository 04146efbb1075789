"""报告: the newest reports of each site, reports of a month or quarter, everything as a table, and how it goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from dateutil.relativedelta import relativedelta
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from portal.errors import OutputError
from reports.pdf import MISSING, converter
from xunjian.periodic.export import export_cases, export_findings, export_readings
from xunjian.periodic.files import write_one
from xunjian.periodic.gather import View
from xunjian.periodic.period import Period
from xunjian.store import sight
from xunjian.store.models import Scan, User
from xunjian.web.access import EVERYONE, READERS, Request, seen_by
from xunjian.web.selection import newest_scans
from xunjian.web.views.site import DOWNLOADS

MONTHS, QUARTERS = 12, 4  # to choose from
TABLES, PAPERS = ("xlsx", "csv"), ("html", "docx", "pdf")


@seen_by(*EVERYONE)
def reports(request: Request) -> HttpResponse:
    user = request.user
    reader = user.role in READERS
    context = {
        "reader": reader,
        "scope": View.of(user).scope,
        "shelves": [_shelf(scan) for scan in _newest(user)] if reader else [],
        "periods": _periods(),
        "no_pdf": "" if converter() else MISSING,
        "trend": _trend(user),
    }
    return render(request, "web/reports.html", context)


@seen_by(*EVERYONE)
def period(request: Request) -> HttpResponseBase:
    """Of what the account may see, in one."""
    chosen, kind, view = _period(request), _kind(request, PAPERS), View.of(request.user)
    try:
        return _made(lambda folder: write_one(chosen, kind, folder, timezone.now(), view))
    except OutputError as error:
        messages.error(request, str(error))
        return redirect("reports")


@seen_by(*EVERYONE)
def cases(request: Request) -> HttpResponseBase:
    name = f"整改台账.{_kind(request, TABLES)}"
    return _made(lambda folder: export_cases(sight.cases(request.user).order_by("pk"), folder / name))


@seen_by(*READERS)
def findings(request: Request, pk: int) -> HttpResponseBase:
    scan = get_object_or_404(sight.scans(request.user), pk=pk)
    name = f"检查结果.{_kind(request, TABLES)}"
    return _made(lambda folder: export_findings(scan, folder / name))


@seen_by(*READERS)
def readings(request: Request) -> HttpResponseBase:
    chosen = _period(request)
    name, sites = f"{chosen.name}每日读网记录.{_kind(request, TABLES)}", sight.sites(request.user)
    return _made(lambda folder: export_readings(chosen, sites, folder / name, timezone.localdate()))


def _newest(user: User) -> list[Scan]:
    return list(
        newest_scans().filter(site__in=sight.sites(user)).select_related("site").order_by("site__name")
    )


def _shelf(scan: Scan) -> dict[str, object]:
    """The newest scan of a site with the files its folder holds."""
    there = [(name, words) for name, words in DOWNLOADS.items() if (scan.site.folder / name).is_file()]
    return {"scan": scan, "files": there}


def _periods() -> dict[str, Period]:
    """By the code the form sends, e.g. 2026-11 or 2026-Q4; this month first."""
    today = timezone.localdate().replace(day=1)
    months = [Period(today - relativedelta(months=back)) for back in range(MONTHS)]
    quarter = today.replace(month=today.month - (today.month - 1) % 3)
    quarters = [Period(quarter - relativedelta(months=3 * back), 3) for back in range(QUARTERS)]
    return {f"{m.first:%Y-%m}": m for m in months} | {
        f"{q.first.year}-Q{q.first.month // 3 + 1}": q for q in quarters
    }


def _period(request: Request) -> Period:
    periods = _periods()
    try:
        return periods[request.GET.get("period") or next(iter(periods))]
    except KeyError as error:
        raise Http404 from error


def _kind(request: Request, kinds: tuple[str, ...]) -> str:
    kind = request.GET.get("kind", kinds[0])
    if kind not in kinds:
        raise Http404
    return kind


def _made(make: Callable[[Path], Path]) -> FileResponse:
    """A file made on demand; a page opens in the browser, the rest is saved."""
    with TemporaryDirectory(prefix="xunjian-") as folder:
        path = make(Path(folder))
        body = BytesIO(path.read_bytes())
    return FileResponse(body, as_attachment=path.suffix != ".html", filename=path.name)


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

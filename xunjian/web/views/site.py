"""One site: its scans with live progress, what it answered, who answers for what, its newest reports."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from checks import Outcome
from portal.errors import SnapshotError, XunjianError
from portal.snapshot import Snapshot
from reports.page.render import FILE as PAGE
from reports.record import FILE as RECORD
from reports.table import FILE as TABLE
from reports.workbook.book import FILE as WORKBOOK
from xunjian.jobs.probes import availability
from xunjian.jobs.scans import request_scan
from xunjian.store import sight
from xunjian.store.models import Role, Scan, ScanKind, ScanState, Site
from xunjian.web.access import READERS, Request, seen_by
from xunjian.web.acts import told
from xunjian.web.forms import MaintenanceForm, OwnershipForm

PROBED = timedelta(days=7)
SCANS_LISTED = 20
DOWNLOADS = {
    PAGE: "检查报告（网页）",
    WORKBOOK: "整改台账（Excel）",
    TABLE: "问题清单（CSV）",
    RECORD: "问题清单（JSON）",
}


@seen_by(*READERS)
def site(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(sight.sites(request.user), pk=pk)
    return render(request, "web/sites/site.html", shown(found))


def shown(site: Site) -> dict[str, object]:
    """What the page of a site is made of."""
    probes = site.probes.filter(slot__gte=timezone.now() - PROBED).order_by("slot")
    counted = [probe for probe in probes if probe.counted]
    return {
        "site": site,
        "running": site.scans.filter(state__in=(ScanState.QUEUED, ScanState.RUNNING)).first(),
        "scans": site.scans.exclude(kind=ScanKind.RECHECK).select_related("requested_by")[:SCANS_LISTED],
        "files": [(name, words) for name, words in DOWNLOADS.items() if (site.folder / name).is_file()],
        "ownerships": site.ownerships.select_related("unit").order_by("unit__name", "column", "prefix"),
        "maintenances": site.maintenances.filter(ends_at__gte=timezone.now() - PROBED),
        "ownership_form": OwnershipForm(prefix="own"),
        "maintenance_form": MaintenanceForm(prefix="rest"),
        "probes": [
            {
                "at": timezone.localtime(p.slot).strftime("%m-%d %H:%M"),
                "seconds": round(p.seconds, 2),
                "ok": p.ok,
                "status": p.error or str(p.status),
                "counted": p.counted,
            }
            for p in probes
        ],
        "availability": availability(site, timezone.now()),
        "probed": len(counted),
        "failed": sum(not probe.ok for probe in counted),
    }


@require_POST
@seen_by(Role.OFFICE)
def start(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(sight.sites(request.user), pk=pk)
    if found.scans.filter(state__in=(ScanState.QUEUED, ScanState.RUNNING)).exists():
        messages.warning(request, "这个网站正在检查，请等它结束。")
        return redirect("site", pk)
    try:
        request_scan(found, ScanKind.AUDIT, timezone.now(), request.user)
    except XunjianError as error:
        messages.error(request, str(error))
        return redirect("site", pk)
    told(request, "开始检查", found)
    messages.success(request, "已排队，开始后这里会显示进度。关掉页面不影响检查。")
    return redirect("site", pk)


@seen_by(*READERS)
def progress(request: Request, pk: int) -> HttpResponse:
    """The progress of the scan under way, asked for every two seconds; once it has ended, the page loads anew."""
    found = get_object_or_404(sight.sites(request.user), pk=pk)
    running = found.scans.filter(state__in=(ScanState.QUEUED, ScanState.RUNNING)).first()
    if running is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "web/sites/progress.html", {"site": found, "running": running})


@seen_by(*READERS)
def scan(request: Request, pk: int) -> HttpResponse:
    """What a scan looked at, and what it did not."""
    found = get_object_or_404(sight.scans(request.user).select_related("site", "requested_by"), pk=pk)
    outcomes = list(found.findings.values_list("outcome", flat=True))
    context = {
        "scan": found,
        "site": found.site,
        "counts": {o: outcomes.count(o) for o in Outcome if o in outcomes},
    }
    return render(request, "web/sites/scan.html", context | _coverage(found))


def _coverage(scan: Scan) -> dict[str, object]:
    if scan.state != ScanState.FINISHED:
        return {}
    try:
        snapshot = Snapshot.open(scan.snapshot)
    except SnapshotError as error:
        return {"gone": str(error)}
    try:
        return {"coverage": snapshot.coverage()}
    finally:
        snapshot.close()


@seen_by(*READERS)
def file(request: Request, pk: int, name: str) -> FileResponse:
    """A report of the newest scan; the page opens in the browser, the rest is saved."""
    found = get_object_or_404(sight.sites(request.user), pk=pk)
    return report_of(found.folder, name, name)


def report_of(folder: Path, name: str, called: str) -> FileResponse:
    """A report in a folder, under the name it is saved by. Raises Http404 for what is none or not there."""
    if name not in DOWNLOADS:
        raise Http404
    try:
        opened = (folder / name).open("rb")
    except OSError as error:
        raise Http404 from error
    return FileResponse(opened, as_attachment=name != PAGE, filename=called)

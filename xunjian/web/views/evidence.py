"""证据: the page as the scan sealed it, with the fault marked, and whether the seal holds."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from portal.errors import SnapshotError
from portal.snapshot import Snapshot
from portal.snapshot import verify as problems_of
from reports.masking import clean_url
from reports.wording import china_iso
from xunjian.store.models import Case, Scan
from xunjian.web.access import EVERYONE, READERS, Request, seen_by
from xunjian.web.acts import told
from xunjian.web.evidence import sealed
from xunjian.web.views.case import seen_case

PLACES_LISTED = 30


@seen_by(*EVERYONE)
def evidence(request: Request, pk: int) -> HttpResponse:
    """`?place=`: which of the places of the finding; 0 is the first."""
    case = seen_case(request, pk)
    places = _places(case)
    asked = request.GET.get("place", "")
    chosen = int(asked) if asked.isdecimal() and int(asked) < len(places) else 0
    context: dict[str, object] = {
        "case": case,
        "finding": case.finding,
        "places": [(clean_url(url), locator) for url, locator in places],
        "chosen": chosen,
        "scan": case.finding.scan,
    }
    try:
        context |= {"page": sealed(case.finding, places[chosen][0]), **_times(case.finding.scan)}
    except SnapshotError as error:
        context["gone"] = str(error)
    return render(request, "web/cases/evidence.html", context)


def _places(case: Case) -> list[tuple[str, str]]:
    listed = [(str(url), str(locator)) for url, locator in case.finding.places[:PLACES_LISTED]]
    return listed or [(case.finding.url, "")]


def _times(scan: Scan) -> dict[str, str]:
    snapshot = Snapshot.open(scan.snapshot)
    facts = snapshot.facts
    snapshot.close()
    return {name: china_iso(facts.get(name, "")) for name in ("started", "finished")}


@require_POST
@seen_by(*READERS)
def verify(request: Request, pk: int) -> HttpResponse:
    """Counts the hashes of the whole snapshot anew."""
    case = seen_case(request, pk)
    try:
        problems = problems_of(case.finding.scan.snapshot)
    except SnapshotError as error:
        problems = [str(error)]
    told(request, "核验证据", f"问题 {case.pk}", "；".join(problems) or "完好")
    for problem in problems:
        messages.error(request, problem)
    if not problems:
        messages.success(request, "封存完好：每个文件的大小、SHA-256、SM3 都与封存时一致。")
    return redirect("evidence", pk)

"""证据: the page as the scan sealed it, with the fault marked; beside it the page that proves it mended; the seal."""

from __future__ import annotations

from csp.decorators import csp
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from portal.errors import SnapshotError
from portal.snapshot import Capture
from portal.snapshot import verify as problems_of
from reports.masking import clean_url
from reports.wording import china_iso
from xunjian.evidence import rendering
from xunjian.evidence.archive import capture_of, intact, opened, places_of
from xunjian.evidence.chromium import browser
from xunjian.evidence.closing import closing_of, page_after
from xunjian.evidence.marks import marks_of, mended_marks
from xunjian.evidence.picture import MISSING, picture_file
from xunjian.jobs.pictures import take_picture
from xunjian.store.models import Case, Scan
from xunjian.web.access import EVERYONE, READERS, Request, seen_by
from xunjian.web.acts import told
from xunjian.web.evidence import sealed
from xunjian.web.views.case import seen_case


@seen_by(*EVERYONE)
def evidence(request: Request, pk: int) -> HttpResponse:
    """`?place=`: which of the places of the finding; 0 is the first."""
    case = seen_case(request, pk)
    places = places_of(case.finding)
    chosen = _chosen(request, places)
    context: dict[str, object] = {
        "case": case,
        "finding": case.finding,
        "places": [(clean_url(url), locator) for url, locator in places],
        "chosen": chosen,
        "scan": case.finding.scan,
        "after": _after(case, places[chosen][0]),
        "picture": picture_file(case.finding, chosen).is_file(),
        "no_browser": "" if browser() else MISSING,
    }
    try:
        context |= {"page": sealed(case.finding, places[chosen][0]), **_times(case.finding.scan)}
    except SnapshotError as error:
        context["gone"] = str(error)
    return render(request, "web/cases/evidence.html", context)


def _chosen(request: Request, places: list[tuple[str, str]]) -> int:
    asked = request.GET.get("place", "")
    return int(asked) if asked.isdecimal() and int(asked) < len(places) else 0


def _times(scan: Scan) -> dict[str, str]:
    with opened(scan) as snapshot:
        facts = snapshot.facts
    return {name: china_iso(facts.get(name, "")) for name in ("started", "finished")}


def _after(case: Case, url: str) -> dict[str, object]:
    """What is told of the page that closed the case; empty while it is open."""
    closing = closing_of(case)
    if closing is None:
        return {}
    capture, why = page_after(closing, url)
    told: dict[str, object] = {"at": closing.at, "note": closing.note, "why": why}
    if capture:
        told |= {"taken": china_iso(capture.at), "digest": capture.digest, "intact": intact(capture)}
    return told


@csp(rendering.POLICY)
@seen_by(*EVERYONE)
def archived(request: Request, pk: int) -> HttpResponse:
    """The page as it was sealed, for a frame; with `?after=1` as it was when the case was closed."""
    case = seen_case(request, pk)
    places = places_of(case.finding)
    url = places[_chosen(request, places)][0]
    after = bool(request.GET.get("after"))
    capture = _capture_after(case, url) if after else _capture(case.finding.scan, url)
    if capture is None:
        raise Http404
    marks = mended_marks(case.finding) if after else marks_of(case.finding)
    return HttpResponse(rendering.render(capture, marks).html)


def _capture(scan: Scan, url: str) -> Capture | None:
    try:
        return capture_of(scan, url)
    except SnapshotError:
        return None


def _capture_after(case: Case, url: str) -> Capture | None:
    closing = closing_of(case)
    return page_after(closing, url)[0] if closing else None


@seen_by(*EVERYONE)
def picture(request: Request, pk: int) -> FileResponse:
    case = seen_case(request, pk)
    chosen = _chosen(request, places_of(case.finding))
    try:
        opened_file = picture_file(case.finding, chosen).open("rb")
    except OSError as error:
        raise Http404 from error
    return FileResponse(opened_file, as_attachment=True, filename=f"证据-{pk}号-{chosen + 1}.png")


@require_POST
@seen_by(*EVERYONE)
def take(request: Request, pk: int) -> HttpResponse:
    """`?place=` as on the page."""
    case = seen_case(request, pk)
    places = places_of(case.finding)
    chosen = _chosen(request, places)
    if browser():
        take_picture.enqueue(case.finding_id, places[chosen][0], chosen)
        told(request, "生成证据截图", f"问题 {pk}")
        messages.success(request, "截图已排队，通常几秒钟就好；请稍后刷新本页下载。")
    else:
        messages.error(request, f"{MISSING}。")
    return redirect(f"{reverse('evidence', args=[pk])}?place={chosen}")


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

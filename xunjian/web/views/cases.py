"""台账: the list of cases, what is done with several of them at once, the table to take away."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from portal.errors import LedgerError, WorkbookError
from xunjian.jobs.rechecks import request_recheck
from xunjian.mail.files import XLSX, notice_files
from xunjian.mail.lines import open_cases, unit_list
from xunjian.mail.take_back import take_back
from xunjian.periodic.export import export_cases
from xunjian.store import sight
from xunjian.store.models import Case, Office, Role, Unit
from xunjian.web.access import EVERYONE, Request, seen_by
from xunjian.web.acts import told
from xunjian.web.case_filters import CaseFilter
from xunjian.web.deeds import BATCH, DEEDS, Done, carry_out, said_in

A_PAGE = 50


@seen_by(*EVERYONE)
def cases(request: Request) -> HttpResponse:
    form = CaseFilter(request)
    page = Paginator(form.chosen(), A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "units": Unit.objects.order_by("name")}
    return render(request, "web/cases/list.html", context)


@seen_by(*EVERYONE)
def export(request: Request) -> HttpResponse:
    """The list as chosen, all pages of it."""
    chosen = CaseFilter(request).chosen()
    with TemporaryDirectory(prefix="xunjian-") as folder:
        content = export_cases(chosen, Path(folder) / "cases.xlsx").read_bytes()
    return _attached(content, f"台账-{timezone.localdate()}.xlsx")


@seen_by(Role.UNIT)
def workbook(request: Request) -> HttpResponse:
    """The workbook the unit fills in and brings back: what it has to mend."""
    unit = request.user.unit
    if unit is None:
        raise Http404
    listed = unit_list(unit, open_cases(unit), Office.current(), timezone.now())
    _, file = notice_files(listed)
    return _attached(file.content, file.name)


def _attached(content: bytes, name: str) -> HttpResponse:
    said = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": said})


@require_POST
@seen_by(Role.OFFICE)
def batch(request: Request) -> HttpResponse:
    name = request.POST.get("act", "")
    numbers = [int(number) for number in request.POST.getlist("case") if number.isdecimal()]
    chosen = list(sight.cases(request.user).filter(pk__in=numbers).select_related("finding", "site", "unit"))
    if name not in BATCH:
        messages.error(request, "请选要做的事。")
    elif name == "assign" and not request.POST.get("unit"):
        messages.error(request, "请选分派给哪个单位。")
    elif not chosen:
        messages.error(request, "请先在表里勾选问题。")
    else:
        _do(request, name, chosen)
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe else resolve_url("cases"))


def _do(request: Request, name: str, chosen: list[Case]) -> None:
    try:
        done = carry_out(name, chosen, request.user, timezone.now(), said_in(request.POST))
    except LedgerError as error:
        messages.error(request, str(error))
        return
    _tell(request, DEEDS[name].words, done)


def _tell(request: Request, words: str, done: Done) -> None:
    if done.cases:
        numbers = "、".join(str(case.pk) for case in done.cases)
        told(request, words, f"问题 {numbers}", request.POST.get("note", ""))
        messages.success(request, f"{words}：{len(done.cases)} 个。")
    reasons: dict[str, list[str]] = {}
    for number, why in done.refused:
        reasons.setdefault(why, []).append(str(number))
    for why, refused in reasons.items():
        messages.error(request, f"编号 {'、'.join(refused)} 没有{words}：{why}。")


@require_POST
@seen_by(Role.OFFICE, Role.UNIT)
def returned(request: Request) -> HttpResponse:
    """A unit's filled-in workbook."""
    file = request.FILES.get("workbook")
    if not isinstance(file, UploadedFile):
        messages.error(request, "请先选择填好的《整改台账》（.xlsx）。")
        return redirect("cases")
    try:
        result = take_back(file.read(), sight.cases(request.user), timezone.now(), request.user)
    except WorkbookError as error:
        messages.error(request, str(error))
        return redirect("cases")
    request_recheck(result.claimed, request.user)
    told(request, "登记整改台账", file.name or "", result.summary())
    return render(request, "web/cases/returned.html", {"result": result, "name": file.name})

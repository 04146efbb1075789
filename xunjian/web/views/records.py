"""站外记录: what only people know of a site (letters, new-media accounts, visits of other monitors), handed in as tables."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from portal.record_files import HEADINGS, NEEDED
from xunjian.clock import reference_time
from xunjian.store import sight
from xunjian.store.models import RecordKind, RecordUpload, Role, Site
from xunjian.store.uploads import KINDS, held, in_use, sample, withdraw
from xunjian.web.access import READERS, Request, seen_by
from xunjian.web.acts import told
from xunjian.web.record_form import REPLACE, RecordForm

HISTORY = 10  # uploads listed of each kind
ROWS_SHOWN = 50  # of those that cannot be read
USES = {
    RecordKind.LETTERS: "后台导出的信件，一行一封。用来查超期未答复、答复超时、留言公开。"
    "来信人和来信内容两列不读；标题只用来和网页核对，这一页不显示。",
    RecordKind.ACCOUNTS: "政务新媒体账号和最后发布日期，一行一个账号。用来查新媒体是否长期不更新。请写核查日期：哪一天看的。",
    RecordKind.VISITS: "其他监测得到的首页访问记录，一行一次；报备过的停机也写一行。和本程序每小时的探测合在一起，查站点无法访问。",
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """What was handed in of one kind. count: in use."""

    kind: RecordKind
    count: int
    history: tuple[RecordUpload, ...]
    form: RecordForm

    @property
    def use(self) -> str:
        return USES[self.kind]

    @property
    def needed(self) -> str:
        return "、".join(HEADINGS[key][0] for key in NEEDED[KINDS[self.kind]])


@seen_by(*READERS)
def records(request: Request, pk: int) -> HttpResponse:
    site = get_object_or_404(sight.sites(request.user), pk=pk)
    return render(request, "web/sites/records.html", {"site": site, "shelves": _shelves(site)})


@require_POST
@seen_by(Role.OFFICE)
def add(request: Request, pk: int, kind: str) -> HttpResponse:
    site, of = get_object_or_404(sight.sites(request.user), pk=pk), _kind(kind)
    form = RecordForm(request.POST, request.FILES, auto_id=f"id_{of}_%s")
    before = sum(upload.rows for upload in held(site, of))
    made = form.save(site, of, request.user)
    if made is None:
        context = {
            "site": site,
            "shelves": _shelves(site, of, form),
            "refused": form.refused[:ROWS_SHOWN],
            "more": len(form.refused[ROWS_SHOWN:]),
        }
        return render(request, "web/sites/records.html", context)
    replaced = form.cleaned_data["how"] == REPLACE
    change = (
        f"{'替换了' if replaced else '加在'}原来的 {before} 行" + ("" if replaced else "之后")
        if before
        else ""
    )
    told(request, f"上传{of.label}", site, f"{made.name}，{made.rows} 行" + (f"，{change}" if change else ""))
    span = f"（{made.span}）" if made.span else ""
    messages.success(
        request,
        f"已采用「{made.name}」的 {made.rows} 行{span}{'，' + change if change else ''}。下次检查和模拟检查起使用。",
    )
    return redirect("records", pk)


@require_POST
@seen_by(Role.OFFICE)
def take_back(request: Request, pk: int, upload: int) -> HttpResponse:
    found = get_object_or_404(RecordUpload, site__in=sight.sites(request.user), site=pk, pk=upload)
    if found.holds:
        withdraw(found, request.user, reference_time())
        told(request, f"撤回{RecordKind(found.kind).label}", found.site, f"{found.name}，{found.rows} 行")
        messages.success(request, f"已撤回「{found.name}」的 {found.rows} 行，以后的检查不再使用。")
    return redirect("records", pk)


@seen_by(*READERS)
def example(request: Request, kind: str) -> HttpResponse:
    of = _kind(kind)
    header = content_disposition_header(True, f"{of.label}-样表.csv") or ""
    return HttpResponse(
        sample(of), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": header}
    )


def _shelves(site: Site, failed: RecordKind | None = None, form: RecordForm | None = None) -> list[Shelf]:
    counts = in_use(site)
    uploads = RecordUpload.objects.filter(site=site).defer("told")
    return [
        Shelf(
            kind,
            counts[kind],
            tuple(uploads.filter(kind=kind).select_related("uploaded_by", "withdrawn_by")[:HISTORY]),
            form if form and kind is failed else RecordForm(auto_id=f"id_{kind}_%s"),
        )
        for kind in RecordKind
    ]


def _kind(text: str) -> RecordKind:
    try:
        return RecordKind(text)
    except ValueError as error:
        raise Http404 from error

"""Sites, their scans and what those found."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status
from ninja.pagination import paginate

from xunjian.api.access import only
from xunjian.api.answers import FindingAnswer, ScanAnswer, SiteAnswer, Trouble
from xunjian.jobs.scans import request_scan
from xunjian.store import sight
from xunjian.store.models import Finding, Role, Scan, ScanKind, Site
from xunjian.web.access import Request
from xunjian.web.acts import told

router = Router(tags=["检查"])


@router.get("/sites", response=list[SiteAnswer], summary="可看的网站")
@paginate
def sites(request: Request) -> QuerySet[Site]:
    return sight.sites(request.user)


@router.post(
    "/sites/{int:pk}/audits",
    response={202: ScanAnswer, 403: Trouble, 404: Trouble},
    summary="开始检查一个网站（仅信息科）；已在排队或进行的不重复",
)
def audit(request: Request, pk: int) -> Status[Scan]:
    only(request, Role.OFFICE)
    site = get_object_or_404(sight.sites(request.user), pk=pk)
    scan = request_scan(site, ScanKind.AUDIT, timezone.now(), request.user)
    told(request, "开始检查", site, "接口")
    return Status(202, scan)


@router.get("/scans/{int:pk}", response={200: ScanAnswer, 404: Trouble}, summary="一次检查的进度")
def scan(request: Request, pk: int) -> Scan:
    return get_object_or_404(sight.scans(request.user), pk=pk)


@router.get("/findings", response=list[FindingAnswer], summary="一次检查的全部结果")
@paginate
def findings(request: Request, scan: int) -> QuerySet[Finding]:
    return get_object_or_404(sight.scans(request.user), pk=scan).findings.all()

"""网站: the list, a new site, its settings and its profile."""

from __future__ import annotations

from shutil import rmtree

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from xunjian.jobs.locks import site_held
from xunjian.office.setup import SAMPLE_HOME
from xunjian.store import sight
from xunjian.store.models import Role, ScanState, Site
from xunjian.store.models.case import OPEN
from xunjian.web.access import READERS, Request, seen_by
from xunjian.web.acts import changed, told
from xunjian.web.forms import NewSite, ProfileForm, SiteForm
from xunjian.web.selection import newest_scans

KEPT = "检查过的网站有台账和证据，不能删除；不再检查的，关掉每晚巡查和首页探测就行。"


@seen_by(*READERS)
def sites(request: Request) -> HttpResponse:
    still = Q(cases__state__in=OPEN)
    listed = sight.sites(request.user).annotate(
        open_count=Count("cases", filter=still),
        veto_count=Count("cases", filter=still & Q(cases__severity="veto")),
    )
    newest = {scan.site_id: scan for scan in newest_scans().filter(site__in=listed)}
    rows = [(site, newest.get(site.pk)) for site in listed]
    return render(request, "web/sites/list.html", {"rows": rows})


@seen_by(Role.OFFICE)
def add(request: Request) -> HttpResponse:
    form = NewSite(request.POST or None)
    if form.is_valid():
        site = form.save()
        told(request, "添加网站", site, site.home)
        messages.success(request, f"已添加「{site}」。可以先补全网站配置，也可以直接开始检查。")
        return redirect("site", site.pk)
    return render(request, "web/sites/add.html", {"form": form})


@seen_by(Role.OFFICE)
def settings(request: Request, pk: int) -> HttpResponse:
    site = get_object_or_404(sight.sites(request.user), pk=pk)
    form = SiteForm(request.POST or None, instance=site)
    if form.is_valid():
        form.save()
        told(request, "修改网站设置", site, changed(form))
        messages.success(request, "设置已保存。")
        return redirect("site", site.pk)
    context = {"site": site, "form": form, "may_go": _may_go(site)}
    return render(request, "web/sites/settings.html", context)


@require_POST
@seen_by(Role.OFFICE)
def remove(request: Request, pk: int) -> HttpResponse:
    """With all that is kept of it."""
    site = get_object_or_404(sight.sites(request.user), pk=pk)
    name, folder = str(site), site.folder
    with site_held(site) as free:
        if gone := free and _may_go(site):
            site.delete()
    if not gone:
        messages.error(request, KEPT if free else "这个网站正在检查，请等它结束再删。")
        return redirect("site-settings", pk)
    rmtree(folder)
    told(request, "删除网站", name)
    messages.success(request, f"已删除「{name}」。")
    return redirect("sites")


def _may_go(site: Site) -> bool:
    """One that was never looked at, as where the address was mistyped, or the sample: others hold evidence."""
    return site.home == SAMPLE_HOME or not site.scans.filter(state=ScanState.FINISHED).exists()


@seen_by(Role.OFFICE)
def profile(request: Request, pk: int) -> HttpResponse:
    site = get_object_or_404(sight.sites(request.user), pk=pk)
    form = ProfileForm(request.POST or None, instance=site)
    if form.is_valid():
        form.save()
        told(request, "修改网站配置", site)
        messages.success(request, "配置已保存，下次检查起生效。")
        return redirect("site", site.pk)
    site = Site.objects.get(pk=pk)  # as stored: the form wrote the wrong text into its instance
    return render(request, "web/sites/profile.html", {"site": site, "form": form})

"""网站: the list, a new site, its settings and its profile."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from xunjian.store import sight
from xunjian.store.models import Role, Site
from xunjian.store.models.case import OPEN
from xunjian.web.access import READERS, Request, seen_by
from xunjian.web.acts import told
from xunjian.web.forms import NewSite, ProfileForm, SiteForm
from xunjian.web.selection import newest_scans


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
        told(request, "修改网站设置", site, "、".join(form.changed_data))
        messages.success(request, "设置已保存。")
        return redirect("site", site.pk)
    return render(request, "web/sites/settings.html", {"site": site, "form": form})


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

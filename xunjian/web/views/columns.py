"""栏目: how fresh each column is, when it will be too old, on which days it published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from checks.inventory.vocabulary import KIND_NAMES
from portal.errors import SnapshotError
from xunjian.store import sight
from xunjian.store.models import Declaration, Role, Site
from xunjian.web.access import READERS, Request, chosen_site, seen_by
from xunjian.web.acts import told
from xunjian.web.columns import SHOWN, SOON, Updates, columns_of, together
from xunjian.web.forms import DeclarationForm
from xunjian.web.selection import newest_scans

BAD = {"超期", "空白"}
DOUBTFUL = {"疑似超期", "疑似空白", "无法判断", "未判定", "未见日期"}


@dataclass(frozen=True, slots=True)
class Row:
    """A column as it stands today. left: days within the limit, None where nothing is due."""

    updates: Updates
    declaration: Declaration | None
    today: date

    @property
    def kind(self) -> str:
        return KIND_NAMES[self.updates.line.kind]

    @property
    def left(self) -> int | None:
        due = self.updates.line.due
        return (due - self.today).days if due and not self.declaration else None

    @property
    def over(self) -> int:
        """Days beyond the limit."""
        return -(self.left or 0)

    @property
    def state(self) -> str:
        """As the scan judged it, unless days have passed since that change it."""
        if self.declaration:
            return f"已说明（至 {self.declaration.until}）"
        said = self.updates.line.state
        if said in {"正常", "即将到期"} and self.left is not None:
            return "检查后到期" if self.left < 0 else "即将到期" if self.left <= SOON.days else "正常"
        return said

    @property
    def look(self) -> str:
        if self.state in BAD:
            return "red"
        if self.state in DOUBTFUL | {"即将到期", "检查后到期"}:
            return "orange" if self.state == "检查后到期" else "yellow"
        return "green" if self.state == "正常" else "grey"

    @property
    def urgency(self) -> tuple[bool, bool, int]:
        """Sorts what needs a hand first."""
        return self.look != "red", self.left is None, self.left or 0


@seen_by(*READERS)
def columns(request: Request) -> HttpResponse:
    site = chosen_site(request)
    scan = newest_scans().filter(site=site).first() if site else None
    context: dict[str, object] = {"site": site, "sites": sight.sites(request.user), "scan": scan}
    if scan and site:
        try:
            context |= _board(site, columns_of(scan.snapshot), request.GET.get("column", ""))
        except SnapshotError as error:
            context["gone"] = str(error)
    return render(request, "web/columns/list.html", context)


def _board(site: Site, found: tuple[Updates, ...], chosen: str) -> dict[str, object]:
    today = timezone.localdate()
    declared = {d.column_url: d for d in site.declarations.filter(until__gte=today).order_by("until")}
    rows = sorted((Row(u, declared.get(u.line.url), today) for u in found), key=lambda row: row.urgency)
    drawn = [updates for updates in found if not chosen or updates.line.url == chosen]
    if chosen and not drawn:
        raise Http404
    days = together(drawn)
    return {
        "rows": rows,
        "chosen": drawn[0].line if chosen else None,
        "items": sum(day.items for day in days),
        "calendar": {
            "from": (today - SHOWN).isoformat(),
            "to": today.isoformat(),
            "days": [[day.day.isoformat(), day.items] for day in days],
        },
    }


@seen_by(Role.OFFICE)
def declare(request: Request, pk: int) -> HttpResponse:
    """无更新声明: a dated statement that a column has nothing to publish."""
    site = get_object_or_404(sight.sites(request.user), pk=pk)
    scan = newest_scans().filter(site=site).first()
    asked = request.GET.get("column", "")
    lines = [updates.line for updates in columns_of(scan.snapshot)] if scan else []
    line = next((line for line in lines if line.url == asked), None)
    if line is None:
        raise Http404
    made = Declaration(site=site, column_url=line.url, column_name=line.name, made_by=request.user)
    form = DeclarationForm(request.POST or None, instance=made)
    if form.is_valid():
        form.save()
        told(request, "登记无更新声明", site, f"{line.name}，至 {made.until}：{made.reason}")
        messages.success(request, f"已登记：「{line.name}」至 {made.until} 不再提示超期。")
        return redirect(f"{reverse('columns')}?site={site.pk}")
    return render(request, "web/columns/declare.html", {"site": site, "line": line, "form": form})


@require_POST
@seen_by(Role.OFFICE)
def withdraw(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Declaration, site__in=sight.sites(request.user), pk=pk)
    told(request, "撤销无更新声明", found.site, found.column_name)
    found.delete()
    messages.success(request, f"「{found.column_name}」的声明已撤销，恢复检查。")
    return redirect(f"{reverse('columns')}?site={found.site_id}")

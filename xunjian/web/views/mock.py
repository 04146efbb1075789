"""模拟检查: what inspectors would find on a day to come, were nothing changed until then."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from checks import Outcome
from portal.errors import XunjianError
from xunjian.jobs.mocks import basis_of, request_mock, settle
from xunjian.store import sight
from xunjian.store.models import MockInspection, Office, Role, ScanState, Site, User
from xunjian.web.access import EVERYONE, READERS, Request, chosen_site, seen_by
from xunjian.web.acts import told
from xunjian.web.mock import Mocked
from xunjian.web.selection import newest_scans
from xunjian.web.views.site import DOWNLOADS, report_of

MAKERS = (Role.OFFICE, Role.LEADER)
USUAL = timedelta(days=30)
FURTHEST = timedelta(days=400)
A_PAGE = 50
OUTCOMES = {"", Outcome.FAIL, Outcome.REVIEW, Outcome.UNKNOWN}


class DayForm(forms.Form):
    """Where to and when: `site`, among those the account may see, and `day`."""

    site = forms.ModelChoiceField(
        Site.objects.none(), label="网站", empty_label=None, error_messages={"required": "请选择网站。"}
    )
    day = forms.DateField(
        label="检查日",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请选检查日。", "invalid": "看不懂检查日，应形如 2026-12-20。"},
    )

    def __init__(
        self, user: User, data: QueryDict | None = None, initial: dict[str, object] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["site"].queryset = sight.sites(user)  # type: ignore[attr-defined]
        today = timezone.localdate()
        self.fields["day"].widget.attrs |= {
            "min": str(today + timedelta(days=1)),
            "max": str(today + FURTHEST),
        }

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not timezone.localdate() < day <= timezone.localdate() + FURTHEST:
            raise forms.ValidationError(f"检查日应在明天以后、{FURTHEST.days} 天以内；今天的情况见评分表。")
        return day


@seen_by(*EVERYONE)
def mock(request: Request) -> HttpResponse:
    site, day = chosen_site(request), _day(request)
    scan = newest_scans().filter(site=site).first() if site else None
    there = MockInspection.objects.filter(scan=scan).select_related("scan__site")
    found = there.filter(day=day).first() if scan else None
    context: dict[str, object] = {
        "site": site,
        "scan": scan,
        "day": day,
        "days": _presets(),
        "made": there.filter(state=ScanState.FINISHED, day__gt=timezone.localdate())
        .exclude(day=day)
        .order_by("day"),
        "form": DayForm(request.user, initial={"site": site, "day": day}),
        "may_make": request.user.role in MAKERS,
        "mock": found,
    }
    if found:
        context |= _shown(found, request.user)
    return render(request, "web/mock/mock.html", context)


def _shown(mock: MockInspection, user: User) -> dict[str, object]:
    """What is known of it by now: its result, or why there is none."""
    settle(mock, timezone.now())
    if mock.state != ScanState.FINISHED:
        return {}
    try:
        opened, today = Mocked.of(mock), timezone.localdate()
        late = opened.late(user, today)
        context: dict[str, object] = {"late": late, "due_later": sum(not one.is_late_now for one in late)}
        if user.role not in READERS:
            return context
        files = [(name, words) for name, words in DOWNLOADS.items() if (mock.folder / name).is_file()]
        changed = mock.basis != basis_of(mock.scan.site)
        return context | opened.context(today) | {"files": files, "changed": changed, "whole": True}
    except XunjianError as error:
        return {"wrong": str(error)}


@require_POST
@seen_by(*MAKERS)
def make(request: Request) -> HttpResponse:
    form = DayForm(request.user, request.POST)
    if not form.is_valid():
        for error in (error for errors in form.errors.values() for error in errors):
            messages.error(request, str(error))
        return redirect("mock")
    site, day = form.cleaned_data["site"], form.cleaned_data["day"]
    scan = newest_scans().filter(site=site).first()
    if scan is None:
        messages.error(request, "这个网站还没有检查过，先检查一次才能模拟。")
    else:
        try:
            request_mock(scan, day, timezone.now(), request.user)
            told(request, "模拟检查", site, f"检查日 {day}")
        except XunjianError as error:
            messages.error(request, str(error))
    return redirect(f"{reverse('mock')}?site={site.pk}&day={day}")


@seen_by(*EVERYONE)
def progress(request: Request, pk: int) -> HttpResponse:
    """Asked for every second while it is made; once it is over, the page loads anew."""
    found = _seen(request, pk)
    settle(found, timezone.now())
    if not found.is_open:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "web/mock/progress.html", {"mock": found})


@seen_by(*READERS)
def findings(request: Request, pk: int) -> HttpResponse:
    """The list behind a number: `?row=` of the score sheet, `?outcome=`."""
    found = _seen(request, pk)
    row, outcome = request.GET.get("row", ""), request.GET.get("outcome", "")
    try:
        opened = Mocked.of(found)
        listed = opened.listed(row, outcome)
    except XunjianError as error:
        raise Http404(str(error)) from error
    line = next((line for line in opened.report.sheet if line.code == row), None)
    if (row and line is None) or outcome not in OUTCOMES:
        raise Http404
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    context = {"mock": found, "site": found.scan.site, "line": line, "outcome": outcome, "page": page}
    return render(request, "web/mock/findings.html", context)


@seen_by(*READERS)
def file(request: Request, pk: int, name: str) -> FileResponse:
    """One of its reports, under a name that tells the day; the page opens in the browser."""
    found = _seen(request, pk)
    return report_of(found.folder, name, f"模拟检查-{found.day}-{name}")


def _seen(request: Request, pk: int) -> MockInspection:
    mocks: QuerySet[MockInspection] = MockInspection.objects.select_related("scan__site")
    return get_object_or_404(mocks, pk=pk, scan__site__in=sight.sites(request.user))


def _day(request: Request) -> date:
    """`?day=`, else in 30 days."""
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return timezone.localdate() + USUAL


def _presets() -> list[tuple[str, date]]:
    today = timezone.localdate()
    usual = Office.current().next_inspection(today)
    return [(f"{USUAL.days} 天后", today + USUAL)] + ([("下一个常见检查日", usual)] if usual else [])

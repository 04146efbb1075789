"""The questions a list of cases is asked with: the same in the address, the form above the list and the download."""

from __future__ import annotations

from django import forms
from django.db.models import Case as Ranked
from django.db.models import F, Q, QuerySet, Value, When
from django.http import Http404
from django.utils import timezone

from checks import Outcome, Severity, catalogue
from reports.wording import OUTCOME, SEVERITY
from xunjian.store import sight
from xunjian.store.models import Case, Finding, Role, Site, State, Unit
from xunjian.web.access import Request
from xunjian.web.selection import cannot_cases, due_cases, new_cases, newest_scans, open_cases

NO_UNIT = "none"
ALL = [("", "全部")]
CHOSEN_OF = [("open", "待办（未销号）"), ("cannot", "单位说改不了")]
GRAVITY = Ranked(*(When(severity=severity, then=Value(rank)) for rank, severity in enumerate(Severity)))


class CaseFilter(forms.Form):
    """What is not asked for leaves all; what is asked for and is not there, or out of sight, is a page not found."""

    q = forms.CharField(label="编号或文字", required=False, max_length=100)
    site = forms.ModelChoiceField(Site.objects.none(), label="网站", required=False, empty_label="全部")
    severity = forms.ChoiceField(
        label="程度", required=False, choices=[*ALL, *((s.value, SEVERITY[s]) for s in Severity)]
    )
    state = forms.ChoiceField(label="状态", required=False, choices=[*ALL, *CHOSEN_OF, *State.choices])
    unit = forms.ChoiceField(label="单位", required=False)
    rule = forms.ChoiceField(label="规则", required=False)
    due = forms.ChoiceField(
        label="期限",
        required=False,
        choices=[*ALL, ("overdue", "已超期"), ("today", "今天到期"), ("week", "7 天内到期")],
    )
    new = forms.BooleanField(label="上次检查新发现", required=False)

    def __init__(self, request: Request) -> None:
        super().__init__(request.GET, auto_id="filter-%s")
        seen = sight.cases(request.user)
        self.cases = seen.select_related("finding", "unit", "site")
        self.sites = sight.sites(request.user)
        self._offer("site", queryset=self.sites)
        self._offer("rule", choices=[*ALL, *((r.code, f"{r.code} {r.title}") for r in catalogue().values())])
        units = [(str(unit.pk), unit.name) for unit in Unit.objects.order_by("name")]
        self._offer("unit", choices=[*ALL, (NO_UNIT, "未分派"), *units])
        if request.user.role == Role.UNIT:
            del self.fields["unit"]

    def _offer(self, field: str, **what: object) -> None:
        """What can be chosen hangs on the account."""
        for name, value in what.items():
            setattr(self.fields[field], name, value)

    def chosen(self) -> QuerySet[Case]:
        """The cases asked for, what is due first on top."""
        if not self.is_valid():
            raise Http404
        said, cases = self.cleaned_data, self.cases.filter(_holds(self.cleaned_data["q"]))
        for name in ("site", "severity", "rule"):
            if said[name]:
                cases = cases.filter(**{name: said[name]})
        if unit := said.get("unit"):
            cases = cases.filter(unit=None) if unit == NO_UNIT else cases.filter(unit=int(unit))
        if said["state"] == "open":
            cases = open_cases(cases)
        elif said["state"] == "cannot":
            cases = cannot_cases(cases)
        elif said["state"]:
            cases = cases.filter(state=said["state"])
        if said["due"]:
            cases = due_cases(cases, said["due"], timezone.localdate())
        if said["new"]:
            cases = new_cases(cases)
        named = Ranked(When(pk=_number(said["q"]), then=Value(0)), default=Value(1))
        return cases.order_by(named, F("due").asc(nulls_last=True), "-pk")


def _holds(words: str) -> Q:
    """Those the words name, by number, or are found in: what was found and where."""
    if not words:
        return Q()
    fields = ("text", "message", "name", "column", "url", "target")
    return Q(
        *((f"finding__{field}__icontains", words) for field in fields), pk=_number(words), _connector=Q.OR
    )


def _number(words: str) -> int:
    """0, which no case has, for what is none."""
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 16 else 0


class ReviewFilter(CaseFilter):
    """The queue of what a person has yet to confirm, gravest first."""

    outcome = forms.ChoiceField(
        label="判定",
        required=False,
        choices=[*ALL, *((o.value, OUTCOME[o]) for o in (Outcome.FAIL, Outcome.REVIEW, Outcome.UNKNOWN))],
    )

    def __init__(self, request: Request) -> None:
        super().__init__(request)
        unasked = ("q", "unit", "new") if request.GET.get("outcome") == Outcome.UNKNOWN else ()
        for name in ("state", "due", *unasked):
            self.fields[name].widget = forms.HiddenInput()
        self.order_fields(["q", "site", "outcome", "severity", "rule", "unit"])

    @property
    def asks_unknown(self) -> bool:
        return self.is_valid() and self.cleaned_data["outcome"] == Outcome.UNKNOWN

    def chosen(self) -> QuerySet[Case]:
        cases = open_cases(super().chosen()).filter(confirmed=False)
        outcome = self.cleaned_data["outcome"]
        cases = cases.filter(finding__outcome=outcome) if outcome else cases
        return cases.order_by(GRAVITY, "-pk")

    def unknown(self) -> QuerySet[Finding]:
        """What the newest scan of each site could not tell: never a case, always listed."""
        if not self.is_valid():
            raise Http404
        said = self.cleaned_data
        wanted = Q(scan__in=newest_scans(), scan__site__in=self.sites)
        if said["site"]:
            wanted &= Q(scan__site=said["site"])
        for name in ("severity", "rule"):
            if said[name]:
                wanted &= Q(**{name: said[name]})
        found = Finding.objects.filter(wanted, outcome=Outcome.UNKNOWN)
        return found.select_related("scan__site").order_by("scan__site", "rule", "pk")

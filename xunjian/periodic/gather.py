"""The figures of a period, from cases, their history, scans and probes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet

from checks import Severity, catalogue
from portal.calendar import CHINA
from reports.periodic import Flow, OpenCase, PeriodReport, SiteWatch, Tally, tally
from reports.periodic.model import Step
from xunjian.periodic.period import Period
from xunjian.store import sight
from xunjian.store.models import (
    Case,
    Event,
    Office,
    Probe,
    Role,
    Scan,
    ScanState,
    Site,
    State,
    Unit,
    User,
)
from xunjian.store.models.case import OPEN

NOBODY = "（未分派）"


@dataclass(frozen=True, slots=True)
class View:
    """What a report is made of: no more than its reader may see. scope: as PeriodReport has it."""

    cases: QuerySet[Case]
    sites: QuerySet[Site]
    scope: str = ""

    @classmethod
    def whole(cls) -> View:
        return cls(Case.objects.all(), Site.objects.all())

    @classmethod
    def of(cls, reader: User) -> View:
        if reader.role == Role.UNIT:  # scans hold what others are asked to mend
            return cls(sight.cases(reader), Site.objects.none(), reader.unit.name if reader.unit else NOBODY)
        scope = reader.site.name if reader.role == Role.INSPECTOR and reader.site else ""
        return cls(sight.cases(reader), sight.sites(reader), scope)

    @classmethod
    def of_unit(cls, unit: Unit) -> View:
        return cls.of(User(role=Role.UNIT, unit=unit))


def period_report(period: Period, at: datetime, view: View) -> PeriodReport:
    flows = tuple(_flows(period, view.cases))
    still = tuple(_open_cases(period, at, view.cases))
    return PeriodReport(
        title=period.title + (f"（{view.scope}）" if view.scope else ""),
        office=Office.current().name,
        at=at,
        first=period.first,
        last=min(period.last, _day(at)),
        sites=tuple(_watch(site, period) for site in view.sites),
        total=tally("合计", flows, period.first, period.last, sum(case.late for case in still)),
        months=tuple(tally(f"{m.first:%Y-%m}", flows, m.first, m.last) for m in period.trend()),
        units=_tallies(period, flows, still, by_unit=True),
        rules=_tallies(period, flows, still, by_unit=False),
        open_cases=still,
        scope=view.scope,
    )


def _flows(period: Period, cases: QuerySet[Case]) -> Iterator[Flow]:
    """Every step in or out of being open, of confirmed cases, up to the end of the period."""
    events = _history(period, cases).order_by("case_id", "id")
    case, was_open = 0, False
    for number, at, after, unit, rule in events.values_list(
        "case_id", "at", "after", "case__unit__name", "case__rule"
    ).iterator():
        if number != case:
            case, was_open = number, False
        is_open = after in OPEN
        if is_open != was_open:
            out = Step.CLOSED if after == State.CLOSED else Step.SET_ASIDE
            yield Flow(_day(at), Step.OPENED if is_open else out, unit or "", rule)
        was_open = is_open


def _history(period: Period, cases: QuerySet[Case]) -> QuerySet[Event]:
    return Event.objects.filter(case__in=cases.filter(confirmed=True), at__lt=_end(period))


def _open_cases(period: Period, at: datetime, cases: QuerySet[Case]) -> Iterator[OpenCase]:
    """Cases whose last history row within the period leaves them open; the gravest and latest first."""
    last = dict(_history(period, cases).order_by("id").values_list("case_id", "after"))
    edge = min(period.last, _day(at) - timedelta(days=1))  # what was due by then is late
    found = cases.filter(confirmed=True).select_related("unit", "finding").iterator()
    made = (
        OpenCase(
            number=case.pk,
            unit=case.unit.name if case.unit else "",
            rule=case.rule,
            severity=Severity(case.severity),
            message=case.finding.message,
            url=case.finding.url,
            due=case.due,
            late=case.due is not None and case.due <= edge,
        )
        for case in found
        if last.get(case.pk) in OPEN
    )
    rank = list(Severity)
    yield from sorted(made, key=lambda c: (rank.index(c.severity), c.due or date.max, c.number))


def _tallies(
    period: Period, flows: Iterable[Flow], still: Iterable[OpenCase], *, by_unit: bool
) -> tuple[Tally, ...]:
    grouped: dict[str, list[Flow]] = defaultdict(list)
    overdue: dict[str, int] = defaultdict(int)
    for flow in flows:
        grouped[flow.unit if by_unit else flow.rule].append(flow)
    for case in still:
        overdue[case.unit if by_unit else case.rule] += case.late
    made = (
        tally((key or NOBODY) if by_unit else _rule(key), part, period.first, period.last, overdue[key])
        for key, part in grouped.items()
    )
    told = [t for t in made if t.before or t.opened or t.closed or t.set_aside]
    return tuple(sorted(told, key=lambda t: (-t.after, -t.opened, t.name)))


def _rule(code: str) -> str:
    rule = catalogue().get(code)
    return f"{code} {rule.title}" if rule else code


def _watch(site: Site, period: Period) -> SiteWatch:
    start, end = datetime.combine(period.first, time(), CHINA), _end(period)
    scans = Scan.objects.filter(site=site, reference_time__gte=start, reference_time__lt=end)
    finished = scans.filter(state=ScanState.FINISHED)
    newest = finished.order_by("-reference_time").first()
    probes = Probe.objects.filter(site=site, counted=True, slot__gte=start, slot__lt=end)
    counts = probes.aggregate(all=Count("pk"), down=Count("pk", filter=Q(ok=False)))
    return SiteWatch(
        site.name, site.home, finished.count(), scans.filter(state=ScanState.FAILED).count(),
        newest.pages if newest else 0, counts["all"], counts["down"],
    )  # fmt: skip


def _end(period: Period) -> datetime:
    return datetime.combine(period.last + timedelta(days=1), time(), CHINA)


def _day(at: datetime) -> date:
    return at.astimezone(CHINA).date()

"""The figures of a period, from cases, their history, scans and probes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q

from checks import Severity, catalogue
from portal.calendar import CHINA
from reports.periodic import Flow, OpenCase, PeriodReport, SiteWatch, Tally, tally
from reports.periodic.model import Step
from xunjian.periodic.period import Period
from xunjian.store.models import Case, Event, Office, Probe, Scan, ScanState, Site, State
from xunjian.store.models.case import OPEN

NOBODY = "（未分派）"


def period_report(period: Period, at: datetime) -> PeriodReport:
    flows = tuple(_flows(period))
    still = tuple(_open_cases(period, at))
    return PeriodReport(
        title=period.title,
        office=Office.current().name,
        at=at,
        first=period.first,
        last=min(period.last, _day(at)),
        sites=tuple(_watch(site, period) for site in Site.objects.all()),
        total=tally("合计", flows, period.first, period.last, sum(case.late for case in still)),
        months=tuple(tally(f"{m.first:%Y-%m}", flows, m.first, m.last) for m in period.trend()),
        units=_tallies(period, flows, still, by_unit=True),
        rules=_tallies(period, flows, still, by_unit=False),
        open_cases=still,
    )


def _flows(period: Period) -> Iterator[Flow]:
    """Every step in or out of being open, of confirmed cases, up to the end of the period."""
    events = Event.objects.filter(case__confirmed=True, at__lt=_end(period)).order_by("case_id", "id")
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


def _open_cases(period: Period, at: datetime) -> Iterator[OpenCase]:
    """Cases whose last history row within the period leaves them open; the gravest and latest first."""
    history = Event.objects.filter(case__confirmed=True, at__lt=_end(period)).order_by("id")
    last = dict(history.values_list("case_id", "after"))
    edge = min(period.last, _day(at) - timedelta(days=1))  # what was due by then is late
    found = Case.objects.filter(confirmed=True).select_related("unit", "finding").iterator()
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

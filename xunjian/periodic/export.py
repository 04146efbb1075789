"""Everything as a table: cases with their standing, findings of a scan, and the daily reading record 每日读网记录."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.db.models import QuerySet

from checks import Outcome, Severity
from portal.calendar import CHINA
from reports.export import write_table
from reports.wording import OUTCOME, SEVERITY, basis, china
from xunjian.periodic.period import Period
from xunjian.store.models import Case, Finding, Probe, Scan, ScanKind, ScanState, Site, State

FINDING_HEADINGS = (
    "指标编号", "问题类型", "严重程度", "结论", "问题描述", "原文", "建议", "所在页面", "目标网址", "栏目", "处数", "依据", "指纹",
)  # fmt: skip
CASE_HEADINGS = (
    "编号", "网站", "状态", "是否确认", "责任单位", "发现时间", "整改时限", "销号时间", *FINDING_HEADINGS,
)  # fmt: skip
READING_HEADINGS = (
    "日期",
    "时段",
    "网站",
    "读网方式",
    "读网结果",
    "发现问题",
    "疑似待核",
    "读网人签名",
    "备注",
)
NOTHING_READ = "没有巡查记录"
NOON = time(12)


def export_cases(cases: QuerySet[Case], path: Path) -> Path:
    """`cases`: those the reader may see, in the order they are to have."""
    chosen = cases.select_related("site", "unit", "finding")
    return write_table(CASE_HEADINGS, map(_case, chosen.iterator(chunk_size=2000)), path, "台账")


def export_findings(scan: Scan, path: Path) -> Path:
    chosen = Finding.objects.filter(scan=scan).order_by("pk")
    return write_table(FINDING_HEADINGS, map(_finding, chosen.iterator(chunk_size=2000)), path, "检查结果")


def export_readings(period: Period, sites: QuerySet[Site], path: Path, today: date) -> Path:
    """Each day up to `today`, morning and afternoon, each site: what was read and with what result."""
    return write_table(READING_HEADINGS, readings(period, sites, today), path, "每日读网记录")


def readings(period: Period, sites: QuerySet[Site], today: date) -> Iterator[tuple[str | int, ...]]:
    day = period.first
    while day <= min(period.last, today):
        for site in sites:
            for half, start, end in _halves(day):
                yield from _half(site, day, half, start, end)
        day += timedelta(days=1)


def _halves(day: date) -> tuple[tuple[str, datetime, datetime], ...]:
    midnight, noon = datetime.combine(day, time(), CHINA), datetime.combine(day, NOON, CHINA)
    return ("上午", midnight, noon), ("下午", noon, midnight + timedelta(days=1))


def _half(
    site: Site, day: date, half: str, start: datetime, end: datetime
) -> Iterator[tuple[str | int, ...]]:
    scans = Scan.objects.filter(site=site, reference_time__gte=start, reference_time__lt=end)
    done = scans.exclude(kind=ScanKind.RECHECK).filter(state__in=(ScanState.FINISHED, ScanState.FAILED))
    front = (day.isoformat(), half, site.name)
    read = False
    for scan in done.order_by("reference_time"):
        read = True
        yield (*front, "程序巡查", *_scan(scan), "", scan.error)
    probes = Probe.objects.filter(site=site, slot__gte=start, slot__lt=end)
    if count := probes.count():
        read = True
        down = probes.filter(ok=False).count()
        result = f"首页探测 {count} 次，打不开 {down} 次" if down else f"首页探测 {count} 次，均正常打开"
        yield (*front, "程序探测", result, down, 0, "", "")
    if not read:
        yield (*front, "", NOTHING_READ, 0, 0, "", "")


def _scan(scan: Scan) -> tuple[str, int, int]:
    if scan.state == ScanState.FAILED:
        return "巡查没有完成", 0, 0
    found = Finding.objects.filter(scan=scan)
    failed, doubted = (found.filter(outcome=outcome).count() for outcome in (Outcome.FAIL, Outcome.REVIEW))
    return f"查看网页 {scan.pages} 个，发现问题 {failed} 个", failed, doubted


def _case(case: Case) -> tuple[str | int, ...]:
    return (
        case.pk,
        case.site.name,
        State(case.state).label,
        "是" if case.confirmed else "否",
        case.unit.name if case.unit else "",
        china(case.found_at),
        case.due.isoformat() if case.due else "",
        china(case.closed_at) if case.closed_at else "",
        *_finding(case.finding),
    )


def _finding(row: Finding) -> tuple[str | int, ...]:
    return (
        row.rule,
        row.name,
        SEVERITY[Severity(row.severity)],
        OUTCOME[Outcome(row.outcome)],
        row.message,
        row.text,
        row.suggestion,
        row.url,
        row.target,
        row.column,
        row.count,
        basis(row.basis, row.verified),
        row.fingerprint,
    )

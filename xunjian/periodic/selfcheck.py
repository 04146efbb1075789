"""自查检查表 of a site for a period: as its last finished scan of that time found it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from portal.errors import SnapshotError
from reports import Report, read_report
from reports.export import write_table
from reports.record import FILE as NEWEST
from reports.selfcheck import FILE, HEADINGS, Row, self_check_rows, write_self_check
from xunjian.periodic.period import Period
from xunjian.store.models import Office, Scan, ScanKind, ScanState, Site

NAME = Path(FILE).stem
NONE = "这段时间没有完成的检查；请换一段时间，或先检查一次"


def last_scan(site: Site, period: Period) -> Scan | None:
    """The last finished scan of the whole site that was judged for a day of the period."""
    done = Scan.objects.filter(site=site, state=ScanState.FINISHED).exclude(kind=ScanKind.RECHECK)
    return done.filter(reference_time__range=period.span).order_by("reference_time", "id").last()


def report_of(scan: Scan) -> Report:
    """What the scan found. Raises SnapshotError where its record is not there any more."""
    if scan.report.is_file():
        return read_report(scan.report)
    newest = read_report(scan.site.folder / NEWEST)  # of scans from before reports were kept
    if Path(newest.evidence.snapshot).name != scan.folder:
        raise SnapshotError("这次检查的结果文件已经不在；请换一段时间，或再检查一次")
    return newest


def rows_of(report: Report) -> Sequence[Row]:
    return tuple(self_check_rows(report))


def write(report: Report, kind: str, folder: Path) -> Path:
    """kind: docx or xlsx."""
    if kind == "docx":
        return write_self_check(report, Office.current().name, folder)
    return write_table(HEADINGS, self_check_rows(report), folder / f"{NAME}.xlsx", NAME)

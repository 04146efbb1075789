"""The figures of a month, as the history of its cases has them."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reports.periodic import Tally
from tests.mail.office import CHINA, case, event, set_office, site, unit
from xunjian.periodic.export import CASE_HEADINGS, export_cases, export_findings, export_readings, readings
from xunjian.periodic.files import write_period
from xunjian.periodic.gather import View, period_report
from xunjian.periodic.period import Period
from xunjian.store import sight
from xunjian.store.models import Case, EventKind, Probe, Role, Scan, ScanKind, ScanState, Site, State, User

pytestmark = pytest.mark.django_db
NOVEMBER = Period.month(2026, 11)


def at(day: str, hour: int = 9) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=CHINA)


def move(of: Case, kind: EventKind, state: State, day: str) -> None:
    of.state = state
    of.save()
    event(of, kind, at(day))


def test_figures_close_and_show_what_came_went_and_stays() -> None:
    set_office()
    roads, schools = unit(), unit("教育局", "jyj@sfq.example")
    old_closed, old_open = (case(roads, found_at=at("2026-10-05"), due=date(2026, 11, 10)) for _ in range(2))
    move(old_closed, EventKind.CLOSED, State.CLOSED, "2026-11-03")
    mistaken = case(schools, found_at=at("2026-11-04"))
    move(mistaken, EventKind.DISMISSED, State.DISMISSED, "2026-11-05")
    back = case(schools, found_at=at("2026-09-01"), severity="veto", due=date(2026, 12, 9))
    move(back, EventKind.CLOSED, State.CLOSED, "2026-10-01")
    move(back, EventKind.BACK, State.BACK, "2026-11-20")
    later = case(None, found_at=at("2026-12-01"))
    case(roads, found_at=at("2026-11-06"), confirmed=False)
    stray = case(None, found_at=at("2026-11-30", 23))
    move(later, EventKind.CLOSED, State.CLOSED, "2026-12-02")
    move(old_open, EventKind.NOTIFIED, State.NOTIFIED, "2026-11-06")
    report = period_report(NOVEMBER, at("2026-12-01", 8), View.whole())
    assert report.total == Tally("合计", before=2, opened=3, closed=1, set_aside=1, overdue=1)
    assert report.total.after == 3 == len(report.open_cases)
    assert report.total.rate == "25.0%"
    assert [c.number for c in report.open_cases] == [back.pk, old_open.pk, stray.pk]
    assert [(c.number, c.late) for c in report.open_cases if c.late] == [(old_open.pk, True)]
    assert [c.number for c in report.vetoes] == [back.pk]
    assert {t.name: (t.before, t.opened, t.closed, t.set_aside, t.after, t.overdue) for t in report.units} == {
        "交通局": (2, 0, 1, 0, 1, 1), "教育局": (0, 2, 0, 1, 1, 0), "（未分派）": (0, 1, 0, 0, 1, 0),
    }  # fmt: skip
    assert [t.name for t in report.rules] == ["LNK002 页面上有打不开的链接"]
    months = {t.name: (t.before, t.opened, t.closed, t.set_aside, t.after) for t in report.months}
    assert list(months) == ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"]
    assert months["2026-09"] == (0, 1, 0, 0, 1)
    assert months["2026-10"] == (1, 2, 1, 0, 2)
    assert all(t.before == before.after for before, t in zip(report.months, report.months[1:], strict=False))


def test_a_month_that_is_not_over_counts_as_late_what_is_late_today() -> None:
    case(unit(), found_at=at("2026-11-02"), due=date(2026, 11, 10))
    report = period_report(NOVEMBER, at("2026-11-10"), View.whole())
    assert (report.last, report.total.overdue) == (date(2026, 11, 10), 0)
    assert period_report(NOVEMBER, at("2026-11-11"), View.whole()).total.overdue == 1


def test_what_was_looked_at() -> None:
    portal = site()
    for day, state, pages in (("2026-11-02", ScanState.FINISHED, 90), ("2026-11-03", ScanState.FAILED, 5)):
        Scan.objects.create(site=portal, reference_time=at(day), state=state, pages=pages)
    Scan.objects.create(site=portal, reference_time=at("2026-12-01", 0), state=ScanState.FINISHED, pages=70)
    for hour in range(4):
        Probe.objects.create(
            site=portal,
            slot=at("2026-11-30", 20 + hour),
            at=at("2026-11-30"),
            ok=hour > 0,
            seconds=1,
            counted=hour < 3,
        )
    (watched,) = period_report(NOVEMBER, at("2026-12-01"), View.whole()).sites
    assert (watched.scans, watched.failed, watched.pages) == (1, 1, 90)
    assert (watched.probes, watched.down, watched.down_share) == (3, 1, "33.33%")


def test_periods() -> None:
    quarter = Period.quarter(2026, 4)
    assert (quarter.first, quarter.last, quarter.title) == (
        date(2026, 10, 1), date(2026, 12, 31), "2026年第四季度网站巡查季报",
    )  # fmt: skip
    assert [m.name for m in quarter.trend()][::11] == ["2026年1月", "2026年12月"]
    assert (NOVEMBER.last, NOVEMBER.title) == (date(2026, 11, 30), "2026年11月网站巡查月报")


def test_an_office_without_anything_has_a_report_too() -> None:
    report = period_report(NOVEMBER, at("2026-12-01"), View.whole())
    assert (report.total.after, report.total.rate, report.units, report.sites) == (0, "—", (), ())


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_export_holds_the_cases_a_reader_may_see(suffix: str, tmp_path: Path) -> None:
    mine, theirs = case(unit()), case(unit("教育局", "jyj@sfq.example"))
    mine.finding.message = "=cmd|' /C calc'!A0"
    mine.finding.save()
    reader = User.objects.create(username="联络员", role=Role.UNIT, unit=unit())
    path = export_cases(sight.cases(reader), tmp_path / f"台账{suffix}")
    if suffix == ".csv":
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    else:
        rows = [[str(v) for v in row] for row in load_workbook(path)["台账"].iter_rows(values_only=True)]
    assert tuple(rows[0]) == CASE_HEADINGS
    assert [row[0] for row in rows[1:]] == [str(mine.pk)]
    cells = dict(zip(rows[0], rows[1], strict=True))
    assert (cells["状态"], cells["责任单位"], cells["发现时间"]) == ("新发现", "交通局", "2026-11-24 09:00")
    assert cells["问题描述"].startswith("'=cmd")
    assert theirs.fingerprint not in str(rows)


def test_findings_of_a_scan_are_exported(tmp_path: Path) -> None:
    made = case(unit())
    path = export_findings(made.first_scan, tmp_path / "检查结果.csv")
    assert made.fingerprint in path.read_text(encoding="utf-8-sig")


def test_daily_reading_says_where_nothing_was_read(tmp_path: Path) -> None:
    portal = site()
    morning = at("2026-11-01", 1)
    scan = Scan.objects.create(site=portal, reference_time=morning, state=ScanState.FINISHED, pages=90)
    Scan.objects.create(site=portal, reference_time=morning, state=ScanState.FINISHED, kind=ScanKind.RECHECK)
    Probe.objects.create(site=portal, slot=at("2026-11-01", 13), at=morning, ok=True, seconds=1)
    Probe.objects.create(site=portal, slot=at("2026-11-01", 14), at=morning, ok=False, seconds=15)
    scan.findings.create(
        fingerprint="ab", rule="LNK002", name="", severity="error", outcome="review", url="", message=""
    )
    told = [(row[0], row[1], *row[3:7]) for row in readings(NOVEMBER, Site.objects.all(), date(2026, 11, 2))]
    assert told == [
        ("2026-11-01", "上午", "程序巡查", "查看网页 90 个，发现问题 0 个", 0, 1),
        ("2026-11-01", "下午", "程序探测", "首页探测 2 次，打不开 1 次", 1, 0),
        ("2026-11-02", "上午", "", "没有巡查记录", 0, 0),
        ("2026-11-02", "下午", "", "没有巡查记录", 0, 0),
    ]
    path = export_readings(NOVEMBER, Site.objects.all(), tmp_path / "读网记录.xlsx", date(2026, 11, 2))
    assert load_workbook(path)["每日读网记录"].max_row == 5


def test_files_of_a_month_are_made_with_or_without_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case(unit(), found_at=at("2026-11-02"))
    monkeypatch.setenv("PATH", str(tmp_path))
    files = write_period(NOVEMBER, tmp_path / "月报", at("2026-12-01"), View.whole())
    assert (files.page.name, files.paper.name) == (
        "2026年11月网站巡查月报.html",
        "2026年11月网站巡查月报.docx",
    )
    assert "交通局" in files.page.read_text(encoding="utf-8")
    assert files.pdf is None
    assert "没有找到 LibreOffice" in files.why

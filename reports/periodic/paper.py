"""The report as docx in official form: counts in words, then tables; the trend as bars of characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from docx.document import Document

from reports.files import replacing
from reports.ledger import plain
from reports.notice.official import OfficialPaper
from reports.notice.tables import add_table
from reports.periodic.model import EXPLAINED, PeriodReport, Tally
from reports.wording import SEVERITY, chinese_day, clip

BAR = 16  # characters of the longest bar
LISTED, CASES_LISTED = 30, 50
TALLY = ("期初", "新增", "销号", "误报豁免", "期末", "超期", "整改率")
TALLY_WIDTHS = (48, 15, 15, 15, 18, 15, 14, 16)


def write_period_paper(report: PeriodReport, path: Path) -> Path:
    with replacing(path) as draft, draft.open("wb") as file:
        _paper(report).save(file)
    return path


def _paper(report: PeriodReport) -> Document:
    paper = OfficialPaper(plain(report.title), plain(report.office))
    paper.heading("一、总体情况")
    for text in _overall(report):
        paper.text(plain(text))
    paper.heading("二、逐月变化")
    rows = (
        (m.name, str(m.opened), str(m.closed), str(m.after), _bar(m.after, report.months))
        for m in report.months
    )
    add_table(
        paper.document, ("月份", "新增", "销号", "期末未办结", "期末未办结（图）"), rows, (26, 18, 18, 26, 68)
    )
    paper.heading("三、按单位")
    _tallies(paper, "单位", report.units)
    paper.heading("四、按问题类型")
    _tallies(paper, "问题类型", report.rules)
    paper.heading("五、期末未办结的问题")
    _cases(paper, report)
    paper.signature(plain(report.office), chinese_day(report.last))
    return paper.document


def _overall(report: PeriodReport) -> Iterable[str]:
    total = report.total
    if report.sites or not report.scope:
        yield from _looked_at(report)
    else:
        yield f"{chinese_day(report.first)}至{chinese_day(report.last)}，{report.scope}的情况如下。"
    yield (
        f"期初未办结问题 {total.before} 个，本期新增 {total.opened} 个，销号 {total.closed} 个，判为误报或豁免 "
        f"{total.set_aside} 个，期末未办结 {total.after} 个，整改率 {total.rate}；其中超期 {total.overdue} 个，"
        f"单项否决类 {len(report.vetoes)} 个。"
    )
    yield f"说明：{EXPLAINED}"


def _looked_at(report: PeriodReport) -> Iterable[str]:
    watched = report.sites
    scans, pages = sum(site.scans for site in watched), sum(site.pages for site in watched)
    failed = sum(site.failed for site in watched)
    unfinished = f"，另有 {failed} 次没有完成" if failed else ""
    yield (
        f"{chinese_day(report.first)}至{chinese_day(report.last)}，共巡查网站 {len(watched)} 个，完成巡查 {scans} 次"
        f"{unfinished}，最近一次巡查共查看网页 {pages} 个。"
    )
    probes, down = sum(site.probes for site in watched), sum(site.down for site in watched)
    if probes:
        yield f"首页探测 {probes} 次，其中打不开 {down} 次。"


def _bar(value: int, months: Sequence[Tally]) -> str:
    top = max(month.after for month in months)
    return "▇" * max(1, round(BAR * value / top)) if value > 0 else ""


def _tallies(paper: OfficialPaper, what: str, tallies: Sequence[Tally]) -> None:
    if not tallies:
        paper.text("本期没有问题。")
        return
    rows = (
        (t.name, *map(str, (t.before, t.opened, t.closed, t.set_aside, t.after, t.overdue)), t.rate)
        for t in tallies[:LISTED]
    )
    add_table(paper.document, (what, *TALLY), rows, TALLY_WIDTHS)
    if (left := len(tallies) - LISTED) > 0:
        paper.text(f"另有 {left} 行没有列出。")


def _cases(paper: OfficialPaper, report: PeriodReport) -> None:
    if not report.open_cases:
        paper.text("没有未办结的问题。")
        return
    rows = (
        (
            str(case.number),
            f"【{SEVERITY[case.severity]}】{clip(case.message, 150)}\n{clip(case.url, 150)}",
            case.unit or "（未分派）",
            (case.due.isoformat() if case.due else "") + ("\n已超期" if case.late else ""),
        )
        for case in report.open_cases[:CASES_LISTED]
    )
    add_table(paper.document, ("编号", "问题", "责任单位", "整改时限"), rows, (14, 86, 28, 28))
    if (left := len(report.open_cases) - CASES_LISTED) > 0:
        paper.text(f"另有 {left} 个没有列出，见台账。")

"""The report of a period as files: a page, a paper, and a PDF where LibreOffice is installed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from portal.errors import OutputError
from reports.pdf import write_pdf
from reports.periodic import PeriodReport, write_period_page, write_period_paper
from xunjian.periodic.gather import View, period_report
from xunjian.periodic.period import Period


@dataclass(frozen=True, slots=True)
class PeriodFiles:
    """pdf: None where none could be made, and `why` says what to do."""

    report: PeriodReport
    page: Path
    paper: Path
    pdf: Path | None
    why: str = ""


def write_period(period: Period, folder: Path, at: datetime, view: View) -> PeriodFiles:
    report = period_report(period, at, view)
    page = write_period_page(report, folder / f"{report.title}.html")
    paper = write_period_paper(report, folder / f"{report.title}.docx")
    try:
        return PeriodFiles(report, page, paper, write_pdf(paper))
    except OutputError as error:
        return PeriodFiles(report, page, paper, None, str(error))


def write_one(period: Period, kind: str, folder: Path, at: datetime, view: View) -> Path:
    """kind: html, docx or pdf. Raises OutputError where no PDF can be made."""
    report = period_report(period, at, view)
    if kind == "html":
        return write_period_page(report, folder / f"{report.title}.html")
    paper = write_period_paper(report, folder / f"{report.title}.docx")
    return write_pdf(paper) if kind == "pdf" else paper

"""Writes what an office reads, from findings alone: findings.json, report.html, 整改台账.xlsx, findings.csv."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reports.build import build
from reports.model import Report
from reports.page import write_page
from reports.record import read_findings, read_report, write_json
from reports.table import write_csv
from reports.workbook import write_workbook

__all__ = [
    "Report",
    "Written",
    "build",
    "read_findings",
    "read_report",
    "write_all",
    "write_csv",
    "write_json",
    "write_page",
    "write_workbook",
]


@dataclass(frozen=True, slots=True)
class Written:
    """Where the files of a report are."""

    page: Path
    workbook: Path
    csv: Path
    json: Path

    @property
    def paths(self) -> tuple[Path, ...]:
        """What a person opens first comes first."""
        return self.page, self.workbook, self.csv, self.json


def write_all(report: Report, folder: Path) -> Written:
    """Write every file of the report; each replaces an older one whole. Raises OutputError."""
    record = write_json(report, folder)  # first: the others can be written again from it
    return Written(
        write_page(report, folder), write_workbook(report, folder), write_csv(report, folder), record
    )

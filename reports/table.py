"""findings.csv: the ledger for programs that read no workbook. UTF-8 with BOM, CRLF."""

from __future__ import annotations

import csv
from pathlib import Path

from checks import Outcome
from reports.files import replacing
from reports.ledger import FINGERPRINT, HEADINGS, rows
from reports.model import Report
from reports.wording import OUTCOME

FILE = "findings.csv"


def write_csv(report: Report, folder: Path) -> Path:
    """Columns of the ledger, then 结论 and 指纹; problems first, then what to confirm, then the undecided."""
    path = folder / FILE
    ordered = (*report.of(Outcome.FAIL), *report.of(Outcome.REVIEW), *report.undecided)
    with replacing(path) as draft, draft.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, lineterminator="\r\n")
        table.writerow((*HEADINGS, "结论", FINGERPRINT))
        for row in rows(report, ordered):
            table.writerow((*row.cells, OUTCOME[row.finding.outcome], row.finding.fingerprint))
    return path

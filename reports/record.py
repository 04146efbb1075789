"""findings.json: the form programs read, and from which every other file can be written again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from checks import Finding
from checks.priorities import Step
from checks.sheet import Line
from portal.errors import SnapshotError, why
from portal.snapshot import Coverage, Note, Unreached
from reports.files import replacing
from reports.model import ColumnLine, Evidence, PolicyLine, Report, RuleLine

FILE = "findings.json"
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class SiteRecord:
    name: str
    home: str
    id_code: str
    columns: tuple[ColumnLine, ...] = ()
    policies: tuple[PolicyLine, ...] = ()
    home_lapse: float | None = None


@dataclass(frozen=True, slots=True)
class CoverageRecord:
    """What was looked at and how; `sheet` is the score sheet, `waived` what the office decided not to follow."""

    pages: int
    attachments: int
    links: int
    unreached: tuple[Unreached, ...]
    unreached_total: int = 0
    notes: tuple[Note, ...] = ()
    rules: tuple[RuleLine, ...] = ()
    sheet: tuple[Line, ...] = ()
    steps: tuple[Step, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    waived: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """The whole file."""

    schema: int
    site: SiteRecord
    reference_time: datetime
    coverage: CoverageRecord
    findings: tuple[Finding, ...]


def write_json(report: Report, folder: Path) -> Path:
    """Same report, same bytes; one finding a line."""
    encode = msgspec.json.encode
    path = folder / FILE
    with replacing(path) as draft, draft.open("wb") as file:
        file.write(b'{"schema":%d,\n"site":%s,\n' % (SCHEMA, encode(_site(report))))
        file.write(b'"reference_time":%s,\n' % encode(report.reference_time))
        file.write(b'"coverage":%s,\n"findings":[' % encode(_coverage(report)))
        for number, finding in enumerate(report.findings):
            file.write((b",\n" if number else b"\n") + encode(finding))
        file.write(b"\n]}\n")
    return path


def read_report(path: Path) -> Report:
    """The report a findings.json was written from. Raises SnapshotError when it is none."""
    record = _read(path)
    seen = record.coverage
    return Report(
        name=record.site.name,
        home=record.site.home,
        id_code=record.site.id_code,
        reference_time=record.reference_time,
        coverage=Coverage(
            seen.pages, seen.attachments, seen.links, seen.unreached, seen.unreached_total, seen.notes
        ),
        columns=record.site.columns,
        policies=record.site.policies,
        home_lapse=record.site.home_lapse,
        findings=record.findings,
        waived=seen.waived,
        sheet=seen.sheet,
        steps=seen.steps,
        rules=seen.rules,
        evidence=seen.evidence,
    )


def read_findings(path: Path) -> tuple[Finding, ...]:
    """Raises SnapshotError when the file is missing or of another form."""
    return _read(path).findings


def _read(path: Path) -> Record:
    try:
        record = msgspec.json.decode(path.read_bytes(), type=Record)
    except OSError as error:
        raise SnapshotError(f"打不开结果文件：{path}（{why(error)}）") from error
    except msgspec.MsgspecError as error:
        raise SnapshotError(f"不是本程序写的 findings.json，或已损坏：{path}（{error}）") from error
    if record.schema != SCHEMA:
        raise SnapshotError(
            f"结果文件的版本是 {record.schema}，本程序只认 {SCHEMA}：{path}；请用写它的版本打开"
        )
    return record


def _site(report: Report) -> SiteRecord:
    return SiteRecord(
        report.name, report.home, report.id_code, report.columns, report.policies, report.home_lapse
    )


def _coverage(report: Report) -> CoverageRecord:
    seen = report.coverage
    return CoverageRecord(
        pages=seen.pages,
        attachments=seen.attachments,
        links=seen.links,
        unreached=seen.unreached,
        unreached_total=seen.unreached_total,
        notes=seen.notes,
        rules=report.rules,
        sheet=report.sheet,
        steps=report.steps,
        evidence=report.evidence,
        waived=report.waived,
    )

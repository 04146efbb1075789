"""The rows of the 整改台账: the twenty columns an office works through, the same in workbook and CSV."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from checks import Finding
from reports.model import Report
from reports.wording import SEVERITY, basis, china, deadline

HEADINGS = (
    "序号",
    "网站名称",
    "标识码",
    "指标编号",
    "问题类型",
    "严重程度",
    "问题描述",
    "错误原文→建议",
    "所在页面",
    "父页面",
    "栏目",
    "截图/快照",
    "发现时间",
    "责任单位",
    "责任人",
    "整改时限",
    "整改情况",
    "整改时间",
    "复核结果",
    "依据",
)
FINGERPRINT = "指纹"
STATES = ("未整改", "整改中", "已整改", "误报", "申请豁免")
REVIEWS = ("待复核", "通过", "不通过")
CELL_MAX = 32_767  # characters Excel takes in one cell
CUT = "…（过长，已截断）"
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One finding as cells, in the order of HEADINGS; the fingerprint makes it recognisable later."""

    number: int
    finding: Finding
    cells: tuple[str, ...]


def rows(report: Report, findings: Iterable[Finding], first: int = 1) -> Iterator[Row]:
    """Numbered from `first`, so that a number names one finding in the whole workbook."""
    fronts = {column.name: column.url for column in report.columns}
    for number, finding in enumerate(findings, first):
        yield Row(number, finding, tuple(map(cell, _values(report, finding, number, fronts))))


def cell(text: str) -> str:
    """Text no spreadsheet takes for a formula, without control characters, no longer than a cell holds."""
    text = plain(text)
    if FORMULA.match(text):
        text = "'" + text
    return text if len(text) <= CELL_MAX else text[: CELL_MAX - len(CUT)] + CUT


def uncell(text: str) -> str:
    """The text `cell` was given, from what a spreadsheet gives back."""
    return text[1:] if text[:1] == "'" and FORMULA.match(text[1:]) else text


def plain(text: str) -> str:
    """Without characters that no office file may hold."""
    return CONTROL.sub("", text)


def _values(report: Report, finding: Finding, number: int, fronts: dict[str, str]) -> tuple[str, ...]:
    due = deadline(report.today, finding.severity)
    return (
        str(number),
        report.title,
        report.id_code,
        finding.rule,
        finding.name,
        SEVERITY[finding.severity],
        description(finding),
        correction(finding),
        finding.url,
        _parent(finding, fronts),
        finding.column,
        PurePath(report.evidence.snapshot).name,
        china(report.reference_time),
        finding.owner,
        "",
        due.isoformat() if due else "",
        STATES[0],
        "",
        REVIEWS[0],
        basis(finding.basis, finding.verified),
    )


def description(finding: Finding) -> str:
    places = f"（共 {finding.count} 处，见“出现位置”）" if finding.count > 1 else ""
    locator = finding.occurrences[0].locator if finding.occurrences else ""
    where = f"\n位置：{locator}" if locator else ""
    return f"{finding.message}{places}{where}"


def correction(finding: Finding) -> str:
    """原文 → 建议; for a link, its target stands for the wording where there is none. What is to be put for what in a
    sentence (「甲」→「乙」) stands below it.
    """
    between = "\n" if "→" in finding.suggestion else " → "
    lines = [between.join(filter(None, (finding.text or finding.target, finding.suggestion)))]
    if finding.text and finding.target and finding.target != finding.url:
        lines.append(f"网址：{finding.target}")
    return "\n".join(lines)


def _parent(finding: Finding, fronts: dict[str, str]) -> str:
    """Front page of the column the page belongs to, else another page where it occurs."""
    front = fronts.get(finding.column, "")
    if front and front != finding.url:
        return front
    return next((place.url for place in finding.occurrences if place.url != finding.url), "")

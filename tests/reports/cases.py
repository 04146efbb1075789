"""One unit's list, as an office would send it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from checks import Finding, Severity
from reports.cases import CaseLine, UnitList
from tests.reports.samples import HOME, NOW, finding, sample

SITE = "示范区人民政府门户网站"


def line(number: int, what: Finding | None = None, **changes: object) -> CaseLine:
    made = CaseLine(
        number=number,
        site=SITE,
        home=HOME,
        finding=what or finding(),
        state="新发现",
        status="未开始",
        found=date(2026, 11, 24),
        due=date(2026, 12, 1),
        fresh=True,
        revision=number * 10,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def unit_list(*lines: CaseLine, **changes: object) -> UnitList:
    made = UnitList("区交通运输局", "示范区人民政府办公室", "xxk@sfq.example", NOW, lines)
    return replace(made, **changes)  # type: ignore[arg-type]


def full_list() -> UnitList:
    """Every problem of the sample report, some of them told before, some late, one mended."""
    found = [f for f in sample().findings if f.outcome == "fail"]
    lines = [
        line(
            number,
            f,
            due=NOW.date() + timedelta(days=(number * 5) % 17 - 4),
            fresh=number % 3 == 0,
            state="新发现" if number % 3 == 0 else "已通知",
        )
        for number, f in enumerate(found, 101)
        if f.severity is not Severity.INFO
    ]
    lines[4] = replace(
        lines[4], state="待复核", status="已整改", waits=True, fresh=False, remark="已重新上传附件"
    )
    lines[6] = replace(lines[6], state="整改中", status="整改中", fresh=False, remark="正在联系技术公司")
    return unit_list(*lines)

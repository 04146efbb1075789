"""The report as one HTML file: everything escaped, no script, nothing loaded from elsewhere, charts as SVG."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reports import wording
from reports.files import replacing
from reports.periodic.model import EXPLAINED, PeriodReport, Tally

WIDTH, HEIGHT, FLOOR = 640, 200, 24  # of the chart, in its own units; room below for the names
LISTED = 30  # rows of a table
CASES_LISTED = 50


def write_period_page(report: PeriodReport, path: Path) -> Path:
    with replacing(path) as draft:
        draft.write_text(
            _environment().get_template("period.html.j2").render(_context(report)), encoding="utf-8"
        )
    return path


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("reports.periodic"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["clip"] = wording.clip
    return made


def _context(report: PeriodReport) -> dict[str, object]:
    css = PackageLoader("reports.periodic").get_source(Environment(autoescape=True), "period.css")[0]
    return {
        "report": report,
        "css": Markup(css),  # noqa: S704 - our own file
        "style_hash": base64.b64encode(hashlib.sha256(f"\n{css}\n".encode()).digest()).decode(),
        "groups": group_bars(report.months),
        "width": WIDTH,
        "height": HEIGHT,
        "floor": HEIGHT - FLOOR,
        "tables": (("按单位", report.units[:LISTED]), ("按问题类型", report.rules[:LISTED])),
        "left": {"按单位": len(report.units[LISTED:]), "按问题类型": len(report.rules[LISTED:])},
        "cases": report.open_cases[:CASES_LISTED],
        "cases_left": len(report.open_cases[CASES_LISTED:]),
        "severity": wording.SEVERITY,
        "explained": EXPLAINED,
    }


@dataclass(frozen=True, slots=True)
class Bar:
    kind: str
    x: float
    y: float
    width: float
    height: float
    value: int


@dataclass(frozen=True, slots=True)
class Group:
    """The bars of one month. middle: where its name stands."""

    name: str
    middle: float
    bars: tuple[Bar, ...]


def group_bars(months: Sequence[Tally]) -> tuple[Group, ...]:
    """新增, 销号 and 期末未办结 side by side, to one scale."""
    top = max((max(m.opened, m.closed, m.after) for m in months), default=0) or 1
    step = WIDTH / max(1, len(months))
    thick, room = min(26.0, step / 4.5), HEIGHT - FLOOR - 18
    made = []
    for at, month in enumerate(months):
        middle = step * (at + 0.5)
        values = (("opened", month.opened), ("closed", month.closed), ("after", month.after))
        bars = tuple(
            Bar(
                kind,
                round(middle + (place - 1.5) * thick, 1),
                round(HEIGHT - FLOOR - room * value / top, 1),
                round(thick - 2, 1),
                round(room * value / top, 1),
                value,
            )
            for place, (kind, value) in enumerate(values)
        )
        made.append(Group(month.name, round(middle, 1), bars))
    return tuple(made)

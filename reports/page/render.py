"""Fills the template. Everything is escaped; no script runs; nothing is loaded from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from checks import Outcome, Severity
from checks.inventory.vocabulary import KIND_NAMES
from reports import scoring, wording
from reports.files import replacing
from reports.model import Report
from reports.page import view
from reports.page.glossary import GLOSSARY

FILE = "report.html"
TEXT_MAX = 300  # characters of a wording shown
URL_SHOWN = 90
STATE_TONES = {"超期": "bad", "空白": "bad", "正常": "good", "即将到期": "soon"}


def write_page(report: Report, folder: Path) -> Path:
    path = folder / FILE
    with replacing(path) as draft, draft.open("wb") as file:
        _environment().get_template("report.html.j2").stream(**_context(report)).dump(
            file, "utf-8", "replace"
        )
    return path


@cache
def _environment() -> Environment:
    loader = PackageLoader("reports.page")
    made = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["clip"] = lambda text, limit=TEXT_MAX: wording.clip(text, limit)
    made.filters["link"] = _link
    made.globals.update(
        severity=wording.SEVERITY,
        outcomes=wording.OUTCOME,
        kinds=KIND_NAMES,
        basis=wording.basis,
        scoring=scoring,
    )
    made.globals["css"] = Markup(loader.get_source(made, "report.css")[0])  # noqa: S704 - our own file
    return made


def _context(report: Report) -> dict[str, Any]:
    failed, doubted = report.of(Outcome.FAIL), report.of(Outcome.REVIEW)
    made = view.groups(report, failed)
    urgent = view.urgent(report)
    return {
        "report": report,
        "style_hash": _style_hash(),
        "when": wording.china(report.reference_time),
        "started": wording.china_iso(report.evidence.started),
        "finished": wording.china_iso(report.evidence.finished),
        "standing": view.standing(report),
        "board": view.board(report),
        "sheet": view.sheet(report),
        "score_note": scoring.score_note(report.sheet),
        "tiles": [(s, wording.SEVERITY[s], report.failed(s)) for s in Severity],
        "failed": failed,
        "doubted": doubted,
        "undecided": report.undecided,
        "urgent": view.most_urgent(urgent),
        "urgent_total": len(urgent),
        "groups": made,
        "doubted_groups": view.groups(report, doubted),
        "undecided_groups": view.groups(report, report.undecided),
        "column_groups": view.by_column(report, failed),
        "rule_bars": view.rule_bars(made, failed),
        "column_bars": view.column_bars(failed),
        "columns": [
            (c, view.age(c, report), view.used(c, report), STATE_TONES.get(c.state, ""))
            for c in report.columns
        ],
        "reasons": view.unreached(report),
        "shown": view.PLACES_SHOWN,
        "folded": view.folded(report),
        "glossary": GLOSSARY,
        "meaning": [(wording.SEVERITY[s], text) for s, text in wording.MEANING.items()],
        "deadline_note": wording.DEADLINE_NOTE,
    }


def _style_hash() -> str:
    css = PackageLoader("reports.page").get_source(Environment(autoescape=True), "report.css")[0]
    return base64.b64encode(hashlib.sha256(f"\n{css}\n".encode()).digest()).decode()


def _link(url: str, label: str = "") -> Markup | str:
    """A link that opens in a new window, or plain text where it is no web address."""
    shown = label or wording.clip(url, URL_SHOWN)
    if not url.startswith(("http://", "https://")):
        return shown
    form = '<a href="{}" target="_blank" rel="noopener noreferrer" title="{}">{}</a>'
    return Markup(form).format(url, wording.clip(url, TEXT_MAX), shown)  # noqa: S704 - format() escapes

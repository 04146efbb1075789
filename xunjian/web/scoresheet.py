"""A score sheet for a page: every row opened to its rules and its cases; what to do first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checks import Finding, Outcome, catalogue
from checks.scheme import Clause
from checks.sheet import Line, counted
from reports import scoring
from xunjian.ledger.standing import Standing
from xunjian.store.models import Case

LISTED = 10  # cases named under a row or step


@dataclass(frozen=True, slots=True)
class RuleLine:
    code: str
    title: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class Row:
    """more: cases of the row that are not listed."""

    line: Line
    rules: tuple[RuleLine, ...]
    cases: tuple[Case, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Todo:
    text: str
    effect: str
    cases: tuple[Case, ...]
    line: str


def shown(standing: Standing) -> dict[str, object]:
    """`scheme`, `note`, `parts`, `todo` of the templates."""
    rows: dict[str, list[Row]] = {}
    for line in standing.sheet:
        rows.setdefault(scoring.PART[line.part], []).append(_row(line, standing))
    todo = (Todo(s.text, s.effect, _cases(s.findings, standing), s.line) for s in standing.steps)
    return {
        "scheme": standing.scheme.name,
        "note": scoring.score_note(standing.sheet),
        "parts": [Part(name, tuple(found)) for name, found in rows.items()],
        "todo": list(todo),
    }


def _row(line: Line, standing: Standing) -> Row:
    found: list[Finding] = [
        *counted(line, standing.findings),
        *counted(line, standing.findings, Outcome.REVIEW),
    ]
    rules = catalogue()
    own = (
        RuleLine(code, rules[code].title, standing.scheme.clause(code))
        for code in line.rules
        if code in rules
    )
    cases = _cases((finding.fingerprint for finding in found), standing)
    return Row(line, tuple(own), cases[:LISTED], len(cases[LISTED:]))


def _cases(fingerprints: Iterable[str], standing: Standing) -> tuple[Case, ...]:
    return tuple(standing.cases[mark] for mark in fingerprints if mark in standing.cases)

"""A rule's documentation as sections a template can show: headings, paragraphs and the mini-sites of its examples."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from checks import Rule
from checks.scheme import Clause, load_scheme
from reports.build import section
from xunjian.ledger.precision import RulePrecision, precisions
from xunjian.store.models import Site

_SECTION = re.compile(r"^## (.+)\n", re.M)
_FENCE = re.compile(r"^```[^\n]*\n(.*?)^```\s*$", re.M | re.S)
EXAMPLES = "例子"


@dataclass(frozen=True, slots=True)
class Part:
    text: str
    code: bool


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    parts: tuple[Part, ...]

    @property
    def folded(self) -> bool:
        """Examples are for who wants to know exactly."""
        return self.heading == EXAMPLES


@dataclass(frozen=True, slots=True)
class Entry:
    rule: Rule
    clause: Clause
    precision: RulePrecision | None  # where people have ruled

    @property
    def basis(self) -> str:
        return self.clause.basis or section(self.rule.doc, "依据")


def entries(rules: Iterable[Rule], sites: Iterable[Site]) -> list[Entry]:
    """precision: as measured on these sites."""
    measured = {precision.rule: precision for precision in precisions(sites)}
    scheme = load_scheme()
    return [Entry(rule, scheme.clause(rule.code), measured.get(rule.code)) for rule in rules]


def sections(doc: str) -> tuple[Section, ...]:
    """The `## ` sections of a rule's documentation, in order."""
    pieces = _SECTION.split(doc)[1:]
    return tuple(
        Section(head.strip(), _parts(body)) for head, body in zip(pieces[::2], pieces[1::2], strict=True)
    )


def _parts(body: str) -> tuple[Part, ...]:
    pieces = _FENCE.split(body)  # text and code take turns
    parts = []
    for number, piece in enumerate(pieces):
        code = number % 2 == 1
        texts = [piece] if code else re.split(r"\n\s*\n", piece)
        parts += [Part(text.strip("\n"), code) for text in texts if text.strip()]
    return tuple(parts)

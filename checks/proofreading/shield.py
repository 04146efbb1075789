"""Words never to be called wrong: protected terms, allowed terms, names of leaders."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checks.proofreader import Correction


class Shield:
    """Covers every stretch of text that touches one of the terms."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = sorted({term.strip() for term in terms} - {""}, key=lambda term: (-len(term), term))
        self._found = re.compile("|".join(map(re.escape, self._terms))) if self._terms else None

    def filter(self, text: str, corrections: list[Correction]) -> list[Correction]:
        """The corrections that touch no term."""
        if not corrections or not self._found:
            return corrections
        spans = [match.span() for match in self._found.finditer(text)]
        return [c for c in corrections if not any(c.meets(start, end) for start, end in spans)]

    def covers(self, text: str, start: int, end: int) -> bool:
        """Whether the stretch touches a term."""
        if not self._found:
            return False
        return any(match.start() < end and start < match.end() for match in self._found.finditer(text))

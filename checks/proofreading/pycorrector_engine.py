"""pycorrector's dictionary correctors as an engine: ConfusionCorrector on our lexicon, ProperCorrector on protected terms.

Neither needs a model, and nothing here reaches the parts of pycorrector that download one. Its own dictionary of
proper names (13 entries) is not used.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

from checks.proofreader import Correction
from checks.proofreading.lexicon import Row, data_version
from checks.proofreading.pycorrector_package import load, release

SHORTEST = 3  # characters of a protected term worth comparing; two-character words sound like too many others
NEEDS = ("ahocorasick",)
INSTALL = "make pycorrector"  # pip install --no-deps --require-hashes -r requirements/pycorrector.lock
LIKELY = 0.85  # probability given to a near miss of a protected term: always for review

_Error = tuple[str, str, int]  # wrong, right, position
_Correct = Callable[[str], dict[str, Any]]


class PycorrectorEngine:
    """Raises EngineError when pycorrector is not installed."""

    def __init__(self, rows: Sequence[Row], protected: Sequence[str] = ()) -> None:
        confusion = load("confusion_corrector", "ConfusionCorrector", NEEDS, INSTALL)
        proper = load("proper_corrector", "ProperCorrector", NEEDS, INSTALL)
        self._rows = {row.wrong: row for row in rows}
        self._confusion: _Correct = confusion({row.wrong: row.right for row in rows}).correct
        self._terms = sorted({term for term in protected if len(term) >= SHORTEST})
        self._proper = _proper_corrector(proper, self._terms) if self._terms else None

    @cached_property
    def version(self) -> str:
        terms = hashlib.sha256("\n".join(self._terms).encode()).hexdigest()[:8]
        return f"pycorrector-{release()}/lexicon-{data_version()}/terms-{terms}"

    def check_batch(self, texts: Sequence[str]) -> list[list[Correction]]:
        return [self._check(text) for text in texts]

    def _check(self, text: str) -> list[Correction]:
        found = [
            self._rows[wrong].correction(start, "pycorrector/confusion")
            for wrong, _, start in _placed(text, self._confusion(text)["errors"])
            if self._rows[wrong].applies(text, start)
        ]
        if self._proper:
            errors = _placed(text, self._proper(text)["errors"])
            found += [_near_miss(*error) for error in errors if not self._protected(text, error)]
        return _apart(found)

    def _protected(self, text: str, error: _Error) -> bool:
        """Whether the stretch lies within a protected term that is written correctly."""
        wrong, _, start = error
        end = start + len(wrong)
        around = ((term, text.find(term, max(0, end - len(term)), start + len(term))) for term in self._terms)
        return any(0 <= at <= start and end <= at + len(term) for term, at in around)


def _proper_corrector(proper: type[Any], terms: Sequence[str]) -> _Correct:
    """It takes its names from a file only."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as names:
        names.write("\n".join(terms))
        names.flush()
        corrector = proper(proper_name_path=names.name)
    shortest, longest = min(map(len, terms)), max(map(len, terms))
    return lambda text: dict(  # the names of its parameters say word, but mean characters
        corrector.correct(text, min_word_length=shortest, max_word_length=longest)
    )


def _placed(text: str, errors: Iterable[_Error]) -> list[_Error]:
    """The errors that stand where they are said to stand."""
    return [error for error in errors if text.startswith(error[0], error[2])]


def _near_miss(wrong: str, right: str, start: int) -> Correction:
    return Correction(
        start=start,
        end=start + len(wrong),
        wrong=wrong,
        right=right,
        probability=LIKELY,
        shown=False,
        source="pycorrector/proper",
        reason=f"与保护词「{right}」相近",
    )


def _apart(found: list[Correction]) -> list[Correction]:
    """In order of start, the longer of two that overlap."""
    kept: list[Correction] = []
    for one in sorted(found, key=lambda c: (c.start, -c.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept

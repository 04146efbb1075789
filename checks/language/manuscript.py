"""The language rules read a manuscript: lines before they are a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from checks.finding import Severity
from checks.language import (
    cautioned_expression,
    document_number,
    impossible_value,
    protected_term,
    punctuation,
    repeated_words,
    residue,
    typo,
)
from checks.language.cautions import shipped_cautions, tells_of_the_past
from checks.language.document_numbers import misnumbered
from checks.language.impossible import impossible, shrunk
from checks.language.marks import marks
from checks.language.numbering import leaps
from checks.language.remains import is_test
from checks.language.remark import Remark
from checks.language.repetitions import is_legal, is_repetition, repetitions
from checks.language.sentences import placed
from checks.proofreader import Correction
from checks.rule import Rule
from checks.terms.own import guard_for, people_for, places_for, shield_for
from portal.profile import Profile

RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (
        typo.typo,
        protected_term.protected_term,
        cautioned_expression.cautioned_expression,
        punctuation.punctuation,
        impossible_value.impossible_value,
        document_number.document_number,
        repeated_words.repeated_words,
        residue.residue,
    )
}


class Reader:
    """Says of a manuscript what the rules would say of the page it becomes. day: the date it bears."""

    def __init__(self, profile: Profile, day: date) -> None:
        places = places_for(profile)
        self._people = people_for(profile, places)
        self._guard = guard_for(profile, places, self._people)
        self._shield = shield_for(profile)
        self._disabled = profile.rules.disabled
        self._day = day

    def read(self, lines: Sequence[str], corrections: Sequence[Sequence[Correction]]) -> list[list[Remark]]:
        """Of each line, in order. corrections: what an engine says of each."""
        title = next((line.strip() for line in lines if line.strip()), "")
        past = tells_of_the_past(title)
        found = [list(self._line(line, fixes, past)) for line, fixes in zip(lines, corrections, strict=True)]
        for number, remark in self._whole(lines):
            found[number].append(remark)
        if title and is_test(title):
            number = next(n for n, line in enumerate(lines) if line.strip())
            found[number].append(residue.test_remark(lines[number]))
        kept = _once(found)
        return [self._ordered(remarks) for remarks in kept]

    def _ordered(self, remarks: Sequence[Remark]) -> list[Remark]:
        enabled = [remark for remark in remarks if remark.rule not in self._disabled]
        return sorted(enabled, key=lambda remark: (remark.start, remark.end, remark.rule))

    def _line(self, line: str, corrections: Sequence[Correction], past: bool) -> Iterator[Remark]:
        terms, doubled = [], []
        for at, text in placed(line):
            terms += [_moved(remark, at) for remark in self._terms(text)]
            doubled += [_moved(remark, at) for remark in self._doubled(text)]
            yield from (_moved(remark, at) for remark in self._sentence(text, past))
        yield from terms
        doubled = [remark for remark in doubled if not _meets(remark, terms)]
        yield from doubled
        yield from self._engine(line, corrections, [*terms, *doubled])
        yield from (punctuation.remark(line, mark) for mark in marks(line))
        yield from (document_number.number_remark(line, one) for one in misnumbered(line, self._day.year))
        yield from residue.remarks(line)

    def _terms(self, text: str) -> Iterator[Remark]:
        yield from map(protected_term.remark, self._guard.check_batch([text])[0])
        dated = f"文稿日期 {self._day:%Y-%m-%d}"
        for person, start, end in self._people.out_of_office(text, self._day):
            yield protected_term.left_office(person, start, end, dated)

    def _sentence(self, text: str, past: bool) -> Iterator[Remark]:
        yield from (impossible_value.remark(text, value) for value in impossible(text))
        yield from (impossible_value.shrunk_remark(text, value) for value in shrunk(text))
        for place in () if past else shipped_cautions().places(text):
            if not self._shield.covers(text, place.start, place.end):
                yield cautioned_expression.remark(place)

    def _doubled(self, text: str) -> list[Remark]:
        fixes = [repeated_words.correction(one) for one in repetitions(text)]
        return [repeated_words.remark(fix, sure=True) for fix in self._shield.filter(text, fixes)]

    def _engine(
        self, line: str, corrections: Sequence[Correction], told: Sequence[Remark]
    ) -> Iterator[Remark]:
        """What the engine says, but for what other rules have told."""
        for fix in self._shield.filter(line, list(corrections)):
            if any(fix.meets(remark.start, remark.end) for remark in told):
                continue
            if not is_repetition(fix):
                yield typo.remark(fix, fix.shown)
            elif not is_legal(fix):
                yield repeated_words.remark(fix, fix.shown)

    def _whole(self, lines: Sequence[str]) -> Iterator[tuple[int, Remark]]:
        """What shows only in several lines: (number of the line, remark)."""
        for number, lonely in punctuation.alone((line, True) for line in lines).items():
            yield from ((number, punctuation.remark(lines[number], mark)) for mark in lonely)
        for leap in leaps(lines):
            yield leap.line, document_number.leap_remark(leap, lines[leap.line][leap.start : leap.end])
        heads = [line for line in lines if line.strip()][: document_number.TOP]
        if document_number.is_official(heads, heads):
            for number, line in enumerate(lines):
                if told := document_number.ordinal(line.strip()):
                    yield number, _moved(told, len(line) - len(line.lstrip()))
        yield from _twice(lines)


def _twice(lines: Sequence[str]) -> Iterator[tuple[int, Remark]]:
    """Long paragraphs right after themselves."""
    before = ""
    for number, line in enumerate(lines):
        text = line.strip()
        if text and text == before and repeated_words.is_long(text):
            yield number, repeated_words.paragraph_remark(line)
        before = text or before


def _once(found: Sequence[Sequence[Remark]]) -> list[list[Remark]]:
    """Matters of style are told at their first place, with how often they occur."""
    times = Counter(r.message for remarks in found for r in remarks if r.severity is Severity.INFO)
    told: set[str] = set()
    kept: list[list[Remark]] = []
    for remarks in found:
        kept.append([])
        for remark in remarks:
            if remark.message not in times or remark.severity is not Severity.INFO:
                kept[-1].append(remark)
            elif remark.message not in told:
                told.add(remark.message)
                kept[-1].append(
                    replace(remark, message=f"{remark.message}（全文 {times[remark.message]} 处）")
                )
    return kept


def _moved(remark: Remark, by: int) -> Remark:
    return replace(remark, start=remark.start + by, end=remark.end + by)


def _meets(remark: Remark, others: Sequence[Remark]) -> bool:
    return any(remark.start < other.end and other.start < remark.end for other in others)

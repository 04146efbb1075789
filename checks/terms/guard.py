"""The watch over protected terms: sentences in, what is wrong with terms in them out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from checks.proofreader import Correction
from checks.proofreading.lexicon import Lexicon
from checks.proofreading.shield import Shield
from checks.terms.index import Index
from checks.terms.likely import LOCAL, is_plain_slip, official
from checks.terms.near import Miss, Term
from checks.terms.people import People
from checks.terms.sequence import Sequences
from checks.terms.shipped import shipped_terms

SOURCE, PERSON = "terms", "person"
NAMES = {
    "state": "国名、政党名称",
    "organ": "机关、单位名称",
    "theory": "理论名称",
    "slogan": "固定提法",
    "meeting": "会议名称",
    "law": "法律法规名称",
    "place": "地名",
    "site": "本地机关、地名",
    "own": "保护词",
}
_AROUND = 20  # characters on either side of a near miss in which another term may explain it


class Guard:
    """The shipped terms and those of a site. allowed: wordings never to be called wrong."""

    def __init__(
        self, terms: Iterable[Term] = (), allowed: Iterable[str] = (), people: People | None = None
    ) -> None:
        shipped = shipped_terms()
        every = (*shipped.terms, *terms)
        self._index = Index(every)
        self._forms = Lexicon(shipped.forms)
        self._people = people or People(())
        self._shield = Shield(allowed := tuple(allowed))
        self._sequences = Sequences(shipped.phrases)
        right = {*shipped.also, *filter(None, allowed), *(term.text for term in every if term.text)}
        longest_first = sorted(right, key=lambda word: (-len(word), word))
        self._right = re.compile(f"(?=({'|'.join(map(re.escape, longest_first))}))")

    def check_batch(self, texts: Sequence[str]) -> list[list[Correction]]:
        """Of each text, in order of start, not overlapping."""
        forms = self._forms.check_batch(texts)
        return [
            self._shield.filter(
                text,
                _apart(
                    [
                        *map(_form, known),
                        *self._near(text),
                        *self._sequences.check(text),
                        *self._people.check(text),
                    ]
                ),
            )
            for text, known in zip(texts, forms, strict=True)
        ]

    def _near(self, text: str) -> Iterator[Correction]:
        for miss in self._index.misses(text):
            if is_plain_slip(miss) and not self._is_right(text, miss) and official().bears_out(text, miss):
                yield Correction(
                    miss.start,
                    miss.end,
                    miss.written,
                    miss.term.text,
                    0.9,
                    False,
                    f"{SOURCE}/{miss.term.kind}",
                    f"{NAMES[miss.term.kind]}疑似{miss.edit.kind}",
                )

    def _is_right(self, text: str, miss: Miss) -> bool:
        """Whether what is at fault lies in a wording that is right as it stands."""
        first, last = miss.place
        start = max(0, first - _AROUND)
        for match in self._right.finditer(text, start, min(len(text), last + _AROUND)):
            if match.start() <= first and last <= match.end(1):
                return True
        return False


def is_local(fix: Correction) -> bool:
    """Whether a name is concerned that only this site knows: its own usage may show that both are right."""
    return fix.source.partition("/")[2] in {*LOCAL, PERSON}


def _form(fix: Correction) -> Correction:
    return Correction(
        fix.start,
        fix.end,
        fix.wrong,
        fix.right,
        fix.probability,
        False,
        f"{SOURCE}/form",
        fix.reason or "固定提法有误",
    )


def _apart(found: list[Correction]) -> list[Correction]:
    """Of overlapping ones the known mistake, then the longest; in order."""
    kept: list[Correction] = []
    for fix in sorted(found, key=lambda fix: (fix.source != f"{SOURCE}/form", -len(fix.right), fix.start)):
        if not any(fix.meets(other.start, other.end) for other in kept):
            kept.append(fix)
    return sorted(kept, key=lambda fix: fix.start)

"""Set phrases whose items have an order: 四个意识, 四个自信 …"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checks.proofreader import Correction

JOIN = "、"
LEAST = 4  # items of a phrase in which one that is another is told from the rest
_SLIPS = 2  # characters of a last item that may be other ones
_QUOTES = "“”\"'‘’「」 "
_NO_QUOTES = dict.fromkeys(map(ord, _QUOTES))
_BETWEEN = re.compile(rf"[{_QUOTES}]?(?:[、，,；]|和|以及|及|与)[{_QUOTES}]?|[”’」\"][“‘「\"]")
_SEGMENT = re.compile(r"[^、，,。；！？]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """items: in the order that is right."""

    name: str
    items: tuple[str, ...]

    @property
    def listed(self) -> str:
        return JOIN.join(self.items)


class Sequences:
    """Says where all items of a phrase stand in another order, or one of them is something else."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases = [(phrase, _any_of(phrase.items)) for phrase in phrases]
        self._ends = _any_of({end for phrase, _ in self._phrases for end in phrase.items[:2]})

    def check(self, text: str) -> Iterator[Correction]:
        if JOIN not in text or not self._ends.search(text):
            return
        for phrase, items in self._phrases:
            if phrase.items[0] in text or phrase.items[1] in text:
                yield from _disordered(text, phrase, items, self._phrases)
                if len(phrase.items) >= LEAST:
                    yield from _replaced(text, phrase)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))


def _disordered(
    text: str, phrase: Phrase, items: re.Pattern[str], phrases: list[tuple[Phrase, re.Pattern[str]]]
) -> Iterator[Correction]:
    for run in _runs(text, items):
        written = tuple(match[0] for match in run)
        right = [other.items for other, _ in phrases if set(other.items) == set(written)]
        whole = len(written) == len(phrase.items) == len(set(written))
        if whole and written not in right and _is_list(text, run):
            start, end = run[0].start(), run[-1].end()
            note = f"“{phrase.name}”各项顺序应为：{phrase.listed}"
            yield Correction(start, end, text[start:end], phrase.listed, 0.9, False, "terms/order", note)


def _runs(text: str, items: re.Pattern[str]) -> Iterator[list[re.Match[str]]]:
    """Items that follow one another with nothing but marks between; none where more of an enumeration goes on."""
    run: list[re.Match[str]] = []
    for match in items.finditer(text):
        if run and not _BETWEEN.fullmatch(text, run[-1].end(), match.start()):
            yield from _closed(text, run)
            run = []
        run.append(match)
    yield from _closed(text, run)


def _is_list(text: str, run: list[re.Match[str]]) -> bool:
    """Whether only before the last item another mark stands than 、: one with the rest is no enumeration."""
    between = (text[a.end() : b.start()] for a, b in pairwise(run[:-1]))
    return all(JOIN in mark or not _bare(mark) for mark in between)


def _closed(text: str, run: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    if run and JOIN not in (
        text[max(0, run[0].start() - 1) : run[0].start()],
        text[run[-1].end() : run[-1].end() + 1],
    ):
        yield run


def _replaced(text: str, phrase: Phrase) -> Iterator[Correction]:
    """An enumeration of as many segments in which all but one inner are the items at their places."""
    segments = list(_SEGMENT.finditer(text))
    size = len(phrase.items)
    for first in range(len(segments) - size + 1):
        window = segments[first : first + size]
        joined = all(text[a.end() : b.start()] == JOIN for a, b in pairwise(window))
        if not joined or not window[0][0].endswith(phrase.items[0]):
            continue
        if not window[-1][0].startswith(phrase.items[-1]):
            yield from _last_replaced(text, phrase, window)
            continue
        wrong = [n for n in range(1, size - 1) if _bare(window[n][0]) != _bare(phrase.items[n])]
        if len(wrong) == 1 and len(window[wrong[0]][0]) <= len(phrase.items[wrong[0]]) + 1:
            found, meant = window[wrong[0]], phrase.items[wrong[0]]
            note = f"“{phrase.name}”应为：{phrase.listed}"
            yield Correction(found.start(), found.end(), found[0], meant, 0.9, False, "terms/item", note)


def _last_replaced(text: str, phrase: Phrase, window: Sequence[re.Match[str]]) -> Iterator[Correction]:
    """Only where the phrase is named and the last item is nearly right: others may well end otherwise."""
    meant, start = phrase.items[-1], window[-1].start()
    written = text[start : start + len(meant)]
    inner = all(
        _bare(one[0]) == _bare(item) for one, item in zip(window[1:-1], phrase.items[1:-1], strict=True)
    )
    slips = sum(one != other for one, other in zip(written, meant, strict=False))
    if (
        inner
        and phrase.name in text
        and len(written) == len(meant)
        and slips <= _SLIPS
        and written[0] == meant[0]
    ):
        note = f"“{phrase.name}”应为：{phrase.listed}"
        yield Correction(start, start + len(meant), written, meant, 0.9, False, "terms/item", note)


def _bare(text: str) -> str:
    return text.translate(_NO_QUOTES)

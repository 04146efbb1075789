"""The n-gram model as an ARPA text, which KenLM and other toolkits read.

A token is one character; digits, letters and odd marks, which the model folds, have a stand-in each. `Spelling`
writes a text in these tokens.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checks.proofreading.ngram.alphabet import BOUNDARY, DIGIT, FIRST, LETTER, OTHER, UNKNOWN, Alphabet
from checks.proofreading.ngram.model import BACKOFFS, LOGS, ORDER, Level, Ngrams

BEGIN, END, UNSEEN = "<s>", "</s>", "<unk>"
STAND_INS = {DIGIT: "0", LETTER: "a", OTHER: "*"}  # no alphabet holds these characters
NEVER = -99.0  # log10 probability of BEGIN, which is only a context

_LOGS = [str(float(log)) for log in LOGS]
_BACKOFFS = [f"\t{float(backoff)}" for backoff in BACKOFFS]


class Spelling:
    """tokens: of each symbol, the boundary as the end of a sentence."""

    def __init__(self, alphabet: Alphabet) -> None:
        self._alphabet = alphabet
        special = {UNKNOWN: UNSEEN, BOUNDARY: END, **STAND_INS}
        self.tokens = [special[symbol] for symbol in range(FIRST)] + list(alphabet.characters)

    def spell(self, text: str) -> tuple[str, list[int]]:
        """The text, which holds no line break, with one character per symbol; and where each stands in it."""
        encoded = self._alphabet.encode([text])
        symbols, codes = encoded.symbols[1:-1].tolist(), encoded.codes[1:-1].tolist()
        spelt = [
            chr(code) if symbol == UNKNOWN else self.tokens[symbol]
            for symbol, code in zip(symbols, codes, strict=True)
        ]
        return "".join(spelt), (encoded.places[1:-1] - 1).tolist()


def write(ngrams: Ngrams, output: Path) -> None:
    """About 140 MB for the shipped model."""
    tokens = Spelling(ngrams.alphabet).tokens
    sizes = [len(tokens) + 1, *ngrams.sizes[1:]]  # the boundary is written as begin and as end
    opened = [BEGIN if token == END else token for token in tokens]  # n-grams of the order below, by index
    with output.open("w", encoding="utf-8") as file:
        file.write("\\data\\\n")
        file.writelines(f"ngram {order}={size}\n" for order, size in enumerate(sizes, 1))
        file.write("\n\\1-grams:\n")
        file.writelines(_unigrams(ngrams.levels[0], tokens))
        for order, level in enumerate(ngrams.levels[1:], 2):
            file.write(f"\n\\{order}-grams:\n")
            opened = _spelt(level, opened, tokens)
            file.writelines(_lines(level, opened, order))
        file.write("\n\\end\\\n")


def _unigrams(level: Level, tokens: list[str]) -> Iterator[str]:
    """The weight of the boundary as a context belongs to the begin."""
    for symbol, token in enumerate(tokens):
        log, backoff = _LOGS[level.logs[symbol]], _BACKOFFS[level.backoffs[symbol]]
        if symbol == BOUNDARY:
            yield f"{NEVER}\t{BEGIN}{backoff}\n"
        yield f"{log}\t{token}{'' if symbol == BOUNDARY else backoff}\n"


def _spelt(level: Level, below: list[str], tokens: list[str]) -> list[str]:
    parents = level.parents.tolist()
    return [
        f"{below[parent]} {tokens[symbol]}"
        for parent, symbol in zip(parents, level.symbols.tolist(), strict=True)
    ]


def _lines(level: Level, spelt: list[str], order: int) -> Iterator[str]:
    if order == ORDER:
        return (f"{_LOGS[log]}\t{words}\n" for log, words in zip(level.logs, spelt, strict=True))
    return (
        f"{_LOGS[log]}\t{words}{_BACKOFFS[backoff]}\n"
        for log, words, backoff in zip(level.logs, spelt, level.backoffs, strict=True)
    )

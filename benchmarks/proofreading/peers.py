"""Our engine beside pycorrector's on the same sentences in one run, and what macro-correct publishes of others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from benchmarks.proofreading import corpus
from benchmarks.proofreading.scores import Score, alarms, rate, score, shown
from checks.proofreader import Correction, Proofreader
from checks.proofreading.lexicon import Lexicon, load_rows
from checks.proofreading.pycorrector_engine import PycorrectorEngine
from checks.proofreading.pycorrector_models import KenlmEngine
from checks.proofreading.statistical import NGRAMS, Statistical, load_model

WRONG = corpus.TESTED[0]
SAMPLE = 600  # sentences of each clean set; pycorrector's Corrector takes seconds for a thousand characters

Found = list[list[Correction]]

# https://github.com/yongzhuo/macro-correct, README 3.3.1 and 3.3.3 (also ../shared/TYPO.md §4b), not measured here
PUBLISHED = """\
| model | F1 `ecspell` | untouched `acc_rmrb` | untouched `acc_xxqg` | source |
|---|---|---|---|---|
| macbert4csc_pycorrector (pycorrector's MacBERT) | 55.5 | 99.22 | 99.26 | 发表值 (published) |
| relm_v1 | 73.6 | 90.21 | 96.74 | 发表值 (published) |
| macbert4mdcspell_v2 | 88.7 | 99.22 | 99.86 | 发表值 (published) |
| qwen25_1-5b_pycorrector (trained on the `ecspell` test set) | 88.2 | 77.14 | 86.86 | 发表值 (published) |"""


@dataclass(frozen=True, slots=True)
class Row:
    """score: on WRONG · rates: false alarms per 10,000 characters of each clean set, then of all · pace: characters
    of clean text per second of processor time.
    """

    name: str
    score: Score
    rates: list[float]
    pace: float


@dataclass(frozen=True, slots=True)
class Material:
    pairs: list[corpus.Pair]
    clean: dict[str, list[str]]

    @property
    def sizes(self) -> list[int]:
        """Characters of each clean set, then of all."""
        each = [corpus.characters(texts) for texts in self.clean.values()]
        return [*each, sum(each)]


def material(sample: int) -> Material:
    """All wrong sentences, and that many of each clean set, spread over it."""
    clean = {name: _spread(corpus.clean(name), sample) for name in corpus.CLEAN}
    return Material(corpus.pairs(WRONG), clean)


def compare(model: Path, given: Material) -> Iterator[Row]:
    """model: folder whose n-grams pycorrector's Corrector is given as well."""
    ours = Statistical(Lexicon(load_rows()), load_model(model))
    yield from _rows(given, ours, {"xunjian, shown": shown, "xunjian, with review": _all})
    yield from _rows(given, KenlmEngine(model / NGRAMS), {"pycorrector Corrector (KenLM), our n-grams": _all})
    yield from _rows(
        given, PycorrectorEngine(load_rows()), {"pycorrector ConfusionCorrector, our lexicon": _all}
    )


def markdown(rows: Sequence[Row], given: Material) -> str:
    heads = [f"{name} ({size:,})" for name, size in zip([*given.clean, "together"], given.sizes, strict=True)]
    columns = ["engine", "P", "R", "whole sentences", *heads, "characters/s"]
    lines = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    for row in rows:
        figures = [100 * row.score.precision, 100 * row.score.recall, 100 * row.score.whole_recall]
        cells = [row.name, *(f"{figure:.1f}" for figure in figures), *(f"{one:.2f}" for one in row.rates)]
        lines.append(f"| {' | '.join([*cells, f'{row.pace:,.0f}'])} |")
    return "\n".join(lines)


def _rows(given: Material, engine: Proofreader, tiers: dict[str, Callable[[Found], Found]]) -> Iterator[Row]:
    found = engine.check_batch([pair.written for pair in given.pairs])
    begun = process_time()
    clean = {name: engine.check_batch(texts) for name, texts in given.clean.items()}
    pace = given.sizes[-1] / (process_time() - begun)
    for name, tier in tiers.items():
        each = [alarms(one, given.clean[one], tier(clean[one])) for one in given.clean]
        every = [*each, [alarm for some in each for alarm in some]]
        rates = [rate(some, size) for some, size in zip(every, given.sizes, strict=True)]
        yield Row(name, score(given.pairs, tier(found)), rates, pace)


def _all(found: Found) -> Found:
    return found


def _spread(texts: Sequence[str], count: int) -> list[str]:
    return list(texts[:: max(1, len(texts) // count)][:count])

"""python -m benchmarks.proofreading.adaptation: what an office gains from `proofread train --snapshots`.

Of each mirror of gov-pages-dev with enough pages, one half is the archive that is learnt from; the other half is read:
once as manuscripts, each text by itself, and once as an audit, where the site's own usage is excused already. Recall
beside it: on errors put into sentences of the other half, and on ECSpell's odw training errors (which the classifier
has seen).
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.extract import corpus as mirrors
from benchmarks.proofreading import corpus
from benchmarks.proofreading.corpus import Pair
from benchmarks.proofreading.pages import NOTHING, Pages, texts_of
from benchmarks.proofreading.scores import score, shown
from checks.language.typo import held
from checks.proofreader import Correction, Proofreader
from checks.proofreading.classifier.errors import Injector
from checks.proofreading.confusion import confusion
from checks.proofreading.lexicon import Lexicon, load_rows
from checks.proofreading.local import learn
from checks.proofreading.ngram.model import Ngrams
from checks.proofreading.progress import Silent
from checks.proofreading.statistical import Model, Statistical, adapted, shipped_model
from checks.proofreading.usage import Usage

FEWEST = 150  # pages of a mirror that is looked at
INJECTED = 200  # sentences of each site that get an error
SEED = 5
LONGEST = 120  # characters of such a sentence
ERRORS = "ec_odw_train"

Answers = dict[str, list[Correction]]


@dataclass(frozen=True, slots=True)
class Silence:
    """Corrections (shown, for review) of a half site: of its texts one by one, and as an audit reports them."""

    alone: tuple[int, int]
    audited: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Site:
    name: str
    archive: dict[str, list[str]]  # sentences of each page
    read: Pages


def main() -> None:
    if not (mirrors.available() and corpus.available()):
        print("no corpus: ../shared is not there")
        return
    model, lexicon = shipped_model(), Lexicon(load_rows())
    plain = Statistical(lexicon, model)
    totals: dict[str, list[Silence]] = defaultdict(list)
    pairs: list[Pair] = []
    found: dict[str, list[list[Correction]]] = {"plain": [], "adapted": []}
    print("| site | pages learnt, read | characters | manuscripts: shown | review | adapted: shown | review "
          "| audit: shown | review | adapted: shown | review |\n" + "|---" * 11 + "|")  # fmt: skip
    for site in sites():
        engines = {"plain": plain, "adapted": Statistical(lexicon, _adapted(model, site.archive.items()))}
        answers = {name: _answers(site.read, engine) for name, engine in engines.items()}
        silences = {name: _silence(site.read, known) for name, known in answers.items()}
        fresh = _injected(site, answers["plain"], model.finder.ngrams)
        pairs += fresh
        for name, engine in engines.items():
            found[name] += engine.check_batch([pair.written for pair in fresh])
            totals[name].append(silences[name])
        size = sum(map(len, answers["plain"]))
        print(_row(f"{site.name} | {len(site.archive)}, {len(site.read)} | {size:,}", silences), flush=True)
    print(_row("together | | ", {name: _sum(parts) for name, parts in totals.items()}))
    _recall(f"errors put into sentences of the halves read ({len(pairs):,})", pairs, found)
    everything = [(f"{site.name}{page}", texts) for site in sites() for page, texts in site.archive.items()]
    known = corpus.pairs(ERRORS)
    written = [pair.written for pair in known]
    whole = Statistical(lexicon, _adapted(model, everything))
    _recall(f"{ERRORS}, adapted to all archives at once", known,
            {"plain": plain.check_batch(written), "adapted": whole.check_batch(written)})  # fmt: skip


def sites() -> list[Site]:
    found = []
    for folder in sorted((mirrors.root() / "sites").iterdir()):
        files = sorted(folder.glob("**/*.htm*"))
        if len(files) < FEWEST:
            continue
        pages = {str(file.relative_to(mirrors.root())): texts_of(file) for file in files}
        halves: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})
        for name, texts in pages.items():
            if texts:
                halves[zlib.crc32(name.encode()) & 1][name] = texts
        found.append(Site(folder.name, halves[1], list(halves[0].values())))
    return found


def _adapted(model: Model, documents: Iterable[tuple[str, Sequence[str]]]) -> Model:
    return adapted(model, learn(documents, model.finder.ngrams.alphabet, Silent()))


def _answers(pages: Pages, engine: Proofreader) -> Answers:
    texts = list(dict.fromkeys(text for page in pages for text in page))
    return dict(zip(texts, engine.check_batch(texts), strict=True))


def _silence(pages: Pages, answers: Answers) -> Silence:
    nobodys = Usage(list, lambda _: [])
    usage = Usage(lambda: pages, lambda asked: [answers[text] for text in asked])
    return Silence(_counted(answers, nobodys), _counted(answers, usage))


def _counted(answers: Answers, usage: Usage) -> tuple[int, int]:
    kept = [fix for text, fixes in answers.items() for fix in held(text, fixes, NOTHING, lambda: usage)]
    sure = sum(fix.shown for fix in kept)
    return sure, len(kept) - sure


def _injected(site: Site, answers: Answers, ngrams: Ngrams) -> list[Pair]:
    """Pairs of sentences that the archive does not hold and nothing is said of."""
    known = {text for texts in site.archive.values() for text in texts}
    injector = Injector(ngrams, confusion(), SEED)
    pairs: list[Pair] = []
    for text, fixes in sorted(answers.items(), key=lambda answer: zlib.crc32(answer[0].encode())):
        if len(pairs) == INJECTED:
            break
        if not fixes and text not in known and len(text) <= LONGEST:
            wrong = injector.corrupt(text)
            pairs += [Pair(wrong, text)] if wrong != text else []
    return pairs


def _sum(parts: Sequence[Silence]) -> Silence:
    def added(column: str) -> tuple[int, int]:
        values = [getattr(part, column) for part in parts]
        return sum(sure for sure, _ in values), sum(doubtful for _, doubtful in values)

    return Silence(added("alone"), added("audited"))


def _row(head: str, silences: dict[str, Silence]) -> str:
    plain, own = silences["plain"], silences["adapted"]
    cells = (*plain.alone, *own.alone, *plain.audited, *own.audited)
    return f"| {head} | " + " | ".join(map(str, cells)) + " |"


def _recall(title: str, pairs: Sequence[Pair], found: dict[str, list[list[Correction]]]) -> None:
    print(f"\n{title}")
    for name, given in found.items():
        sure, all_ = score(pairs, shown(given)), score(pairs, given)
        print(f"{name}: shown P {100 * sure.precision:.1f} R {100 * sure.recall:.1f}, "
              f"with review P {100 * all_.precision:.1f} R {100 * all_.recall:.1f}")  # fmt: skip


if __name__ == "__main__":
    main()

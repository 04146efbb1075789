"""From corpora to a model: `xunjian proofread train`. Same input and seed, same files to the byte."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import as_file, files
from pathlib import Path
from shutil import copyfile
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from checks.proofreading.characters import charset
from checks.proofreading.classifier.errors import Injector
from checks.proofreading.classifier.model import Classifier
from checks.proofreading.classifier.train import Examples, foreseen
from checks.proofreading.classifier.train import train as train_classifier
from checks.proofreading.confusion import confusion
from checks.proofreading.corpus import documents, pairs, reading
from checks.proofreading.edits import Kind
from checks.proofreading.encoder import model as encoder
from checks.proofreading.encoder import weights
from checks.proofreading.finder import PARTICLE, Finder, Found
from checks.proofreading.lexicon import Lexicon, load_rows
from checks.proofreading.ngram.model import Ngrams
from checks.proofreading.ngram.seen import Seen
from checks.proofreading.ngram.seen import learn as learn_seen
from checks.proofreading.ngram.train import LEAST
from checks.proofreading.ngram.train import train as train_ngrams
from checks.proofreading.overlap import seen_shares
from checks.proofreading.progress import Progress, told, watched
from checks.proofreading.statistical import CLASSIFIER, FILES, NGRAMS, READ, SEEN, applied, encoder_file
from portal.errors import EngineError

HELD_EVERY, HELD_PLACE = 40, 7  # one document in 40 is kept from the n-gram model, for the classifier
FAMILIAR = (
    0.1  # share of a sentence's 12-grams that the corpora hold from which it teaches the classifier nothing
)
REAL_WEIGHT = 3.0  # of an edit in a sentence with errors that somebody made
CLEAN_WEIGHT = 6.0  # of a wrong edit of a right sentence: there are far more of them than in the examples
WEIGHT = 1.5  # see ngram.train

Pair = tuple[str, str]  # written, meant


@dataclass(frozen=True, slots=True)
class Material:
    """corpora: open text to learn language from · pruned: text whose rare n-grams must not be kept in any form ·
    held: text kept from both · errors: files of wrong TAB right sentences · pages: text of web pages, to teach what is
    written there; the floors are chosen without it.
    """

    corpora: Sequence[Path]
    pruned: Sequence[Path]
    held: Sequence[Path]
    errors: Sequence[Path]
    pages: Sequence[Path] = ()


@dataclass(frozen=True, slots=True)
class Sentences:
    pairs: list[Pair]
    weight: float
    real: bool = False


def train(
    material: Material,
    output: Path,
    seed: int,
    progress: Progress,
    keep_ngrams: bool = False,
    own_encoder: Path | None = None,
) -> str:
    """Writes the n-gram model, the classifier and the model card; returns the card.

    keep_ngrams: of the output as it is, only the classifier is trained anew · own_encoder: put into the output and
    asked instead of the one that is there, or of the shipped one. Raises EngineError where one of them cannot be used.
    """
    if keep_ngrams and not (output / NGRAMS).exists():
        raise EngineError(f"{output} 里没有 {NGRAMS}；请去掉 --keep-ngrams")
    output.mkdir(parents=True, exist_ok=True)
    opinion = _opinion(output, own_encoder)
    learnt, held, open_documents = _parted(material, progress)
    if not keep_ngrams:
        train_ngrams(learnt, output / NGRAMS, WEIGHT, progress)
    ngrams = Ngrams.load(output / NGRAMS)
    open_lines = [line for document in learnt[:open_documents] for line in document]
    learn_seen(ngrams.alphabet, open_lines, output / SEEN, progress)
    del open_lines
    progress.tell(f"n 元模型已写好：{sum(ngrams.sizes):,} 条；中断后加上 --keep-ngrams 就不必重新统计")
    real = _unfamiliar(material.errors, learnt, progress)
    characters = sum(len(line) for document in learnt for line in document)
    del learnt
    held += _lines(material.held)
    groups = [
        Sentences(_injected(held, ngrams, seed, progress), 1.0),
        Sentences(_injected(_lines(material.pages), ngrams, seed, progress), 1.0),
        Sentences(real, REAL_WEIGHT, real=True),
        Sentences(_of_lexicon(), 1.0),
    ]
    finder = Finder(ngrams, Seen.load(output / SEEN), confusion(), opinion)
    classifier, examples = _classifier(groups, finder, seed, progress)
    classifier.save(output / CLASSIFIER)
    return _card(material, output, seed, characters, examples, classifier, ngrams)


def _classifier(
    groups: Sequence[Sentences], finder: Finder, seed: int, progress: Progress
) -> tuple[Classifier, int]:
    """And the number of examples it was trained on."""
    samples = gather(groups, finder, progress)
    likely = foreseen(samples.examples, seed, progress)
    examples = _read(samples, likely >= READ, finder, progress)
    return train_classifier(examples, samples.clean, seed, progress), len(examples.right)


def _opinion(output: Path, own: Path | None) -> encoder.Encoder:
    try:
        chosen = encoder.load(own or encoder_file(output), charset())
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise EngineError(f"编码器读不出来：{own or encoder_file(output)}（{error}）") from error
    if own and own.resolve() != (output / encoder.FILE).resolve():
        copyfile(own, output / encoder.FILE)
    return chosen


def _unfamiliar(errors: Sequence[Path], learnt: Sequence[list[str]], progress: Progress) -> list[Pair]:
    """The pairs whose sentences the corpora do not hold."""
    real = [pair for path in errors for pair in pairs(path)]
    lines = (line for document in watched(learnt, progress, "与错例比对", "篇") for line in document)
    shares = seen_shares([meant for _, meant in real], lines)
    return [pair for pair, share in zip(real, shares, strict=True) if share <= FAMILIAR]


def _lines(paths: Sequence[Path]) -> list[str]:
    return [line for path in paths for document in documents(path) for line in document]


@dataclass(frozen=True, slots=True)
class Samples:
    """runs: the edits with the texts they were found in · clean: characters that false alarms are counted on."""

    examples: Examples
    runs: list[tuple[Found, list[str]]]
    clean: int


def gather(groups: Sequence[Sentences], finder: Finder, progress: Progress) -> Samples:
    """Edits of all groups with their answers; false alarms count on the clean sentences of the first."""
    parts: list[Examples] = []
    runs: list[tuple[Found, list[str]]] = []
    first = 0
    progress.begin("找分类样本", sum(len(group.pairs) for group in groups), "句")
    for number, group in enumerate(groups):
        written = [wrong for wrong, _ in group.pairs]
        for found in finder.find(written):
            finder.ask(found, written, np.ones(len(found.texts), np.bool_))
            parts.append(_examples(found, finder, group, first, counted=number == 0))
            runs.append((found, written))
            progress.at(first + int(found.texts.max(initial=0)))
        first += len(written)
    columns = zip(*([getattr(part, name) for name in Examples.__slots__] for part in parts), strict=True)
    clean = sum(len(wrong) for wrong, right in groups[0].pairs if wrong == right)
    return Samples(Examples(*(np.concatenate(column) for column in columns)), runs, clean)


def _read(samples: Samples, chosen: NDArray[np.bool_], finder: Finder, progress: Progress) -> Examples:
    """With the encoder's reading of the chosen edits."""
    sizes = [len(found.texts) for found, _ in samples.runs]
    parts = np.split(chosen, np.cumsum(sizes)[:-1])
    for (found, written), part in zip(watched(samples.runs, progress, "读改动", "批"), parts, strict=True):
        finder.read(found, written, part)
    return replace(samples.examples, rows=np.concatenate([found.rows for found, _ in samples.runs]))


def _examples(found: Found, finder: Finder, group: Sentences, first: int, counted: bool) -> Examples:
    right = [_is_right(found, number, finder, group.pairs[text]) for number, text in enumerate(found.texts)]
    unharmed = np.array([wrong == meant for wrong, meant in group.pairs])[found.texts]
    return Examples(
        rows=found.rows,
        right=np.array(right, np.bool_),
        sentences=found.texts + first,
        weights=(group.weight * np.where(unharmed, CLEAN_WEIGHT, 1)).astype(np.float32),
        classes=found.classes,
        clean=unharmed & counted,
        real=~unharmed & group.real,
    )


def _is_right(found: Found, number: int, finder: Finder, pair: Pair) -> bool:
    """Whether the edit makes of what is written what is meant, or a part of it where lengths agree."""
    written, meant = pair
    edit = finder.edit(found, number, written)
    if len(written) == len(meant) and len(edit.wrong) == len(edit.right):
        return written[edit.start : edit.end] != meant[edit.start : edit.end] == edit.right
    return written[: edit.start] + edit.right + written[edit.end :] == meant


def _injected(sentences: Sequence[str], ngrams: Ngrams, seed: int, progress: Progress) -> list[Pair]:
    """Errors are put into what the lexicon makes of the sentences, which hold some themselves."""
    injector = Injector(ngrams, confusion(), seed)
    progress.begin("造错例", len(sentences), "句")
    return [(injector.corrupt(sentence), sentence) for sentence in told(_cleaned(sentences), progress)]


def _cleaned(sentences: Sequence[str]) -> Iterator[str]:
    """Without the errors the lexicon is certain of, and those known from reading."""
    with as_file(files("checks") / "data" / "proofreading" / "corpus-errors.tsv") as path:
        known = list(pairs(path))
    for sentence, corrections in zip(sentences, Lexicon(load_rows()).check_batch(sentences), strict=True):
        text = applied(sentence, [correction for correction in corrections if correction.shown])
        for wrong, right in known:
            text = text.replace(wrong, right)
        yield text


def _of_lexicon() -> list[Pair]:
    rows = load_rows()
    wrong = [(row.example_wrong, row.example_wrong.replace(row.wrong, row.right, 1)) for row in rows]
    return wrong + [(row.example_right, row.example_right) for row in rows]


def _parted(material: Material, progress: Progress) -> tuple[list[list[str]], list[str], int]:
    """Documents to learn from, the sentences of those kept from them, how many of the documents are open."""
    learnt: list[list[str]] = []
    held: list[str] = []
    open_documents = 0
    for path, read in reading([*material.corpora, *material.pruned], progress):
        for number, document in enumerate(documents(path, read)):
            if number % HELD_EVERY == HELD_PLACE:
                held += document
            else:
                learnt.append(document)
        if path in material.corpora:
            open_documents = len(learnt)
    return learnt, held, open_documents


def _card(
    material: Material,
    output: Path,
    seed: int,
    characters: int,
    examples: int,
    classifier: Classifier,
    ngrams: Ngrams,
) -> str:
    data = "、".join(
        path.name
        for path in (*material.corpora, *material.pruned, *material.held, *material.pages, *material.errors)
    )
    files = "、".join(f"{name} {(output / name).stat().st_size:,} 字节" for name in FILES)
    levels = "、".join(f"{order} 元 {size:,}" for order, size in enumerate(ngrams.sizes, 1))
    floors = classifier.floors
    card = (
        "# 错别字模型\n\n"
        f"- 语料：{data}；n 元模型学习 {characters:,} 字\n"
        f"- 随机种子：{seed}\n"
        f"- 条目：{levels}；二元及以上每条至少在 {LEAST} 篇文档中出现 {LEAST} 次\n"
        f"- 分类样本：{examples:,} 处改动（未进 n 元模型的文本注入的错误、真实错例、易错词表的例句）\n"
        f"- 门槛：{floors.shown[0]:.4f} 以上直接列出，{floors.review[0]:.4f} 以上请人工确认；"
        f"两字之改 {floors.shown[Kind.WORD]:.4f}、{floors.review[Kind.WORD]:.4f}；"
        f"的得地 {floors.shown[PARTICLE]:.4f}、{floors.review[PARTICLE]:.4f}\n"
        f"- 文件：{files}\n"
        f"- 完形编码器：{weights.digest(encoder_file(output))}\n"
    )
    (output / "model-card.md").write_text(card, encoding="utf-8")
    return card

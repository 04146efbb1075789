"""The default engine: the lexicon, and beside it what the n-gram model and its classifier find."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import as_file, files
from pathlib import Path
from zipfile import BadZipFile

from checks.proofreader import Correction, Proofreader
from checks.proofreading import local
from checks.proofreading.characters import charset, is_han
from checks.proofreading.classifier.model import Classifier
from checks.proofreading.confusion import Sound, confusion
from checks.proofreading.edits import Kind
from checks.proofreading.encoder import model as encoder
from checks.proofreading.finder import Edit, Finder, Found
from checks.proofreading.local import Local
from checks.proofreading.names import is_named
from checks.proofreading.ngram.model import Floats, Ngrams
from checks.proofreading.ngram.seen import Seen
from checks.proofreading.words import shipped as word_file
from checks.proofreading.words import words
from portal.errors import EngineError

NGRAMS, SEEN, CLASSIFIER = FILES = "ngrams.npz", "seen.npz", "classifier.npz"
PASSES = 2  # an error beside another shows only once that one is corrected
ASKED = 0.01  # probability from which the encoder is asked
READ = 0.05  # probability from which it reads the text with the edit made
APART = 1  # characters left between two corrections of one pass
SHORTEST = (
    6  # Chinese characters of a text from which the model's word is enough; headings and names are shorter
)
_PART = 1 << 16  # bytes read at once
_TITLE = re.compile(r"《[^《》]{1,80}》")

_REASONS = {
    Kind.OTHER: "此处与上下文不合",
    Kind.WORD: "同音词误用",
    Kind.SWAP: "两字颠倒",
    Kind.DROP: "多字",
    Kind.REPEAT: "重复",
    Kind.INSERT: "漏字",
}


@dataclass(frozen=True, slots=True)
class Model:
    """What `xunjian proofread train` writes. local: None where the office's own wording was not learnt."""

    finder: Finder
    classifier: Classifier
    version: str
    local: Local | None = None


def load_model(folder: Path) -> Model:
    """Raises EngineError when the folder holds no model. With local.npz alone it adapts the shipped one."""
    own = folder / local.FILE
    base = shipped_folder() if own.exists() and not (folder / NGRAMS).exists() else folder
    try:
        ngrams = Ngrams.load(base / NGRAMS)
        seen = Seen.load(base / SEEN)
        classifier = Classifier.load(base / CLASSIFIER)
        asked = encoder.load(encoder_file(base), charset())
        wording = Local.load(own, ngrams.alphabet) if own.exists() else None
        read = [
            *(base / name for name in FILES),
            encoder_file(base),
            word_file(),
            *([own] if wording else []),
        ]
        version = _digest(read)
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise EngineError(f"错别字模型读不出来：{folder}（{error}）") from error
    model = Model(Finder(ngrams, seen, confusion(), asked), classifier, version)
    return adapted(model, wording) if wording else model


def _digest(paths: Iterable[Path]) -> str:
    """Of what they hold one after the other; never a whole file in memory."""
    found = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while part := file.read(_PART):
                found.update(part)
    return found.hexdigest()[:12]


def adapted(model: Model, own: Local) -> Model:
    """The model with an office's own wording."""
    return replace(model, finder=model.finder.knowing(own.keys), local=own)


def encoder_file(folder: Path) -> Path:
    """The encoder that a model works with: its own where it has one, else the shipped one."""
    own = folder / encoder.FILE
    return own if own.exists() else encoder.shipped()


def shipped_folder() -> Path:
    with as_file(files("checks") / "data" / "proofreading") as folder:
        return folder


@cache
def shipped_model() -> Model:
    return load_model(shipped_folder())


class Statistical:
    """The lexicon's corrections, and those of the model that touch none of them; of texts in the model's script alone."""

    def __init__(self, lexicon: Proofreader, model: Model) -> None:
        self._lexicon, self._model = lexicon, model

    @cached_property
    def version(self) -> str:
        return f"xunjian-{self._model.version}/{self._lexicon.version}"

    def check_batch(self, texts: Sequence[str]) -> list[list[Correction]]:
        reads = self._model.finder.ngrams.alphabet.reads
        left = [number for number, text in enumerate(texts) if reads(text)]
        given: list[list[Correction]] = [[] for _ in texts]
        for number, told in zip(
            left, self._lexicon.check_batch([texts[number] for number in left]), strict=True
        ):
            given[number] = list(told)
        current = list(texts)
        for _ in range(PASSES):
            fresh = self._pass([current[number] for number in left])
            changed = []
            for number, corrections in zip(left, fresh, strict=True):
                kept = [c for c in corrections if not _touches(c, given[number], 0)]
                given[number] += kept
                corrected = applied(current[number], [c for c in kept if len(c.right) == len(c.wrong)])
                if corrected != current[number]:
                    current[number] = corrected
                    changed.append(number)
            left = changed
        return [sorted(corrections, key=lambda c: c.start) for corrections in given]

    def _pass(self, texts: Sequence[str]) -> list[list[Correction]]:
        found: list[list[Correction]] = [[] for _ in texts]
        for run in self._model.finder.find(texts):
            self._judge(texts, run, found)
        return found

    def _judge(self, texts: Sequence[str], run: Found, found: list[list[Correction]]) -> None:
        probabilities = self._probabilities(texts, run)
        review = self._model.classifier.floors.review[run.classes]
        passed = [number for number in range(len(probabilities)) if probabilities[number] >= review[number]]
        for number in sorted(passed, key=lambda number: (-probabilities[number], number)):
            text = int(run.texts[number])
            correction = self._correction(run, number, texts[text], float(probabilities[number]))
            if _touches(correction, found[text], APART):
                continue
            if self._model.local is None or not self._model.local.excuses(texts[text], correction):
                found[text].append(correction)

    def _probabilities(self, texts: Sequence[str], run: Found) -> Floats:
        """The encoder takes time, so it is asked only where the answer may matter."""
        classifier, finder = self._model.classifier, self._model.finder
        probabilities = classifier.probabilities(run.rows)
        for least, consult in ((ASKED, finder.ask), (READ, finder.read)):
            unsettled = probabilities >= least
            consult(run, texts, unsettled)
            probabilities[unsettled] = classifier.probabilities(run.rows[unsettled])
        return probabilities

    def _correction(self, run: Found, number: int, text: str, probability: float) -> Correction:
        edit = self._model.finder.edit(run, number, text)
        kind = Kind(int(run.edits.kind[number]))
        return Correction(
            start=edit.start,
            end=edit.end,
            wrong=edit.wrong,
            right=edit.right,
            probability=round(probability, 4),
            shown=bool(probability >= self._model.classifier.floors.shown[run.classes[number]])
            and _has_context(text, edit)
            and not is_named(text, edit.start, edit.end)
            and not (kind is Kind.OTHER and _is_rivalry(text, edit)),
            source=f"ngram/{kind.name.lower()}",
            reason=_REASONS.get(kind) or ("音近字" if run.edits.sound[number] > Sound.FAR else "形近字"),
        )


def _has_context(text: str, edit: Edit) -> bool:
    """Whether there is enough around an edit to show it without asking: a Chinese neighbour, and no title in 《》."""
    beside = text[max(0, edit.start - 1) : edit.start] + text[edit.end : edit.end + 1]
    titled = any(match.start() < edit.start < match.end() for match in _TITLE.finditer(text))
    return not titled and any(map(is_han, beside)) and sum(map(is_han, text)) >= SHORTEST


def _is_rivalry(text: str, edit: Edit) -> bool:
    """Whether two words of the dictionary contend for the place, which neither sound nor shape explains (锰矿, 煤矿)."""
    return words().rival(
        text[max(0, edit.start - 1) : edit.start], edit.wrong, edit.right, text[edit.end : edit.end + 1]
    )


def _touches(correction: Correction, others: Sequence[Correction], apart: int) -> bool:
    return any(c.meets(correction.start - apart, correction.end + apart) for c in others)


def applied(text: str, corrections: Sequence[Correction]) -> str:
    """The text with the corrections made."""
    for c in sorted(corrections, key=lambda c: -c.start):
        text = text[: c.start] + c.right + text[c.end :]
    return text

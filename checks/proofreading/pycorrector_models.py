"""pycorrector's correctors that need a language model: Corrector with KenLM on our n-gram data, and MacBertCorrector.

Both change Chinese characters one for one, and all they say is for review. Nothing here downloads a model.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from importlib import import_module
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any

from checks.proofreader import Correction
from checks.proofreading.characters import is_han
from checks.proofreading.ngram.arpa import Spelling, write
from checks.proofreading.ngram.model import Ngrams
from checks.proofreading.pycorrector_package import load, quiet, release
from portal.errors import EngineError

ADVICE = 0.5  # probability given to all they say; about what KenLM reaches (docs/proofreading.md)
INSTALL_KENLM = "make kenlm"
INSTALL_TORCH = "make pycorrector && .venv/bin/python -m pip install torch transformers"
_NEEDS_KENLM = ("ahocorasick", "kenlm")
_NEEDS_TORCH = ("torch", "transformers")
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")


class KenlmEngine:
    """ngrams: file of an n-gram model. Raises EngineError when pycorrector or kenlm is not installed."""

    def __init__(self, ngrams: Path) -> None:
        corrector = load("corrector", "Corrector", _NEEDS_KENLM, INSTALL_KENLM)
        model = Ngrams.load(ngrams)
        self._spelling = Spelling(model.alphabet)
        self._correct = _with_model(corrector, model)
        self._digest = hashlib.sha256(ngrams.read_bytes()).hexdigest()[:12]

    @property
    def version(self) -> str:
        return f"pycorrector-{release()}/kenlm-{self._digest}"

    def check_batch(self, texts: Sequence[str]) -> list[list[Correction]]:
        return [self._check(text) for text in texts]

    def _check(self, text: str) -> list[Correction]:
        spelt, places = self._spelling.spell(text.replace("\n", " "))
        target = self._correct(spelt)["target"]
        return [
            _advice(text, places[start], places[end - 1] + 1, target[start:end], "pycorrector/kenlm")
            for start, end in _changed(spelt, target)
        ]


class MacbertEngine:
    """folder: a model as transformers saves it. Raises EngineError when it holds none, or torch is not installed."""

    def __init__(self, folder: Path) -> None:
        if not ((folder / "config.json").is_file() and any((folder / name).is_file() for name in _WEIGHTS)):
            raise EngineError(
                f"文件夹里没有 MacBERT 模型：{folder}（要有 config.json 和 {' 或 '.join(_WEIGHTS)}）"
            )
        corrector = load("macbert.macbert_corrector", "MacBertCorrector", _NEEDS_TORCH, INSTALL_TORCH)
        try:
            self._corrector = corrector(str(folder.resolve()))
        except (OSError, ValueError, RuntimeError, EOFError) as error:
            reason = str(error).strip().partition("\n")[0] or type(error).__name__
            raise EngineError(f"MacBERT 模型读不出来：{folder}（{reason}）") from error
        self._folder = folder

    @cached_property
    def version(self) -> str:
        digest = hashlib.sha256()
        for file in sorted(file for file in self._folder.iterdir() if file.is_file()):
            with file.open("rb") as content:
                digest.update(hashlib.file_digest(content, "sha256").digest())
        return f"pycorrector-{release()}/macbert-{digest.hexdigest()[:12]}"

    def check_batch(self, texts: Sequence[str]) -> list[list[Correction]]:
        answers = self._corrector.correct_batch(list(texts))
        return [
            [
                _advice(text, start, end, answer["target"][start:end], "pycorrector/macbert")
                for start, end in _changed(text, answer["target"])
            ]
            for text, answer in zip(texts, answers, strict=True)
        ]


def _with_model(corrector: type[Any], model: Ngrams) -> Callable[[str], dict[str, Any]]:
    """`correct` of a corrector that reads the model. Its own list of proper names (13 of them) is not used."""
    with tempfile.TemporaryDirectory() as folder, quiet(), _silent_kenlm():
        arpa = Path(folder) / "ngrams.arpa"
        write(model, arpa)
        made = corrector(language_model_path=str(arpa), proper_name_path="")
        made.check_detector_initialized()
        made.check_corrector_initialized()
    correct: Callable[[str], dict[str, Any]] = made.correct
    return correct


@contextmanager
def _silent_kenlm() -> Iterator[None]:
    """KenLM writes its progress to stderr unless told not to, and pycorrector does not tell it."""
    kenlm = import_module("kenlm")
    config = kenlm.Config()
    config.show_progress, config.arpa_complain = False, kenlm.ARPALoadComplain.NONE
    silent = ModuleType("kenlm")
    vars(silent)["Model"] = partial(kenlm.Model, config=config)
    sys.modules["kenlm"] = silent
    try:
        yield
    finally:
        sys.modules["kenlm"] = kenlm


def _changed(written: str, target: str) -> Iterator[tuple[int, int]]:
    """Runs of Chinese characters that differ; none where the length does."""
    if len(written) != len(target):
        return

    def differ(place: int) -> bool:
        old, new = written[place], target[place]
        return old != new and is_han(old) and is_han(new)

    for differs, run in groupby(range(len(written)), differ):
        if differs:
            found = list(run)
            yield found[0], found[-1] + 1


def _advice(text: str, start: int, end: int, right: str, source: str) -> Correction:
    reason = "语言模型的建议，请人工判断"
    return Correction(start, end, text[start:end], right, ADVICE, False, source, reason)

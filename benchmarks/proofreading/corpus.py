"""Sentences to score on, from ../shared/typo: wrong ones with their corrections, and clean official ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.proofreading import corpus

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "typo" / "dev"
TESTED = ("ec_odw_test_decont", "sighan15")
TRAINED_ON = ("ec_law_train", "ec_med_train")  # the classifier has seen these
CLEAN = ("clean_govrep", "clean_law2", "clean_policy")
ERRORS_OF_CLEAN = (  # found by reading; a correction of one of these is no false alarm
    ("地理座标", "地理坐标"),
    ("有关规定即时予以", "有关规定及时予以"),
    ("研究研究", "研究"),
    ("外汇帐户", "外汇账户"),
    ("银行帐户", "银行账户"),
    ("帐号", "账号"),
)


@dataclass(frozen=True, slots=True)
class Pair:
    written: str
    meant: str


def available() -> bool:
    return FOLDER.is_dir()


def pairs(name: str) -> list[Pair]:
    return [Pair(written, meant) for written, meant in corpus.pairs(FOLDER / f"{name}.tsv")]


def clean(name: str) -> list[str]:
    """Without the errors that are known in them."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    for wrong, right in ERRORS_OF_CLEAN:
        text = text.replace(wrong, right)
    return text.splitlines()


def characters(texts: Sequence[str]) -> int:
    return sum(map(len, texts))

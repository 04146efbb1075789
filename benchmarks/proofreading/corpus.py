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


@dataclass(frozen=True, slots=True)
class Pair:
    written: str
    meant: str


def available() -> bool:
    return FOLDER.is_dir()


def pairs(name: str) -> list[Pair]:
    return [Pair(written, meant) for written, meant in corpus.pairs(FOLDER / f"{name}.tsv")]


def clean(name: str) -> list[str]:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def characters(texts: Sequence[str]) -> int:
    return sum(map(len, texts))

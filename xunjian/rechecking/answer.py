"""What a recheck says of one finding."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checks import Finding


class Answer(StrEnum):
    GONE = "gone"
    STILL = "still"
    UNKNOWN = "unknown"


ANSWER = {Answer.GONE: "已改好", Answer.STILL: "仍存在", Answer.UNKNOWN: "未能判断"}


@dataclass(frozen=True, slots=True)
class Rechecked:
    """note: the proof, or why nothing can be said; in Chinese."""

    finding: Finding
    answer: Answer
    note: str


def gone(finding: Finding, note: str) -> Rechecked:
    return Rechecked(finding, Answer.GONE, note)


def still(finding: Finding, note: str) -> Rechecked:
    return Rechecked(finding, Answer.STILL, note)


def unknown(finding: Finding, note: str) -> Rechecked:
    return Rechecked(finding, Answer.UNKNOWN, note)

"""The interface behind TXT001: sentences in, corrections out. Engines live in `checks.proofreading`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Correction:
    """One wrong stretch: text[start:end] == wrong should read right.

    probability that the correction is right, 0–1 · shown: above the floor that makes a finding `fail`, the
    rest is for review · source: engine and rule that said so · reason: for the clerk, Chinese.
    """

    start: int
    end: int
    wrong: str
    right: str
    probability: float
    shown: bool
    source: str
    reason: str = ""

    def meets(self, start: int, end: int) -> bool:
        """Whether it shares a character with the stretch [start, end)."""
        return self.start < end and start < self.end


class Proofreader(Protocol):
    """An engine. `version` changes whenever its answers may."""

    @property
    def version(self) -> str: ...

    def check_batch(self, texts: Sequence[str]) -> list[list[Correction]]:
        """Corrections of each text, in order of start, not overlapping."""
        ...


@dataclass(frozen=True, slots=True)
class Proofread:
    """A Proofreader that has read all sentences of a site's pages; of any other text it knows nothing.

    flawed: what it found, by sentence; in all others it found nothing.
    """

    version: str
    flawed: Mapping[str, list[Correction]]

    def check_batch(self, texts: Sequence[str]) -> list[list[Correction]]:
        return [self.flawed.get(text, []) for text in texts]

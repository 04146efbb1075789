"""What a language rule says of one stretch of a text: told as a finding on a page, or as a mark in a manuscript."""

from __future__ import annotations

from dataclasses import dataclass

from checks.finding import Outcome, Severity


@dataclass(frozen=True, slots=True)
class Remark:
    """Of text[start:end]. rule: its code · message, suggestion: for the clerk, Chinese · right: what should stand
    there, None where that cannot be told · severity: None where it is the rule's own.
    """

    rule: str
    start: int
    end: int
    message: str
    suggestion: str
    outcome: Outcome = Outcome.FAIL
    right: str | None = None
    severity: Severity | None = None

"""Judges a snapshot: one file per rule, pure functions, no network, no clock.

The names below are loaded when asked for: who only proofreads does not pay for the rules.
"""

from typing import TYPE_CHECKING

from portal.lazily import lazily

if TYPE_CHECKING:
    from checks.engine import Judgement, judge
    from checks.finding import Fault, Finding, Occurrence, Outcome, Severity
    from checks.rule import Rule, catalogue
    from checks.scan import Scan

__all__ = [
    "Fault",
    "Finding",
    "Judgement",
    "Occurrence",
    "Outcome",
    "Rule",
    "Scan",
    "Severity",
    "catalogue",
    "judge",
]

__getattr__ = lazily(
    __name__,
    {
        "checks.engine": ("Judgement", "judge"),
        "checks.finding": ("Fault", "Finding", "Occurrence", "Outcome", "Severity"),
        "checks.rule": ("Rule", "catalogue"),
        "checks.scan": ("Scan",),
    },
)

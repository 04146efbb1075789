"""Judges a snapshot: one file per rule, pure functions, no network, no clock.

The names below are loaded when asked for: who only proofreads does not pay for the rules.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.engine import Judgement, judge
    from checks.finding import Fault, Finding, Occurrence, Outcome, Severity
    from checks.rule import Rule, catalogue
    from checks.scan import Scan

_HOMES = {
    "checks.engine": ("Judgement", "judge"),
    "checks.finding": ("Fault", "Finding", "Occurrence", "Outcome", "Severity"),
    "checks.rule": ("Rule", "catalogue"),
    "checks.scan": ("Scan",),
}

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


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

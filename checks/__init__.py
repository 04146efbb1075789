"""Judges a snapshot: one file per rule, pure functions, no network, no clock."""

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

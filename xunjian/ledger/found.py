"""A stored finding as the rules give it: the way back of `recording`."""

from __future__ import annotations

from checks import Finding, Occurrence, Outcome, Severity
from xunjian.store.models import Finding as Row


def found_of(row: Row) -> Finding:
    return Finding(
        rule=row.rule,
        name=row.name,
        severity=Severity(row.severity),
        outcome=Outcome(row.outcome),
        url=row.url,
        target=row.target,
        column=row.column,
        text=row.text,
        suggestion=row.suggestion,
        message=row.message,
        fingerprint=row.fingerprint,
        count=row.count,
        occurrences=tuple(Occurrence(url, locator) for url, locator in row.places),
        owner=row.owner,
        basis=row.basis,
        verified=row.verified,
    )

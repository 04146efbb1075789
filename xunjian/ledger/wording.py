"""What a ruling was about."""

from __future__ import annotations

from typing import Protocol


class Worded(Protocol):
    @property
    def text(self) -> str: ...


def wording(finding: Worded) -> str:
    """The text that was ruled on, without white space, as in the fingerprint.

    Where a rule gives the words at fault, other words are another fingerprint: a new case, ruled anew. Where its text
    is a name (columns) or empty (parts of a page, a habit of the whole site), the ruling is on the subject, and holds
    however many places it has; it ends by its date, or when the matter becomes graver than what was ruled on.
    """
    return "".join(finding.text.split())

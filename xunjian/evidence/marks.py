"""What of a page is at fault, told from a finding, and where that stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xunjian.store.models import Finding

CUT = "…"  # at the ends of a quoted wording
QUOTED = re.compile("「([^「」]+)」")
CHANGE = re.compile("^「([^「」]+)」→「([^「」]+)」$")
_SPACE = "[\\s\u200b\ufeff]"


@dataclass(frozen=True, slots=True)
class Marks:
    """quoted: the wording around it · words: what is marked within that; both "" where no text is at fault ·
    target: address of the link at fault, "" if none · mended: the words are the right ones.
    """

    quoted: str = ""
    words: str = ""
    target: str = ""
    mended: bool = False

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the words stand in a text, which may be broken and spaced otherwise than the finding quotes it."""
        if not self.words.strip():
            return
        words = _pattern(self.words)
        for passage in _pattern(self.quoted).finditer(text):
            for found in words.finditer(text, *passage.span()):
                yield found.span()


def words_at_fault(finding: Finding) -> str:
    """Those the message names within the wording quoted, else all of it."""
    return _named(finding) or finding.text.strip(CUT)


def marks_of(finding: Finding) -> Marks:
    """A link at fault is told by where it leads: its words ("更多") may stand in a hundred places."""
    words = _named(finding) if finding.target else words_at_fault(finding)
    return Marks(finding.text.strip(CUT) if words else "", words, finding.target)


def _named(finding: Finding) -> str:
    return next((words for words in QUOTED.findall(finding.message) if words in finding.text), "")


def mended_marks(finding: Finding) -> Marks:
    """The same passage put right, where the finding says how."""
    at_fault, change = marks_of(finding), CHANGE.match(finding.suggestion)
    if not change or change[1] not in at_fault.quoted:
        return Marks(target=at_fault.target, mended=True)
    return Marks(at_fault.quoted.replace(change[1], change[2]), change[2], at_fault.target, mended=True)


def _pattern(text: str) -> re.Pattern[str]:
    """The text with its white space folded, as it may stand on a page."""
    return re.compile("".join(f"{_SPACE}+" if c == " " else re.escape(c) + "[\u200b\ufeff]*" for c in text))

"""What a rule says of one thing (Fault), and what the office reads of it (Finding)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    FAIL = "fail"  # decided by the program
    REVIEW = "review"  # 疑似: a person confirms
    UNKNOWN = "unknown"  # cannot tell: never counted, always listed
    ERROR = "error"  # the rule itself broke


class Severity(StrEnum):
    VETO = "veto"  # 单项否决
    ERROR = "error"  # 扣分
    WARNING = "warning"  # 提示
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place: the page, and where on it for a person ("正文第 3 段", "页脚链接「联系我们」")."""

    url: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule found. The engine adds the rule's code, name and severity.

    url: page to mend · target: address at fault, if another · text: original wording · suggestion: what to
    write or do · subject: identity across scans and pages (default: target or url) · severity: only where it
    differs from the rule's · count: all places, `occurrences` may list fewer.
    """

    url: str
    message: str
    outcome: Outcome = Outcome.FAIL
    target: str = ""
    column: str = ""
    text: str = ""
    suggestion: str = ""
    subject: str = ""
    severity: Severity | None = None
    occurrences: tuple[Occurrence, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of a named rule. Fields as in findings.json."""

    rule: str
    name: str
    severity: Severity
    outcome: Outcome
    url: str
    target: str
    column: str
    text: str
    suggestion: str
    message: str
    fingerprint: str
    count: int
    occurrences: tuple[Occurrence, ...]
    owner: str = ""
    basis: str = ""
    verified: bool = True


def fingerprint(rule: str, subject: str, text: str) -> str:
    """Same problem in the next scan, same fingerprint: rule, subject, normalised text; no wording, no position."""
    key = "\x1f".join((rule, subject, re.sub(r"\s+", "", text)))
    return hashlib.sha256(key.encode()).hexdigest()[:16]

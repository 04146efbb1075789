"""How rules are rechecked: what they look at, and which findings are the same trouble under another rule."""

from __future__ import annotations

from enum import Enum

from checks import Finding, catalogue

DEAD = frozenset({"LNK001", "LNK002", "LNK003", "LNK004", "LNK005", "LNK006", "LNK007"})
STALE = frozenset({"UPD002", "UPD003", "UPD004"})
SOON, BLANK, HOME, SUSPICIOUS = "UPD006", "UPD005", "UPD001", "UPD008"
_OF_ADDRESS = DEAD | {"LNK008"}
HIJACKED = "SEC002"
_OF_PAGES = {  # rules of the site that look at each page by itself
    *("LNK010", "UPD007", HIJACKED),
    *("DIS002", "DIS004", "DIS005", "DIS006"),
    *("SVC001", "SVC002", "INT002", "INT003", "INT005"),
    *("IDN001", "IDN002", "IDN003", "IDN005", "ACC001"),
}


class Kind(Enum):
    """What decides whether a finding is gone."""

    PAGES = "pages"  # the pages it stands on
    ADDRESS = "address"  # one address, and the pages that lead there
    COLUMN = "column"  # the list of a column
    HOME = "home"


def kind_of(rule: str) -> Kind | None:
    """None: only a whole scan can tell."""
    if rule in _OF_ADDRESS:
        return Kind.ADDRESS
    if rule in STALE | {SOON, BLANK}:
        return Kind.COLUMN
    if rule == HOME:
        return Kind.HOME
    known = catalogue().get(rule)
    return Kind.PAGES if known and (known.page_check or rule in _OF_PAGES) else None


def kin_of(rule: str) -> frozenset[str]:
    """Rules that would tell the same trouble: a dead link moved off the home page is dead under another number."""
    if rule in DEAD:
        return DEAD
    if rule == SOON:
        return STALE | {SOON}
    return STALE if rule in STALE else frozenset({rule})


def is_of_file(finding: Finding) -> bool:
    """Whether it was found in an attachment: its target."""
    known = catalogue().get(finding.rule)
    return known is not None and known.files and bool(finding.target)


def is_same(before: Finding, now: Finding) -> bool:
    """Whether a finding of now is what was found before, if some words around it have changed."""
    if now.rule not in kin_of(before.rule):
        return False
    if now.fingerprint == before.fingerprint:
        return True
    if before.rule.startswith("LNK"):
        return bool(before.target) and now.target == before.target
    if not pages_of(before) & pages_of(now):
        return False
    return before.rule.startswith("UPD") or _same_change(before, now)


def pages_of(finding: Finding) -> frozenset[str]:
    return frozenset({place.url for place in finding.occurrences} or {finding.url})


def _same_change(before: Finding, now: Finding) -> bool:
    """The same words to be mended on the same page: 「布署」→「部署」 with another sentence around it."""
    return now.message == before.message or ("「" in now.suggestion and now.suggestion == before.suggestion)

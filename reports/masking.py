"""Personal data never leaves the sealed archive: identity numbers, mobiles and bank cards are masked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

# Control characters (but tab, line feed), surrogates and non-characters: no reader of ours can show them.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXxＸｘ](?![\dA-Za-z])")
CARD = re.compile(r"(?<!\d)[3-6]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)")
MOBILE = re.compile(r"(?<!\d)(?P<code>(?:\+?86[ -]?)?)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")
_NAMED_MOBILE = re.compile(
    r"([?&]\w*(?:phone|mobile|tel|shouji|dianhua|lxdh|sjh)\w*=(?:(?:\+|%2B)?86)?)(1[3-9]\d)\d{4}(\d{4})(?!\d)",
    re.I,
)
LONGEST = 2000  # characters of an address
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"


def clean(text: str) -> str:
    """Text a person may be shown: no control characters, no personal numbers."""
    text = UNPRINTABLE.sub("", text)
    if not any(character.isdigit() for character in text):
        return text
    text = IDENTITY.sub(_when(_is_identity, 6, 4), text)
    text = CARD.sub(_when(_is_card, 4, 4), text)
    return MOBILE.sub(_mobile, text)


def clean_url(url: str) -> str:
    """An address to open: identity numbers, and mobiles that a parameter names so, are masked, the rest is left to work.

    An address longer than any that is asked is cut.
    """
    url = UNPRINTABLE.sub("", url)
    if len(url) > LONGEST:
        url = url[:LONGEST] + "…"
    return _NAMED_MOBILE.sub(r"\1\2****\3", IDENTITY.sub(_when(_is_identity, 6, 4), url))


def _when(holds: Callable[[str], bool], head: int, tail: int) -> Callable[[re.Match[str]], str]:
    def mask(match: re.Match[str]) -> str:
        found = match[0]
        return f"{found[:head]}{'*' * (len(found) - head - tail)}{found[-tail:]}" if holds(found) else found

    return mask


def _mobile(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match[0].removeprefix(match["code"]))
    return f"{match['code']}{digits[:3]}****{digits[-4:]}"


def _is_identity(number: str) -> bool:
    """GB 11643: a birth date that exists, and the check digit (MOD 11-2)."""
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    last = number[17] if number[17] not in "xＸｘ" else "X"
    return CHECK[total % 11] == (last if last == "X" else str(int(last)))


def _is_card(number: str) -> bool:
    """Luhn."""
    digits = [int(character) for character in number if character.isdigit()][::-1]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0

"""Personal numbers: what makes one valid, how it is found in a text, how it is shown (masked, same length)."""

from __future__ import annotations

import re
from datetime import date

_NARROW = str.maketrans("０１２３４５６７８９Ｘｘ－＊", "0123456789XX-*")
_GAP = "[ \\-\u00a0\u3000\u200b]"  # what may stand between digits of one number
LONG = re.compile(
    rf"\d(?:\d{{5}}{_GAP}?\d{{4}}|\d{{3}}{_GAP}\d{{4}}{_GAP}\d{{4}}|{_GAP}(?:\d{_GAP}){{8}})"
)  # in every long number, and in no date
_WIDE = re.compile("[０-９Ｘｘ＊－]")
_COVER = "[*×●○※✱#xX]"

_IDENTITY = rf"(?<![0-9A-Za-z])[GgLl]?(?P<number>[1-9](?:{_GAP}?[0-9]){{16}}{_GAP}?[0-9Xx])(?![0-9A-Za-z])"
IDENTITY = re.compile(_IDENTITY)
SPLIT_IDENTITY = re.compile(_IDENTITY.replace(_GAP, "[ \\-\u00a0\u3000\u200b\n]"))  # over two blocks
DISABLED = re.compile(  # 残疾人证: the identity number, kind and grade
    r"(?<![0-9A-Za-z])(?P<number>[1-9][0-9]{16}[0-9Xx])[1-7][1-4](?:[Bb][0-9])?(?![0-9A-Za-z])"
)
COVERED_IDENTITY = re.compile(
    rf"(?<![0-9A-Za-z*])(?P<number>[1-9][0-9]{{5}}(?=[0-9*×●○※✱#xX]{{12}}(?![0-9A-Za-z*]))[0-9]*{_COVER}{{1,4}}[0-9]*[0-9Xx*]?)"
    r"(?![0-9A-Za-z*])"
)
OLD_IDENTITY = re.compile(r"(?<![0-9A-Za-z.\-])(?P<number>[1-9][0-9]{14})(?![0-9A-Za-z.\-])")
MOBILE = re.compile(
    r"(?<![0-9A-Za-z.])(?<![0-9]-)(?:\+?(?:0086|86)[ \-]?)?"
    r"(?P<number>1(?:3[0-9]|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8[0-9]|9[0-35-9])[ \-]?[0-9]{4}[ \-]?[0-9]{4})"
    r"(?![0-9A-Za-z]|\.[0-9]|-[0-9]{2})"
)
_MOBILE_SIGNS = re.compile(r"1[3-9][0-9][ \-]?[0-9]{4}[ \-]?[0-9]{4}")  # quicker to look for
CARD = re.compile(rf"(?<![0-9A-Za-z.\-])(?P<number>[3-9](?:{_GAP}?[0-9]){{15,18}})(?![0-9A-Za-z\-]|\.[0-9])")
_ADDRESS = re.compile(
    r"://|www\.|\.(?:html?|shtml|jpe?g|png|gif|pdf|docx?|xlsx?|zip|rar|mp4|aspx?|jsp|php|cn|com)\b|[?&]\w+=",
    re.I,
)

PROVINCES = {
    *range(11, 16),
    *range(21, 24),
    *range(31, 38),
    *range(41, 47),
    *range(50, 55),
    *range(61, 66),
    71,
    81,
    82,
    83,
}
_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_CHECK = "10X98765432"
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # signs of a 统一社会信用代码, GB 32100
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
HEAD, TAIL = 6, 4  # characters of a number that are shown
EARLIEST = 1880  # year of birth
VISIBLE = 14  # digits of a masked identity number that are too many


def narrow(text: str) -> str:
    """The text with full-width digits made plain; as long as before."""
    return text.translate(_NARROW) if _WIDE.search(text) else text


def may_hold_mobile(text: str) -> bool:
    """A first glance at a text with plain digits."""
    return _MOBILE_SIGNS.search(text) is not None and MOBILE.search(text) is not None


def plain(number: str) -> str:
    """Its digits (and X, and signs that cover one) alone."""
    return re.sub(r"[\s\-\u200b]", "", number).upper()


def is_identity(number: str, until: date) -> bool:
    """GB 11643: province, a birth date up to `until`, check sign (MOD 11-2)."""
    if not has_shape(number, until):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _IDENTITY_WEIGHTS, strict=True))
    return _IDENTITY_CHECK[total % 11] == number[17]


def has_shape(number: str, until: date) -> bool:
    """Whether it begins as one does: so do codes made of a region, a day and a running number."""
    return int(number[:2]) in PROVINCES and _is_birth(number[6:14], until)


def is_old_identity(number: str, until: date) -> bool:
    """The 15 digits of before 1999: no check sign, so that a word beside it must tell."""
    return int(number[:2]) in PROVINCES and _is_birth(f"19{number[6:12]}", until) and number[:6] != "000000"


def is_covered_identity(number: str, until: date) -> bool:
    """A masked one that shows too much; what is seen of the birth date is one."""
    seen = sum(sign.isdigit() for sign in number)
    if len(number) != 18 or seen < VISIBLE or int(number[:2]) not in PROVINCES:
        return False
    born = number[6:14]
    if born.isdigit():
        return _is_birth(born, until)
    return not born[:4].isdigit() or EARLIEST <= int(born[:4]) <= until.year


def is_credit_code(number: str) -> bool:
    """GB 32100: an organisation's 统一社会信用代码 (MOD 31)."""
    if any(sign not in _CREDIT for sign in number):
        return False
    total = sum(
        _CREDIT.index(sign) * weight for sign, weight in zip(number[:17], _CREDIT_WEIGHTS, strict=True)
    )
    return _CREDIT[(31 - total % 31) % 31] == number[17]


def is_card(number: str) -> bool:
    """Luhn."""
    digits = [int(sign) for sign in number][::-1]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0 and len(set(number)) > 2


def is_in_address(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is part of a web address or of a file's name."""
    while start and _is_of_address(text[start - 1]):
        start -= 1
    while end < len(text) and _is_of_address(text[end]):
        end += 1
    return _ADDRESS.search(text, start, end) is not None


def _is_of_address(sign: str) -> bool:
    return sign.isascii() and not sign.isspace() and sign not in ",;()|<>\"'"


def masked(number: str) -> str:
    """The number with only its first and last signs; a mobile as 138****1234. As long as before."""
    head, tail = (3, 4) if len(plain(number)) == 11 else (HEAD, TAIL)
    places = [at for at, sign in enumerate(number) if sign.isalnum() or sign == "*"]
    hidden = set(places[head : len(places) - tail])
    return "".join("*" if at in hidden else sign for at, sign in enumerate(number))


def concealed(text: str) -> str:
    """The text with every number that may be personal masked; as long as before."""
    text = narrow(text)
    for pattern in (DISABLED, IDENTITY, COVERED_IDENTITY, CARD, OLD_IDENTITY, MOBILE):
        text = pattern.sub(_mask, text)
    return text


def _mask(match: re.Match[str]) -> str:
    start, end = match.start("number") - match.start(), match.end("number") - match.start()
    return match[0][:start] + masked(match["number"]) + match[0][end:]


def _is_birth(digits: str, until: date) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return born.year >= EARLIEST and born <= until

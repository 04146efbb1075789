"""Mistakes that a text tells of rather than makes: 把“政府”误写为“攻府”."""

from __future__ import annotations

import re

from checks.language.cautions import CITED

LONGEST = 20  # characters of a quotation that names a wrong word
_TELLS = re.compile(
    r"误(?:写|作|为|用|打|录|输|称|写作)|写(?:成|作|错)|错(?:写|字|别|误|成|打)|差错|假冒|仿冒|冒用|山寨|不规范|混淆|勘误|应(?:当)?(?:为|写|改)"
)


def is_cited(sentence: str, start: int, end: int) -> bool:
    """Whether sentence[start:end] stands in quotation marks of a sentence about mistakes."""
    return _TELLS.search(sentence) is not None and any(
        quote.start() < start and end < quote.end() and quote.end() - quote.start() <= LONGEST + 2
        for quote in CITED.finditer(sentence)
    )

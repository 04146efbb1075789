"""The names of the site's own place and government, from what it calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from checks.terms.near import Term

_SELF = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,20}?)(?:人民政府|政府|区委|县委|市委)")
_LEVEL = re.compile(r"[\u4e00-\u9fff]{1,7}?(?:自治区|自治州|自治县|地区|省|市|区|县|旗|州|盟|镇|乡|街道)")


@dataclass(frozen=True, slots=True)
class Places:
    """names: short and long, "南岗区", "哈尔滨市" · terms: wordings to protect."""

    names: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()


def places_of(names: Iterable[str], units: Iterable[str] = ()) -> Places:
    """names: what the site calls itself ("哈尔滨市南岗区人民政府") · units: those in the profile."""
    found: dict[str, None] = {}
    terms: dict[str, None] = {}
    for name in names:
        levels = _LEVEL.findall(match["place"]) if (match := _SELF.match(name)) else []
        if levels:
            own, whole = levels[-1], "".join(levels)
            found |= dict.fromkeys((*levels, whole))
            terms |= dict.fromkeys((f"{own}人民政府", f"{own}人民政府办公室", f"{own}政府"))
            terms |= dict.fromkeys("".join(pair) for pair in pairwise(levels))
    terms |= dict.fromkeys(units)
    return Places(tuple(found), tuple(Term(term, "site", "网站名称和配置") for term in terms if term))

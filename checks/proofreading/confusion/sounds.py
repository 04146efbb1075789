"""How near characters sound: readings by the official table of standard characters. Build time only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pypinyin import Style, pinyin
from pypinyin.contrib.tone_convert import to_tone3
from pypinyin_dict.pinyin_data import ktghz2013

from checks.proofreading.confusion.table import Sound

_FLAT = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))

Reading = tuple[str, str]  # syllable without tone, tone 1–5
Sounds = dict[str, dict[str, Sound]]


def standard_characters() -> str:
    """The 8,105 characters of 通用规范汉字表, whose readings the table lists."""
    return "".join(map(chr, sorted(ktghz2013.pinyin_dict)))


def readings(character: str) -> list[Reading]:
    """All official readings; for characters outside the table the most usual one."""
    if official := ktghz2013.pinyin_dict.get(ord(character)):
        spelled = [to_tone3(one, neutral_tone_with_five=True, v_to_u=False) for one in official.split(",")]
    else:
        spelled = pinyin(character, style=Style.TONE3, neutral_tone_with_five=True)[0]
    return [(one[:-1], one[-1]) for one in spelled if one[-1].isdigit()]


def near_syllables(syllable: str) -> set[str]:
    """Syllables that southern speakers and input methods mix up with this one."""
    found = {syllable}
    for variants in (_other_sibilant, _other_initial, _other_final):
        found |= {variant for one in found for variant in variants(one)}
    return found - {syllable}


def sounds_between(written: str, meant: str) -> Sounds:
    """For every character of `written`, the ones of `meant` that sound like it."""
    by_syllable: dict[str, set[Reading]] = defaultdict(set)
    by_reading: dict[Reading, set[str]] = defaultdict(set)
    for character in meant:
        for reading in readings(character):
            by_syllable[reading[0]].add(reading)
            by_reading[reading].add(character)
    found: Sounds = {}
    for character in written:
        near = found.setdefault(character, {})
        for reading in readings(character):
            for other, sound in _heard(reading, by_syllable):
                for one in by_reading[other] - {character}:
                    near[one] = max(sound, near.get(one, Sound.FAR))
    return found


def _heard(reading: Reading, by_syllable: dict[str, set[Reading]]) -> Iterator[tuple[Reading, Sound]]:
    syllable, _ = reading
    for other in by_syllable.get(syllable, ()):
        yield other, Sound.SAME if other == reading else Sound.SYLLABLE
    for near in near_syllables(syllable):
        for other in by_syllable.get(near, ()):
            yield other, Sound.NEAR


def _other_sibilant(syllable: str) -> Iterator[str]:
    for curled, flat in _FLAT:
        if syllable.startswith(curled):
            yield flat + syllable[len(curled) :]
        elif syllable.startswith(flat):
            yield curled + syllable[len(flat) :]


def _other_initial(syllable: str) -> Iterator[str]:
    swapped = {"n": "l", "l": "n", "f": "h"}.get(syllable[0])
    if swapped:
        yield swapped + syllable[1:]
    if syllable[0] == "f" and len(syllable) > 2:
        yield "hu" + syllable[1:]
    if syllable.startswith("hu") and len(syllable) > 2:
        yield "f" + syllable[2:]


def _other_final(syllable: str) -> Iterator[str]:
    for back, front in _FINALS:
        if syllable.endswith(back):
            yield syllable.removesuffix(back) + front
        elif syllable.endswith(front):
            yield syllable.removesuffix(front) + back

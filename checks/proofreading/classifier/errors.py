"""Errors as people make them when they type, read or paste, put into right sentences. Training only."""

from __future__ import annotations

import numpy as np

from checks.proofreading.characters import is_han
from checks.proofreading.confusion import Confusable, Confusion, Sound
from checks.proofreading.ngram.alphabet import BITS
from checks.proofreading.ngram.model import Ngrams

SHARE = 0.35  # of the sentences that get an error
SECOND = 0.2  # of those, that get another
SHORTEST = 4  # Chinese characters of a sentence that gets one
TRIES = 8
TWO_DOUBLED = 0.4  # share of repetitions that repeat two characters
RAREST = -6.0  # log10 probability of a character below which rarity counts no further

REPLACED, ANY, WORD, SWAPPED, DOUBLED, ADDED, LOST = range(7)
WEIGHTS = np.array([0.60, 0.04, 0.16, 0.04, 0.03, 0.03, 0.10])
SOUND_WEIGHT = {Sound.SAME: 1.0, Sound.SYLLABLE: 0.7, Sound.NEAR: 0.25, Sound.FAR: 0.0}
SHAPE_WEIGHT = 0.8
WORDLIKE = 3.0  # how much likelier a wrong character is that makes a word with its neighbour


class Injector:
    def __init__(self, ngrams: Ngrams, confusion: Confusion, seed: int) -> None:
        self._ngrams, self._confusion = ngrams, confusion
        self._rng = np.random.default_rng(seed)
        self._words = ngrams.words.tobytes()
        common = 10 ** (0.5 * np.maximum(ngrams.unigrams, RAREST))
        self._frequencies: list[float] = common.tolist()
        self._known = [c for c in ngrams.alphabet.characters if is_han(c)]
        self._weights = np.array([self._frequency(c) for c in self._known])
        self._weights /= self._weights.sum()

    def corrupt(self, sentence: str) -> str:
        """The sentence, with an error or without."""
        if sum(map(is_han, sentence)) < SHORTEST or self._rng.random() > SHARE:
            return sentence
        kinds = self._rng.choice(len(WEIGHTS), 2, p=WEIGHTS)
        wrong = self._once(sentence, int(kinds[0]))
        if self._rng.random() < SECOND and len(wrong) == len(sentence) and kinds[1] <= SWAPPED:
            wrong = self._once(wrong, int(kinds[1]))
        return wrong

    def _once(self, text: str, kind: int) -> str:
        places = [i for i, character in enumerate(text) if is_han(character)]
        for _ in range(TRIES):
            place = int(self._rng.choice(places))
            changed = self._at(text, place, kind)
            if changed and changed != text:
                return changed
        return text

    def _at(self, text: str, i: int, kind: int) -> str | None:
        """The text with an error of that kind at place i, where there can be one."""
        before, here, after = text[:i], text[i], text[i + 1 :]
        if kind == REPLACED:
            return self._replaced(text, i)
        if kind in {ANY, ADDED}:
            strange = str(self._rng.choice(self._known, p=self._weights))
            return before + strange + (after if kind == ANY else here + after)
        if not after or not is_han(after[0]):
            return None
        if kind == WORD:
            return self._word(text, i)
        return before + self._moved(here, after, kind)

    def _moved(self, here: str, after: str, kind: int) -> str:
        if kind == SWAPPED:
            return after[0] + here + after[1:]
        if kind == DOUBLED:
            twice = here + after[: int(self._rng.random() < TWO_DOUBLED)]
            return twice + here + after
        return after

    def _replaced(self, text: str, i: int) -> str | None:
        options = self._confusion.of(text[i])
        weights = np.array([self._weight(option) for option in options])
        if not len(options) or not weights.sum():
            return None
        before, after = text[i - 1 : i], text[i + 1 : i + 2]
        wordlike = [self._is_word(before, o.character) or self._is_word(o.character, after) for o in options]
        weights *= np.where(wordlike, WORDLIKE, 1.0)
        chosen = options[int(self._rng.choice(len(options), p=weights / weights.sum()))]
        return text[:i] + chosen.character + text[i + 1 :]

    def _word(self, text: str, i: int) -> str | None:
        firsts, seconds = (
            [o for o in self._confusion.of(text[j]) if o.sound >= Sound.NEAR] for j in (i, i + 1)
        )
        pairs = [(a, b) for a in firsts for b in seconds if self._is_word(a.character, b.character)]
        if not pairs:
            return None
        weights = np.array([self._weight(a) * self._weight(b) for a, b in pairs])
        first, second = pairs[int(self._rng.choice(len(pairs), p=weights / weights.sum()))]
        return text[:i] + first.character + second.character + text[i + 2 :]

    def _is_word(self, first: str, second: str) -> bool:
        if not first or not second:
            return False
        one, two = self._ngrams.alphabet.symbol(first), self._ngrams.alphabet.symbol(second)
        key = one << BITS | two
        return bool(self._words[key >> 3] >> (key & 7) & 1)

    def _weight(self, option: Confusable) -> float:
        alike = SOUND_WEIGHT[option.sound] + SHAPE_WEIGHT * max(0.0, option.shape - 0.5) * 2
        return alike * self._frequency(option.character)

    def _frequency(self, character: str) -> float:
        """Square root of how common it is: people write common characters for rare ones."""
        return self._frequencies[self._ngrams.alphabet.symbol(character)]

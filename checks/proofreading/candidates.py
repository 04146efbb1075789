"""Edits the n-gram model likes better than what is written, for a batch of texts at once."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from checks.proofreading.confusable import Confusables
from checks.proofreading.edits import (
    CONTEXT,
    LEAST_GAIN,
    LONGEST,
    SPAN,
    Candidates,
    Kind,
    Proposals,
    Scored,
)
from checks.proofreading.ngram.alphabet import BITS, BOUNDARY, Encoded, Symbols
from checks.proofreading.ngram.model import Ngrams
from checks.proofreading.protected import groups, untouchable

PAD = np.full(SPAN + 2, BOUNDARY, np.uint16)  # around the batch, so that no window leaves it

DOUBTFUL = -2.3  # log10 probability below which a place is looked at
UNHEARD = -3.0  # log10 probability below which any character is looked for
BEST = 3  # edits kept of one place
WORDS_AT_ONCE = 100  # places whose pairs of characters are tried together; memory stays small
LIKELY = -2.0  # log10 probability of what is looked for


class Generator:
    def __init__(self, ngrams: Ngrams, confusables: Confusables) -> None:
        self._ngrams, self._confusables = ngrams, confusables
        self._groups = groups(ngrams.alphabet)
        self._untouchable = untouchable(ngrams.alphabet)

    def score(self, encoded: Encoded) -> Scored:
        """The batch, SPAN + 2 boundaries before and after it."""
        symbols = np.concatenate((PAD, encoded.symbols, PAD))
        codes = np.concatenate((np.zeros(len(PAD), np.uint32), encoded.codes, np.zeros(len(PAD), np.uint32)))
        scores = self._ngrams.score(symbols)
        low = (scores.logs < DOUBTFUL) & (symbols != BOUNDARY)
        near = low.copy()
        near[:-1] |= low[1:]
        near[:-2] |= low[2:] & (symbols[1:-1] != BOUNDARY)
        return Scored(symbols, codes, scores, near & self._han(symbols, codes))

    def candidates(self, batch: Scored) -> Candidates:
        """Edits that gain enough, by place, of the highest merit first: the best few of each place."""
        found = [
            self._judged(batch, proposals)
            for proposals in (
                self._replacements(batch),
                self._expected(batch),
                self._words(batch),
                self._swaps(batch),
                *self._drops(batch),
                self._inserts(batch),
            )
        ]
        joined = Candidates(
            *(np.concatenate([getattr(one, field.name) for one in found]) for field in fields(Candidates))
        )
        return _best(joined.take(np.lexsort((-joined.merit, joined.at))))

    def _han(self, symbols: Symbols, codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
        return self._ngrams.alphabet.han[symbols] | (self._confusables.row(codes) >= 0)

    def _allowed(self, old: Symbols, new: Symbols) -> NDArray[np.bool_]:
        """Not within a group (numerals, units, directions …)."""
        apart: NDArray[np.bool_] = (self._groups[old] & self._groups[new]) == 0
        return apart

    def _replacements(self, batch: Scored) -> Proposals:
        places = np.flatnonzero(batch.doubtful)
        owners, found = self._confusables.of(batch.codes[places])
        at = places[owners]
        symbols, x = found.symbols, batch.symbols
        fits = self._fits(x[at - 1], symbols, x[at + 1])
        kept = np.flatnonzero(fits & self._allowed(x[at], symbols))
        return Proposals(
            Kind.REPLACE, at[kept], 1, symbols[kept, None], found.sounds[kept], found.shapes[kept]
        )

    def _fits(self, before: Symbols, symbols: Symbols, after: Symbols) -> NDArray[np.bool_]:
        """Known on both sides, or a word with one."""
        know = self._ngrams
        both = know.knows_pair(before, symbols) & know.knows_pair(symbols, after)
        return both | know.knows_word(before, symbols) | know.knows_word(symbols, after)

    def _expected(self, batch: Scored) -> Proposals:
        """What the model knows between the two symbols on either side, alike or not."""
        x, trigram = batch.symbols, self._ngrams
        places = np.flatnonzero(batch.doubtful & ((batch.scores.logs < UNHEARD) | (batch.scores.orders == 1)))
        after, following = trigram.following(3, batch.scores.contexts[1, places - 1], LIKELY)
        before, preceding = trigram.preceding(x[places + 1], x[places + 2])
        at = places[np.concatenate((after, before))]
        symbols = np.concatenate((following, preceding))
        fits = (
            trigram.knows_pair(x[at - 1], symbols)
            & trigram.knows_pair(symbols, x[at + 1])
            & (symbols != x[at])
        )
        kept = np.flatnonzero(fits & trigram.alphabet.han[symbols] & self._allowed(x[at], symbols))
        kept = kept[~self._confusables.has(batch.codes[at[kept]], symbols[kept])]
        both = np.unique(at[kept].astype(np.int64) << BITS | symbols[kept])
        return _plain(Kind.OTHER, both >> BITS, 1, (both & ((1 << BITS) - 1)).astype(np.uint16)[:, None])

    def _words(self, batch: Scored) -> Proposals:
        places = np.flatnonzero(batch.doubtful[:-1] & batch.doubtful[1:])
        starts = range(0, max(1, len(places)), WORDS_AT_ONCE)
        parts = [self._words_at(batch, places[start : start + WORDS_AT_ONCE]) for start in starts]
        at, symbols, sounds = (np.concatenate(column) for column in zip(*parts, strict=True))
        return Proposals(Kind.WORD, at, 2, symbols, sounds, np.zeros(len(at), np.float32))

    def _words_at(
        self, batch: Scored, places: NDArray[np.intp]
    ) -> tuple[NDArray[np.intp], Symbols, NDArray[np.uint8]]:
        """Words that sound like the two characters at each place: (place, both symbols, sound)."""
        x = batch.symbols
        owners, first = self._confusables.heard(batch.codes[places])
        at = places[owners]
        fits = self._allowed(x[at], first.symbols)
        at, first_symbols, sounds = at[fits], first.symbols[fits], first.sounds[fits]
        owners, second = self._confusables.heard(batch.codes[at + 1])
        kept = np.flatnonzero(self._ngrams.knows_word(first_symbols[owners], second.symbols))
        kept = kept[self._allowed(x[at[owners[kept]] + 1], second.symbols[kept])]
        symbols = np.stack((first_symbols[owners[kept]], second.symbols[kept]), 1)
        return at[owners[kept]], symbols, np.minimum(sounds[owners[kept]], second.sounds[kept])

    def _swaps(self, batch: Scored) -> Proposals:
        x = batch.symbols
        both = (
            (batch.doubtful[:-1] | batch.doubtful[1:])
            & (x[1:] != x[:-1])
            & self._ngrams.knows_pair(x[1:], x[:-1])
        )
        free = ~(self._untouchable[x[:-1]] | self._untouchable[x[1:]])
        known = self._ngrams.alphabet.han[x[:-1]] & self._ngrams.alphabet.han[x[1:]]
        at = np.flatnonzero(both & free & known)
        return _plain(Kind.SWAP, at, 2, np.stack((x[at + 1], x[at]), 1))

    def _drops(self, batch: Scored) -> list[Proposals]:
        x = batch.symbols
        same = np.zeros(len(x), np.bool_)
        same[1:] = x[1:] == x[:-1]
        twice = np.zeros(len(x), np.bool_)
        twice[2:-1] = (x[2:-1] == x[:-3]) & (x[3:] == x[1:-2]) & ~same[3:]
        free = batch.doubtful & ~self._untouchable[x] & self._ngrams.alphabet.han[x]
        joined = np.zeros(len(x), np.bool_)
        joined[1:-1] = self._ngrams.knows_pair(x[:-2], x[2:])
        none = np.zeros((len(x), 0), np.uint16)
        parts = ((Kind.DROP, free & joined & ~same), (Kind.REPEAT, free & same))
        ones = [_plain(kind, at, 1, none[at]) for kind, at in ((k, np.flatnonzero(p)) for k, p in parts)]
        at = np.flatnonzero(twice & free)
        return [*ones, _plain(Kind.REPEAT, at, 2, none[at])]

    def _inserts(self, batch: Scored) -> Proposals:
        x = batch.symbols
        low = (batch.scores.logs < DOUBTFUL) & self._ngrams.alphabet.han[x]
        places = np.flatnonzero(low)
        owners, symbols = self._ngrams.following(4, batch.scores.contexts[2, places - 1], LIKELY)
        at = places[owners]
        fits = self._ngrams.knows_pair(symbols, x[at]) & self._ngrams.alphabet.han[symbols]
        kept = np.flatnonzero(fits & ~self._untouchable[symbols])
        return _plain(Kind.INSERT, at[kept], 0, symbols[kept, None])

    def _judged(self, batch: Scored, proposals: Proposals) -> Candidates:
        """The proposals that gain enough; given up as soon as they cannot."""
        least = LEAST_GAIN[proposals.kind]
        old_logs, old_orders = _old(batch, proposals)
        old = old_logs.sum(1)
        following = _following(batch.symbols, proposals)
        alive = np.arange(len(proposals.at))
        new_logs = np.zeros((len(alive), SPAN), np.float32)
        new_orders = np.zeros((len(alive), SPAN), np.int8)
        contexts = batch.scores.contexts[:, proposals.at - 1]
        total = np.zeros(len(alive), np.float32)
        ended = np.zeros(len(alive), np.bool_)
        for place in range(following.shape[1]):
            symbols = following[alive, place]
            step = self._ngrams.step(contexts, symbols)
            logs = np.where(ended, 0, step.logs)
            new_logs[alive, place], new_orders[alive, place] = logs, np.where(ended, 0, step.orders)
            total = total + logs
            ended = ended | (symbols == BOUNDARY)
            going = total - old[alive] >= least
            alive, total, ended, contexts = alive[going], total[going], ended[going], step.contexts[:, going]
        return _scored(proposals, alive, total - old[alive], (old_logs, old_orders), (new_logs, new_orders))


def _best(edits: Candidates) -> Candidates:
    places = np.arange(len(edits))
    new = np.ones(len(edits), np.bool_)
    new[1:] = edits.at[1:] != edits.at[:-1]
    rank = places - np.maximum.accumulate(np.where(new, places, 0))
    return edits.take(rank < BEST)


def _plain(kind: Kind, at: NDArray[np.intp], removed: int, symbols: Symbols) -> Proposals:
    return Proposals(kind, at, removed, symbols, np.zeros(len(at), np.uint8), np.zeros(len(at), np.float32))


def _following(x: Symbols, proposals: Proposals) -> Symbols:
    """(n, added + CONTEXT): the symbols from the edit on, as edited."""
    rest = proposals.at[:, None] + np.arange(proposals.removed, proposals.removed + CONTEXT)
    return np.concatenate((proposals.symbols, x[rest]), 1)


def _old(batch: Scored, proposals: Proposals) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
    """(n, SPAN) scores as written, 0 after the end of the text."""
    size = proposals.removed + CONTEXT
    places = proposals.at[:, None] + np.arange(size)
    ends = batch.symbols[places] == BOUNDARY
    beyond = np.cumsum(ends, 1) - ends > 0
    logs = np.zeros((len(places), SPAN), np.float32)
    orders = np.zeros((len(places), SPAN), np.int8)
    logs[:, :size] = np.where(beyond, 0, batch.scores.logs[places])
    orders[:, :size] = np.where(beyond, 0, batch.scores.orders[places])
    return logs, orders


def _scored(
    proposals: Proposals,
    kept: NDArray[np.intp],
    gain: NDArray[np.float32],
    old: tuple[NDArray[np.float32], NDArray[np.int8]],
    new: tuple[NDArray[np.float32], NDArray[np.int8]],
) -> Candidates:
    added = proposals.symbols.shape[1]
    symbols = np.zeros((len(kept), LONGEST), np.uint16)
    symbols[:, :added] = proposals.symbols[kept]
    return Candidates(
        kind=np.full(len(kept), proposals.kind, np.uint8),
        at=proposals.at[kept],
        removed=np.full(len(kept), proposals.removed, np.uint8),
        added=np.full(len(kept), added, np.uint8),
        symbols=symbols,
        sound=proposals.sound[kept],
        shape=proposals.shape[kept],
        gain=gain.astype(np.float32),
        old_logs=old[0][kept],
        new_logs=new[0][kept],
        old_orders=old[1][kept],
        new_orders=new[1][kept],
    )

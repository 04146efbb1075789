"""What the classifier is told about an edit: scores on both sides, the words it makes and breaks, where it stands."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from checks.proofreading.edits import LONGEST, SPAN, Candidates, Kind, Scored
from checks.proofreading.ngram.alphabet import BITS, BOUNDARY, DIGIT, LETTER, OTHER, Alphabet, Symbols
from checks.proofreading.ngram.model import Floats, Ngrams
from checks.proofreading.ngram.seen import Seen

AROUND = 8  # symbols on each side whose scores tell what kind of text this is
NEAR = 5  # symbols on each side in which quotation marks and foreign names count
FAR = 60  # distances are counted up to here

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范"
    "汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
)
FOREIGN = (
    "阿埃奥巴贝比布达德迪丁厄尔菲弗福格哈赫霍基加杰卡科克库拉莱朗勒雷里利林卢鲁伦罗洛马麦曼米莫姆穆纳内尼诺帕普奇乔切萨塞沙瑟史斯索塔"
    "泰坦特托瓦维翁沃乌西夏谢辛雅亚扬耶伊尤约泽扎詹茨兹"
)
TITLES = "《》“”〈〉"
PARTICLES = "的得地"

OPINION = (
    "cloze", "cloze of old", "cloze short of best",
    "reading inside", "reading beside", "beside", "least beside",
)  # fmt: skip
NAMES = (
    "kind", "sound", "shape", "gain", "lead", "rank", "rivals", "added", "removed",
    *(f"old log {i}" for i in range(SPAN - 1)), *(f"new log {i}" for i in range(SPAN - 1)),
    *(f"old order {i}" for i in range(SPAN - 1)), *(f"new order {i}" for i in range(SPAN - 1)),
    "old sum", "new sum", "old least", "new least", "old highest order", "new highest order",
    "old frequency", "new frequency", "old tie before", "old tie after", "new tie before", "new tie after",
    "old word", "new word", "around", "text", "length", "from start", "to end", "doubtful around",
    "surname", "surname before", "surname two before", "foreign around", "title near", "dot near",
    "not Chinese before", "not Chinese after", "number near", "particle", "old seen", "new seen",
    *OPINION,
)  # fmt: skip


class Features:
    def __init__(self, ngrams: Ngrams, seen: Seen) -> None:
        self._ngrams, self._seen = ngrams, seen
        alphabet = ngrams.alphabet
        self._surname, self._foreign, self._title, self._particle, self._dot = (
            _table(alphabet, characters) for characters in (SURNAMES, FOREIGN, TITLES, PARTICLES, "·")
        )

    def of(self, batch: Scored, edits: Candidates) -> Floats:
        """(n, len(NAMES)); the last, the encoder's OPINION, NaN: it is asked later, where it matters."""
        columns = [
            *_scores(edits),
            *self._ties(batch.symbols, edits),
            *_surroundings(batch, edits),
            *self._neighbours(batch.symbols, edits),
            *self._seen_before(batch.symbols, edits),
            *np.full((len(OPINION), len(edits)), np.nan, np.float32),
        ]
        return np.stack([np.asarray(column, np.float32) for column in columns], 1)

    def _ties(self, x: Symbols, edits: Candidates) -> list[NDArray[np.generic]]:
        """How much likelier each outer character of the edit is beside its neighbour than alone, before and after."""
        at, know = edits.at, self._ngrams
        before, after = x[at - 1], x[at + edits.removed]
        old_first = np.where(edits.removed > 0, x[at], after)
        old_last = np.where(edits.removed > 0, x[at + np.maximum(edits.removed, 1) - 1], before)
        new_first = np.where(edits.added > 0, edits.symbols[:, 0], after)
        last = edits.symbols[np.arange(len(at)), np.maximum(edits.added, 1) - 1]
        new_last = np.where(edits.added > 0, last, before)
        return [
            know.unigrams[old_first],
            know.unigrams[new_first],
            know.tie(before, old_first),
            know.tie(old_last, after),
            know.tie(before, new_first),
            know.tie(new_last, after),
            know.knows_word(before, old_first) | know.knows_word(old_last, after),
            know.knows_word(before, new_first) | know.knows_word(new_last, after),
        ]

    def _seen_before(self, x: Symbols, edits: Candidates) -> list[NDArray[np.generic]]:
        """How many of the 4-grams that begin up to three symbols before the edit official text holds: before, after."""
        at = edits.at[:, None]
        old = x[at + np.arange(-3, 4)]
        steps = np.arange(4)
        rest = x[at + edits.removed[:, None] + np.maximum(steps - edits.added[:, None], 0)]
        added = np.pad(edits.symbols, ((0, 0), (0, 2)))
        new = np.where(steps < edits.added[:, None], added, rest)
        return [self._seen.count(old), self._seen.count(np.concatenate((old[:, :3], new), 1))]

    def _neighbours(self, x: Symbols, edits: Candidates) -> list[NDArray[np.generic]]:
        at = edits.at
        before, after = x[at - 1], x[at + edits.removed]
        near = _of_the_same_text(x, at, np.arange(-NEAR, NEAR + 1))
        two_before = np.where(before == BOUNDARY, BOUNDARY, x[at - 2])
        han = self._ngrams.alphabet.han
        return [
            self._surname[x[at]],
            self._surname[before],
            self._surname[two_before],
            self._foreign[near].sum(1),
            self._title[near].any(1),
            self._dot[near].any(1),
            ~han[before],
            ~han[after],
            np.isin(before, (DIGIT, LETTER, OTHER)) | np.isin(after, (DIGIT, LETTER, OTHER)),
            self._particle[x[at]] & self._particle[edits.symbols[:, 0]] & (edits.kind == Kind.REPLACE),
        ]


def _scores(edits: Candidates) -> list[NDArray[np.generic]]:
    lead, rank, rivals = _rivalry(edits)
    shown = range(SPAN - 1)
    return [
        edits.kind, edits.sound, edits.shape, edits.gain, lead, rank, rivals, edits.added, edits.removed,
        *(edits.old_logs[:, i] for i in shown), *(edits.new_logs[:, i] for i in shown),
        *(edits.old_orders[:, i] for i in shown), *(edits.new_orders[:, i] for i in shown),
        edits.old_logs.sum(1), edits.new_logs.sum(1), edits.old_logs.min(1), edits.new_logs.min(1),
        edits.old_orders.max(1), edits.new_orders.max(1),
    ]  # fmt: skip


def _rivalry(edits: Candidates) -> tuple[Floats, NDArray[np.intp], NDArray[np.intp]]:
    """Lead over the best other edit at the same place (over none: over 0), rank among them, number of others.

    Edits are sorted by place, the highest merit first.
    """
    if not len(edits):
        return edits.merit, edits.at, edits.at
    new = np.ones(len(edits), np.bool_)
    new[1:] = edits.at[1:] != edits.at[:-1]
    first = np.flatnonzero(new)
    group = np.cumsum(new) - 1
    size = np.diff(np.append(first, len(edits)))
    merit = edits.merit
    best = merit[first]
    second = np.where(size > 1, merit[np.minimum(first + 1, len(edits) - 1)], 0)
    rank = np.arange(len(edits)) - first[group]
    lead = merit - np.where(rank == 0, second[group], best[group])
    return lead.astype(np.float32), rank, size[group] - 1


def _surroundings(batch: Scored, edits: Candidates) -> list[NDArray[np.generic]]:
    """Mean log around the edit and in its text, size of the text and place in it, doubtful places around."""
    x, logs = batch.symbols, batch.scores.logs
    text = np.cumsum(x == BOUNDARY)
    at = edits.at
    places = at[:, None] + np.concatenate(
        (np.arange(-AROUND, 0), np.arange(LONGEST + 2, AROUND + LONGEST + 2))
    )
    places = np.clip(places, 0, len(x) - 1)
    same = (text[places] == text[at][:, None]) & (x[places] != BOUNDARY)
    around = np.where(same, logs[places], 0).sum(1) / np.maximum(same.sum(1), 1)
    size = np.bincount(text)
    mean = np.bincount(text, weights=np.where(x == BOUNDARY, 0, logs)) / np.maximum(size, 1)
    start = np.flatnonzero(np.diff(text, prepend=0))[text[at] - 1]
    doubtful = (batch.doubtful[places] & same).sum(1)
    length = size[text[at]]
    from_start = at - start
    return [
        around,
        mean[text[at]],
        np.minimum(length, FAR),
        np.minimum(from_start, FAR),
        np.minimum(length - from_start, FAR),
        doubtful,
    ]


def _of_the_same_text(x: Symbols, at: NDArray[np.intp], steps: NDArray[np.intp]) -> Symbols:
    """(n, steps): symbols around each place, BOUNDARY outside its text."""
    places = np.clip(at[:, None] + steps, 0, len(x) - 1)
    text = np.cumsum(x == BOUNDARY)
    return np.where(text[places] == text[at][:, None], x[places], BOUNDARY).astype(np.uint16)


def _table(alphabet: Alphabet, characters: str) -> NDArray[np.bool_]:
    table = np.zeros(1 << BITS, np.bool_)
    table[[alphabet.symbol(character) for character in characters]] = True
    table[: alphabet.symbol(alphabet.characters[0])] = False
    return table

"""Decoding scored on re-encoded and damaged real pages: share of pages with ≥ 99.5 % of their Hanzi right."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.extract import corpus
from benchmarks.extract.scores import Score
from crawler.extract import decode

_HANZI = re.compile(r"[\u3400-\u9fff]")
_META = re.compile(r"<meta[^>]*charset[^>]*>", re.I)
_ENOUGH = 0.995
_PAGES = 60
_LEAST = 300  # Hanzi of a page that is used
_SEED = 20261124

Damage = Callable[[str, random.Random], tuple[bytes, str]]  # text → body, Content-Type


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    make: Damage


def _declared(text: str, charset: str) -> str:
    meta = f'<meta charset="{charset}">' if charset else ""
    bare = _META.sub("", text)
    at = bare.lower().find("<head>")
    return bare[: at + 6] + meta + bare[at + 6 :] if at >= 0 else meta + bare


def _plain(codec: str, meta: str, http: str = "") -> Damage:
    kind = f"text/html; charset={http}" if http else "text/html"
    return lambda text, _: (_declared(text, meta).encode(codec, "ignore"), kind)


def _broken(codec: str) -> Damage:
    """One byte inside a multi-byte character lost, or overwritten with 0xFF or a question mark."""

    def make(text: str, chance: random.Random) -> tuple[bytes, str]:
        body = _declared(text, codec).encode(codec, "ignore")
        places = [i for i in range(len(body) // 4, len(body)) if body[i] >= 0x80]
        at = chance.choice(places)
        return body[:at] + chance.choice((b"", b"\xff", b"?")) + body[at + 1 :], "text/html"

    return make


def _cut(codec: str) -> Damage:
    """The body ends in the middle of a character."""

    def make(text: str, chance: random.Random) -> tuple[bytes, str]:
        whole = _declared(text, codec)
        last = chance.choice([m.start() for m in _HANZI.finditer(whole)][_LEAST // 2 :])
        return whole[: last + 1].encode(codec, "ignore")[:-1], "text/html"

    return make


CASES = (
    Case("gbk + meta", _plain("gb18030", "gb2312")),
    Case("gbk, no declaration", _plain("gb18030", "")),
    Case("gbk, meta utf-8", _plain("gb18030", "utf-8")),
    Case("utf-8, meta gb2312", _plain("utf-8", "gb2312")),
    Case("utf-8, HTTP gbk", _plain("utf-8", "utf-8", "gbk")),
    Case("gbk, HTTP utf-8", _plain("gb18030", "gbk", "utf-8")),
    Case("utf-8, HTTP latin-1", _plain("utf-8", "", "iso-8859-1")),
    Case("utf-8, one broken byte", _broken("utf-8")),
    Case("gbk, one broken byte", _broken("gb18030")),
    Case("utf-8, cut in a character", _cut("utf-8")),
    Case("gbk, cut in a character", _cut("gb18030")),
)


def decoding() -> list[Score]:
    """One score per case."""
    texts = _texts()
    return [_score(case, texts) for case in CASES]


def _texts() -> list[str]:
    """Texts of pages in clean UTF-8 with enough Hanzi, evenly drawn."""
    good = []
    for sample in corpus.samples()[::12]:
        text, encoding = decode(sample.body)
        if encoding.errors == 0 and "\ufffd" not in text and len(_HANZI.findall(text)) >= _LEAST:
            good.append(text)
    step = max(1, len(good) // _PAGES)
    return good[::step][:_PAGES]


def _score(case: Case, texts: list[str]) -> Score:
    chance = random.Random(_SEED)
    wrong = []
    for text in texts:
        body, kind = case.make(text, chance)
        gold = Counter(_HANZI.findall(text))
        if "cut" in case.name:  # what is left of the page is what can be right
            gold = Counter(
                _HANZI.findall(body.decode("utf-8" if "utf-8" in case.name else "gb18030", "ignore"))
            )
        found = Counter(_HANZI.findall(decode(body, kind)[0]))
        share = sum((gold & found).values()) / max(1, sum(gold.values()))
        if share < _ENOUGH:
            wrong.append(f"{text[:60].strip()!r}: {share:.3f}")
    return Score(case.name, 1 - len(wrong) / len(texts), len(texts), tuple(wrong))

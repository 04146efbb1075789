"""Engines by name. Every engine keeps off the terms an office protects or allows."""

from __future__ import annotations

from collections.abc import Sequence

from checks.proofreader import Correction, Proofreader
from checks.proofreading.lexicon import Lexicon, load_rows
from checks.proofreading.shield import Shield
from checks.proofreading.statistical import Statistical, shipped_model
from portal.errors import EngineError

XUNJIAN, LEXICON, PYCORRECTOR = "xunjian", "lexicon", "pycorrector"
ENGINES = (XUNJIAN, LEXICON, PYCORRECTOR)


class _Shielded:
    """An engine whose corrections of protected and allowed terms are dropped."""

    def __init__(self, engine: Proofreader, shield: Shield) -> None:
        self._engine, self._shield = engine, shield

    @property
    def version(self) -> str:
        return f"{self._engine.version}/{self._shield.version}"

    def check_batch(self, texts: Sequence[str]) -> list[list[Correction]]:
        found = self._engine.check_batch(texts)
        return [self._shield.filter(text, given) for text, given in zip(texts, found, strict=True)]


def default_proofreader() -> Proofreader:
    return make_proofreader(XUNJIAN)


def make_proofreader(engine: str, protected: Sequence[str] = (), allowed: Sequence[str] = ()) -> Proofreader:
    """The engine of that name. Raises EngineError when there is none, or it is not installed."""
    shield = Shield((*protected, *allowed))
    if engine == XUNJIAN:
        return _Shielded(Statistical(Lexicon(load_rows()), shipped_model()), shield)
    if engine == LEXICON:
        return _Shielded(Lexicon(load_rows()), shield)
    if engine == PYCORRECTOR:
        from checks.proofreading.pycorrector_engine import PycorrectorEngine  # noqa: PLC0415 - optional

        return _Shielded(PycorrectorEngine(load_rows(), protected), shield)
    raise EngineError(f"没有名为「{engine}」的错别字引擎；请改用 --engine {' 或 --engine '.join(ENGINES)}")

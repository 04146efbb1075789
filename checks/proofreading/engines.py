"""Engines by name: one, or several as a panel: pycorrector+lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path

from checks.proofreader import Proofreader
from checks.proofreading.lexicon import Lexicon, load_rows
from checks.proofreading.panel import Panel
from portal.errors import EngineError

XUNJIAN, LEXICON, PYCORRECTOR = "xunjian", "lexicon", "pycorrector"
KENLM, MACBERT = "pycorrector-kenlm", "pycorrector-macbert"
AND, AT = "+", "="
ENGINES = (XUNJIAN, f"{XUNJIAN}{AT}模型文件夹", LEXICON, PYCORRECTOR, KENLM, f"{MACBERT}{AT}模型文件夹")
DEFAULT = XUNJIAN


def default_proofreader() -> Proofreader:
    return make_proofreader(DEFAULT)


def make_proofreader(engine: str, protected: Sequence[str] = ()) -> Proofreader:
    """The engine of that name, or the panel of those joined by "+", the first of which leads.

    protected: terms an engine may compare near misses with. Raises EngineError when there is no such engine, or
    it is not installed.
    """
    engines = [_engine(name.strip(), protected) for name in engine.split(AND)]
    return engines[0] if len(engines) == 1 else Panel(engines)


def _engine(name: str, protected: Sequence[str]) -> Proofreader:
    if name == XUNJIAN:
        from checks.proofreading.statistical import Statistical, shipped_model  # noqa: PLC0415 - loads numpy

        return Statistical(Lexicon(load_rows()), shipped_model())
    if name.startswith(f"{XUNJIAN}{AT}"):
        from checks.proofreading.statistical import Statistical, load_model  # noqa: PLC0415 - loads numpy

        return Statistical(Lexicon(load_rows()), load_model(Path(name.partition(AT)[2])))
    if name == LEXICON:
        return Lexicon(load_rows())
    if name == PYCORRECTOR:
        from checks.proofreading.pycorrector_engine import PycorrectorEngine  # noqa: PLC0415 - optional

        return PycorrectorEngine(load_rows(), protected)
    if name == KENLM:
        from checks.proofreading.pycorrector_models import KenlmEngine  # noqa: PLC0415 - optional

        with as_file(files("checks") / "data" / "proofreading" / "ngrams.npz") as ngrams:
            return KenlmEngine(ngrams)
    if name.startswith(f"{MACBERT}{AT}"):
        from checks.proofreading.pycorrector_models import MacbertEngine  # noqa: PLC0415 - optional

        return MacbertEngine(Path(name.partition(AT)[2]))
    raise EngineError(f"没有名为「{name}」的错别字引擎；请改用 --engine {' 或 --engine '.join(ENGINES)}")

"""Proofreading engines behind one interface."""

from checks.proofreading.engines import DEFAULT, ENGINES, default_proofreader, make_proofreader
from checks.proofreading.panel import Panel
from checks.proofreading.shield import Shield
from checks.proofreading.usage import Usage, is_lexical

__all__ = [
    "DEFAULT",
    "ENGINES",
    "Panel",
    "Shield",
    "Usage",
    "default_proofreader",
    "is_lexical",
    "make_proofreader",
]

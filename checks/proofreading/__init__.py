"""Proofreading engines behind one interface."""

from checks.proofreading.engines import ENGINES, default_proofreader, make_proofreader
from checks.proofreading.shield import Shield

__all__ = ["ENGINES", "Shield", "default_proofreader", "make_proofreader"]

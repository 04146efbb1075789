"""Proofreading engines behind one interface."""

from checks.proofreading.engines import ENGINES, default_proofreader, make_proofreader

__all__ = ["ENGINES", "default_proofreader", "make_proofreader"]

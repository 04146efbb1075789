"""Every sentence of a site is proofread once: remembered over nights, new ones spread over processes."""

from xunjian.proofing.priming import prime
from xunjian.proofing.remembered import MEMORY, Remembered

__all__ = ["MEMORY", "Remembered", "prime"]

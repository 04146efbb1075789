"""Every sentence of a site is proofread once: remembered over nights, new ones spread over processes."""

from xunjian.proofing.priming import prime
from xunjian.proofing.remembered import Remembered

__all__ = ["Remembered", "prime"]

"""Which character is written for which: by sound and by shape."""

from checks.proofreading.confusion.table import Confusable, Confusion, Sound, confusion

__all__ = ["Confusable", "Confusion", "Sound", "confusion"]

"""Is this edit right? Boosted trees trained by `train`, run in numpy by `Classifier`."""

from checks.proofreading.classifier.model import Classifier

__all__ = ["Classifier"]

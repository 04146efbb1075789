"""A character 5-gram model of official Chinese: trained by `train`, looked up by `Ngrams`."""

from checks.proofreading.ngram.alphabet import Alphabet
from checks.proofreading.ngram.model import Ngrams, Scores

__all__ = ["Alphabet", "Ngrams", "Scores"]

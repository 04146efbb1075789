"""Fills a snapshot: Scrapy for pages, a pool for leaves, one frontier, one way out to the network."""

from crawler.errand import Errand
from crawler.gather import gather
from crawler.progress import Progress, Standing
from crawler.tuning import Tuning

__all__ = ["Errand", "Progress", "Standing", "Tuning", "gather"]

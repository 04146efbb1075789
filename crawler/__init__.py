"""Fills a snapshot: Scrapy for pages, a pool for leaves, one frontier, one way out to the network.

The names below are loaded when asked for: who only reads a page does not pay for the network.
"""

from typing import TYPE_CHECKING

from portal.lazily import lazily

if TYPE_CHECKING:
    from crawler.errand import Errand
    from crawler.progress import Progress, Standing
    from crawler.run import gather
    from crawler.tuning import Tuning

__all__ = ["Errand", "Progress", "Standing", "Tuning", "gather"]

__getattr__ = lazily(
    __name__,
    {
        "crawler.errand": ("Errand",),
        "crawler.run": ("gather",),
        "crawler.progress": ("Progress", "Standing"),
        "crawler.tuning": ("Tuning",),
    },
)

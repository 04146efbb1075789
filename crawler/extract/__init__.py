"""Reading pages: bytes → text, blocks, dates, list entries, links. Pure; fetches nothing, raises on no input."""

from crawler.extract.decode import decode
from crawler.extract.glimpse import glimpse
from crawler.extract.interfaces import interfaces, may_fetch
from crawler.extract.islands import json_entries
from crawler.extract.reader import read_page, with_lists
from crawler.extract.style import css_urls
from crawler.extract.veil import hiding

__all__ = [
    "css_urls",
    "decode",
    "glimpse",
    "hiding",
    "interfaces",
    "json_entries",
    "may_fetch",
    "read_page",
    "with_lists",
]

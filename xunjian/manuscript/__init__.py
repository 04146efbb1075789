"""A text before publication: read from a file into lines, written back with the wrong words marked."""

from xunjian.manuscript.marked import marked_page
from xunjian.manuscript.read import Manuscript, read_manuscript

__all__ = ["Manuscript", "marked_page", "read_manuscript"]

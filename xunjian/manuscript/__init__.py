"""A text before publication: read from a file into lines, judged, written back with the wrong words marked."""

from xunjian.manuscript.checking import LONGEST, check, corrected
from xunjian.manuscript.marked import Piece, marked_page, pieces
from xunjian.manuscript.read import Manuscript, manuscript_of, read_manuscript, typed

__all__ = [
    "LONGEST",
    "Manuscript",
    "Piece",
    "check",
    "corrected",
    "manuscript_of",
    "marked_page",
    "pieces",
    "read_manuscript",
    "typed",
]

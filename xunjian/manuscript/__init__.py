"""A text before publication: read from a file into lines, judged, written back with what is wrong marked."""

from xunjian.manuscript.checking import LONGEST, NOBODYS, Counts, Line, as_answer, check, counted, judged
from xunjian.manuscript.marked import Piece, marked_page, pieces
from xunjian.manuscript.read import Manuscript, manuscript_of, read_manuscript, typed

__all__ = [
    "LONGEST",
    "NOBODYS",
    "Counts",
    "Line",
    "Manuscript",
    "Piece",
    "as_answer",
    "check",
    "counted",
    "judged",
    "manuscript_of",
    "marked_page",
    "pieces",
    "read_manuscript",
    "typed",
]

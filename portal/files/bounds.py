"""How much of a file is read, and what is wrong with those that cannot be."""

from __future__ import annotations

from collections.abc import Iterable

from portal.attachment import Line, Reading

MOST_TEXT = 1_500_000  # characters of one file
MOST_CELLS = 150_000
MOST_PAGES = 400  # of a PDF
CELL_LONGEST = 20_000  # characters
PART_LARGEST = 80_000_000  # bytes of one part of a packed file, unpacked
WHOLE_LARGEST = 300_000_000  # of all of them
MOST_PARTS = 20_000
RATIO = 400  # XML of spreadsheets packs 10:1 to 100:1
RATIO_FLOOR = 2_000_000  # bytes; smaller than this nothing is a bomb

DAMAGED = "damaged"  # faults, as reasons of a probe
TRUNCATED = "truncated"
OTHER_KIND = "other-kind"


class FileError(Exception):
    """A file that is not read to its end: how far it was, and of a damaged one what is wrong."""

    def __init__(self, reading: Reading, fault: str = "") -> None:
        super().__init__(reading)
        self.reading = reading
        self.fault = fault


def bounded(lines: Iterable[Line]) -> tuple[tuple[Line, ...], bool]:
    """Lines up to the bounds, or up to where our reader fails, and whether there was more."""
    kept: list[Line] = []
    room, cells = MOST_TEXT, MOST_CELLS
    try:
        for line in lines:
            texts = tuple(text[:CELL_LONGEST] for text in line.cells)
            room -= sum(map(len, texts))
            cells -= len(texts)
            if room < 0 or cells < 0:
                return tuple(kept), True
            if texts:
                kept.append(Line(line.place, texts, line.table, line.columns))
    except FileError as error:
        if error.reading is not Reading.FAILED or not kept:
            raise
        return tuple(kept), True
    return tuple(kept), False

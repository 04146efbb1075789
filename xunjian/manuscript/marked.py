"""The manuscript as one self-contained page with the wrong words marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from checks.proofreader import Correction


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; `fix` is None where nothing is wrong."""

    text: str
    fix: Correction | None = None


def marked_page(name: str, lines: Sequence[str], found: Sequence[Sequence[Correction]]) -> str:
    """HTML: every line, wrong words marked with the right one beside them, doubtful ones paler."""
    everything = [fix for corrections in found for fix in corrections]
    made = Environment(
        loader=PackageLoader("xunjian.manuscript"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return made.get_template("marked.html.j2").render(
        name=name,
        lines=[list(pieces(line, fixes)) for line, fixes in zip(lines, found, strict=True)],
        sure=sum(fix.shown for fix in everything),
        doubtful=sum(not fix.shown for fix in everything),
    )


def pieces(line: str, corrections: Sequence[Correction]) -> Iterator[Piece]:
    """The line cut where its corrections begin and end."""
    at = 0
    for fix in corrections:
        if fix.start > at:
            yield Piece(line[at : fix.start])
        yield Piece(line[fix.start : fix.end], fix)
        at = fix.end
    if at < len(line):
        yield Piece(line[at:])

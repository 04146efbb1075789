"""The manuscript as one self-contained page with what is wrong marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checks.finding import Outcome
from checks.language.remark import Remark
from xunjian.manuscript.checking import Line, counted


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line. remarks: those that cover it · ending: those of them that end with it."""

    text: str
    remarks: tuple[Remark, ...] = ()
    ending: tuple[Remark, ...] = ()

    @property
    def sure(self) -> bool:
        return any(remark.outcome is Outcome.FAIL for remark in self.remarks)

    @property
    def replaced(self) -> bool:
        """Whether something else is to stand there."""
        return any(remark.right is not None for remark in self.remarks)

    @property
    def why(self) -> str:
        return "；".join(f"{remark.rule} {remark.message}" for remark in self.remarks)

    @property
    def instead(self) -> list[str]:
        return [remark.right or "（删去）" for remark in self.ending if remark.right is not None]


def marked_page(name: str, lines: Sequence[Line], unit: str) -> str:
    """HTML: every line with what is wrong marked, doubtful ones paler, and a table of all. unit: of a line, 行 or 段."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - only a page needs it

    made = Environment(
        loader=PackageLoader("xunjian.manuscript"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return made.get_template("marked.html.j2").render(
        name=name,
        unit=unit,
        lines=[(line, list(pieces(line))) for line in lines],
        told=counted(lines).told,
    )


def pieces(line: Line) -> Iterator[Piece]:
    """The line cut wherever a remark begins or ends."""
    edges = {0, len(line.text)} | {edge for told in line.remarks for edge in (told.start, told.end)}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        covering = tuple(told for told in line.remarks if told.start <= start and end <= told.end)
        yield Piece(line.text[start:end], covering, tuple(told for told in covering if told.end == end))

"""The official form of the annual report: its tables 3 and 4 found by the names of rows and columns, not by place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from checks.disclosure.cases import read_cases
from checks.disclosure.tables import Figure, Row, figure, is_figure, tables

RECEIVED, CARRIED, DETAIL, TOTAL, ONWARD = "received", "carried", "detail", "total", "onward"
_MARKS = re.compile(r"[\W_]+|^[一二三四五六七八九十\d]+[、.．)]")
_NUMBERED = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]+[)）、.．]+)+")
_HEADING = "[一二三四五六七八][、.]"
_WITHIN = rf"(?:(?!{_HEADING})\S)"  # a heading does not run into the next


@dataclass(frozen=True, slots=True)
class Line:
    """A row of table 3 as the form names it."""

    key: str
    role: str
    match: tuple[str, ...]
    group: str = ""
    whole: bool = False  # the label is one of the words and nothing else

    def fits(self, label: str) -> bool:
        return label in self.match if self.whole else any(word in label for word in self.match)


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Form:
    sections: tuple[Section, ...]
    applicants: tuple[Line, ...]
    requests: tuple[Line, ...]
    cases: tuple[str, ...]
    results: tuple[str, ...]
    published: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(line.key for line in self.applicants)


@dataclass(frozen=True, slots=True)
class Requests:
    """Table 3. rows: what was read, in page order; `strange`: labels of rows with figures that the form does not have;
    `odd`: labels of rows whose figures cannot be told apart.
    """

    rows: Mapping[str, Mapping[str, Figure]]
    strange: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()

    def of(self, role: str) -> list[str]:
        return [line.key for line in load_form().requests if line.role == role and line.key in self.rows]


@dataclass(frozen=True, slots=True)
class Filled:
    """What the page holds of the form. cases: table 4, by kind of case, then result."""

    requests: Requests | None
    cases: Mapping[str, Mapping[str, Figure]]
    published: Mapping[str, Mapping[str, Figure]]


@cache
def load_form() -> Form:
    values = tomllib.loads((files("checks") / "data" / "disclosure.toml").read_text(encoding="utf-8"))[
        "report"
    ]
    return Form(
        tuple(
            Section(s["name"], re.compile(_HEADING + f"(?:{s['match']})".replace(r"\S", _WITHIN)))
            for s in values["sections"]
        ),
        tuple(Line(a["key"], "", tuple(a["match"]), whole=True) for a in values["applicants"]),
        tuple(
            Line(r["key"], r["role"], tuple(r["match"]), r.get("group", ""), r.get("whole", False))
            for r in values["requests"]
        ),
        tuple(values["cases"]),
        tuple(values["results"]),
        tuple(values["published"]),
    )


def read_form(markup: str) -> Filled:
    """Tables may be split into several <table>s or run together: rows are taken one after the other."""
    found = list(tables(markup))
    rows = [row for table in found for row in table]
    return Filled(_requests(rows), read_cases(rows, load_form().results), _published(found))


@dataclass(slots=True)
class _Reading:
    """Table 3 while its rows pass by."""

    order: list[str] = field(default_factory=list)  # applicants as the header has them, left to right
    rows: dict[str, dict[str, Figure]] = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)


def _requests(rows: Iterable[Row]) -> Requests | None:
    reading = _Reading()
    lines = {line.key: line for line in load_form().requests}
    for row in rows:
        reading.order = _order(row, reading.order)
        if len(row.own) <= 2:
            continue
        label, cells = _parts(row)
        line = _line_of(label) if cells else None
        if line is None:
            _note_strange(reading, label, cells)
        elif line.key not in reading.rows and (line.role == RECEIVED or reading.rows or reading.odd):
            _take(reading, line.key, cells)
            if line.role == ONWARD:
                break
    enough = any(lines[key].role in {RECEIVED, TOTAL} for key in reading.rows)
    return Requests(reading.rows, tuple(reading.strange), tuple(reading.odd)) if enough else None


def _order(row: Row, known: list[str]) -> list[str]:
    """Applicants named in a header row, by column; those of rows above are in its grid where they span it."""
    named = [name for text in row.grid if (name := _applicant(text))]
    found = list(dict.fromkeys(named))
    return found if len(found) > len(known) else known


def _applicant(text: str) -> str:
    label = _MARKS.sub("", text)
    return next((line.key for line in load_form().applicants if line.fits(label)), "")


def _parts(row: Row) -> tuple[str, list[str]]:
    """The label next to the figures, and the cells after it, each as often as it has columns."""
    last = max((at for at, cell in enumerate(row.own) if not is_figure(cell.text)), default=-1)
    while last > 0 and len(row.own) - last - 1 < len(load_form().columns) and _could_be_figure(row, last):
        last -= 1
    label = row.own[last].text if last >= 0 else ""
    return label, [cell.text for cell in row.own[last + 1 :] for _ in range(cell.spans)]


def _could_be_figure(row: Row, at: int) -> bool:
    """A cell that holds digits or marks where a figure belongs: unreadable, and no label."""
    return not re.search(r"[\u4e00-\u9fff]{2}", row.own[at].text)


def _line_of(label: str) -> Line | None:
    plain = _MARKS.sub("", _NUMBERED.sub("", label))
    return next((line for line in load_form().requests if line.fits(plain)), None) if plain else None


def _take(reading: _Reading, key: str, cells: Sequence[str]) -> None:
    columns = reading.order if len(reading.order) == len(cells) else list(load_form().columns)
    if len(cells) != len(columns):
        reading.odd.append(key)
    else:
        reading.rows[key] = {name: figure(text) for name, text in zip(columns, cells, strict=True)}


def _note_strange(reading: _Reading, label: str, cells: Sequence[str]) -> None:
    inside = bool(reading.rows) and len(cells) == len(load_form().columns)
    if inside and label and any(not figure(text).blank for text in cells):
        reading.strange.append(label)


def _published(found: Sequence[Sequence[Row]]) -> dict[str, dict[str, Figure]]:
    """Table 2: figures under each head, by row."""
    rows: dict[str, dict[str, Figure]] = {}
    heads: Sequence[str] = ()
    for row in (row for table in found for row in table):
        if row.own and row.own[0].text == "信息内容":
            heads = row.grid
        elif heads and row.own and (name := row.own[0].text) in load_form().published:
            cells = {h: figure(text) for h, text in list(zip(heads, row.grid, strict=False))[1:]}
            rows.setdefault(name.removeprefix("行政") if name == "行政规范性文件" else name, cells)
        elif row.own and row.own[0].text and not row.own[0].text.startswith("第"):
            heads = ()
    return rows


def occurrences(text: str) -> Iterator[tuple[Section, list[int]]]:
    """Where each section heading stands in a text without white space."""
    for section in load_form().sections:
        yield section, [match.start() for match in section.pattern.finditer(text)]

"""Table 4 of the annual report, 行政复议、行政诉讼: set across as the form has it, down, or one kind after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from checks.disclosure.tables import Figure, Row, figure, is_figure, squeezed

_ROW = 5  # figures of one kind of case: as many without a label are a row of the form
_MARKS = re.compile(r"^[(（]?[一二三四五六\d]+[)）、.．]+|[(（][件宗\d]+[)）]|[\W_]+")
_PASSED = re.compile(r"^(?:栏次|行次|序号|列次)")

Cases = dict[str, dict[str, Figure]]  # kind of case → result → figure


@dataclass(frozen=True, slots=True)
class _Named:
    """A figure and the names to its left in its row."""

    at: int
    kind: str
    result: str
    text: str


@dataclass(slots=True)
class _Reading:
    """heads: rows of names over the figures, top to bottom, a name at each column · used: figures stood below them."""

    results: Sequence[str]
    cases: Cases = field(default_factory=dict)
    heads: list[list[str]] = field(default_factory=list)
    used: bool = False


def read_cases(rows: Iterable[Row], results: Sequence[str]) -> Cases:
    """A figure is named by the heads over it and by the names before it in its row, in whichever way it is turned."""
    reading = _Reading(results)
    for row in rows:
        _read(reading, [squeezed(text) for text in row.grid])
    return reading.cases


def _read(reading: _Reading, texts: Sequence[str]) -> None:
    if not texts or _PASSED.match(texts[0]):
        return
    named, foreign = _figures(reading, texts)
    placed = [(*_place(reading, one), one) for one in named]
    shown = [one for one in named if one.text]
    labelled = any(one.kind or one.result for one in named)
    blank = bool(placed) and not shown and all(kind and result for kind, result, _ in placed)
    blank &= not _is_head_with_gaps(texts, named, reading.results)
    if (shown or blank) and not foreign and (labelled or (len(named) >= _ROW and not reading.used)):
        for kind, result, one in placed:
            _note(reading.cases, kind, result, one.text)
        reading.used |= labelled or any(not figure(one.text).blank for one in named)
    elif not shown and any(_kind_of(text) or _result_of(text, reading.results) for text in texts):
        _head(reading, texts)
    elif shown or len(set(texts)) > 1:
        reading.heads = []


def _is_head_with_gaps(texts: Sequence[str], named: Sequence[_Named], results: Sequence[str]) -> bool:
    """Names of results under some kinds of case only; those of the others stood a row above."""
    return sum(bool(_result_of(text, results)) for text in texts) > 1 and any(not one.result for one in named)


def _figures(reading: _Reading, texts: Sequence[str]) -> tuple[list[_Named], bool]:
    """Cells that hold a figure or nothing; and whether words that name nothing of the table follow one."""
    found: list[_Named] = []
    kind = result = ""
    foreign = False
    for at, text in enumerate(texts):
        if is_figure(text) or _is_unread(text):
            found.append(_Named(at, kind, result, text))
        elif name := _kind_of(text):
            kind, result = name, _result_of(text, reading.results)
        elif name := _result_of(text, reading.results):
            result = name
        else:
            foreign |= any(one.text for one in found)
    return found, foreign


def _place(reading: _Reading, one: _Named) -> tuple[str, str]:
    over = [head[one.at] for head in reading.heads if one.at < len(head)]
    kind = one.kind or next((k for name in reversed(over) if (k := _kind_of(name))), "")
    found = (_result_of(name, reading.results) for name in reversed(over))
    return kind, one.result or next(filter(None, found), "")


def _note(cases: Cases, kind: str, result: str, text: str) -> None:
    if kind and result and cases.get(kind, {}).get(result, figure("")).blank:
        cases.setdefault(kind, {})[result] = figure(text)


def _head(reading: _Reading, texts: Sequence[str]) -> None:
    """After figures a new kind of case begins, or a new table; the names of results may be said once for all kinds."""
    kinds = any(map(_kind_of, texts))
    if reading.used:
        reading.heads = [head for head in reading.heads if kinds and not any(map(_kind_of, head))]
        reading.used = False
    reading.heads.append(list(_spread(texts)) if kinds else list(texts))


def _spread(texts: Sequence[str]) -> Iterator[str]:
    """A merged head taken apart leaves blanks behind it."""
    last = ""
    for text in texts:
        last = text or last
        yield last


def _kind_of(text: str) -> str:
    """行政诉讼 alone names no kind: what stands below it does."""
    if "复议后" in text:
        return "复议后起诉"
    if "未经复议" in text or "直接起诉" in text:
        return "未经复议直接起诉"
    return "行政复议" if re.match(r"行政复议(?!.*诉讼)", _MARKS.sub("", text)) else ""


def _result_of(text: str, results: Sequence[str]) -> str:
    """A cell may name the kind of case along with the result."""
    plain = _MARKS.sub("", text).replace("合计", "总计")
    whole = bool(_kind_of(text))
    return next((name for name in results if plain == name or (whole and plain.endswith(name))), "")


def _is_unread(text: str) -> bool:
    """Digits where a figure belongs, but no number."""
    return bool(re.search(r"\d", text)) and not re.search(r"[\u4e00-\u9fff]{2}", text)

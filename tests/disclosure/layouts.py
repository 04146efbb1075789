"""Table 4 as sites set it besides the form's own way: down, one kind after the other, merged cells taken apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.disclosure.report import RESULTS

KINDS = ("行政复议", "未经复议直接起诉", "复议后起诉")
Layout = Callable[[Sequence[int]], str]  # the 15 figures, kind after kind


def _row(*cells: object) -> str:
    return f"<tr>{''.join(cell if str(cell).startswith('<td') else f'<td>{cell}</td>' for cell in map(str, cells))}</tr>"


def _of(figures: Sequence[int], none: str) -> list[list[str]]:
    return [[str(n or none) for n in figures[at : at + 5]] for at in (0, 5, 10)]


def kinds_across(figures: Sequence[int]) -> str:
    held = _of(figures, "/")
    head = '<tr><td rowspan="2"></td><td rowspan="2">行政复议</td><td colspan="2">行政诉讼</td></tr>' + _row(
        *KINDS[1:]
    )
    return (
        f"<table>{head}{''.join(_row(name, *(h[i] for h in held)) for i, name in enumerate(RESULTS))}</table>"
    )


def down(figures: Sequence[int]) -> str:
    before = ('<td colspan="2" rowspan="5">行政复议</td>', '<td rowspan="10">行政诉讼</td>', "")
    rows = ""
    for at, (kind, held) in enumerate(zip(KINDS, _of(figures, "&nbsp;"), strict=True)):
        for i, name in enumerate(RESULTS):
            label = before[at] + (f'<td rowspan="5">{kind}</td>' if at else "") if i == 0 else ""
            rows += f"<tr>{label}<td>{name}</td><td>{held[i]}</td></tr>"
    return f"<table>{rows}</table>"


def kinds_down(figures: Sequence[int]) -> str:
    held = _of(figures, "")
    rows = (
        _row('<td colspan="2">行政复议</td>', *held[0])
        + _row('<td rowspan="2">行政诉讼</td>', KINDS[1], *held[1])
        + _row(KINDS[2], *held[2])
    )
    return f"<table>{_row('<td colspan=2>类别</td>', *RESULTS)}{rows}</table>"


def one_after_the_other(figures: Sequence[int]) -> str:
    parts = [
        f'<tr><td colspan="5">{kind}</td></tr>{_row(*RESULTS)}{_row(*held)}'
        for kind, held in zip(KINDS, _of(figures, "0"), strict=True)
    ]
    return f'<table>{parts[0]}<tr><td colspan="5">行政诉讼</td></tr>{parts[1]}{parts[2]}</table>'


def results_named_once(figures: Sequence[int]) -> str:
    parts = [
        f'<tr><td colspan="5">{kind}</td></tr>{_row(*held)}'
        for kind, held in zip(KINDS, _of(figures, "0"), strict=True)
    ]
    return f"<table>{_row(*RESULTS)}{''.join(parts)}</table>"


def taken_apart(figures: Sequence[int]) -> str:
    first = _row("行政复议", *[""] * 4, "行政诉讼", *[""] * 9)
    second = _row(*[""] * 5, KINDS[1], *[""] * 4, KINDS[2], *[""] * 4)
    return f"<table>{first}{second}{_row(*RESULTS * 3)}{_row(*figures)}</table>"


def heads_with_gaps(figures: Sequence[int]) -> str:
    second = _row(*RESULTS, *(f'<td colspan="5">{kind}</td>' for kind in KINDS[1:]))
    first = '<tr><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr>'
    return f"<table>{first}{second}{_row(*[''] * 5, *RESULTS * 2)}{_row(*figures)}</table>"


def pairs(figures: Sequence[int]) -> str:
    rows = [
        f'<tr><td colspan="10">{kind}</td></tr>'
        + _row(*(cell for pair in zip(RESULTS, held, strict=True) for cell in pair))
        for kind, held in zip(KINDS, _of(figures, "/"), strict=True)
    ]
    return f"<table>{''.join(rows)}</table>"


def two_tables(figures: Sequence[int]) -> str:
    second = f'<tr><td colspan="10">行政诉讼</td></tr><tr><td colspan="5">{KINDS[1]}</td><td colspan="5">{KINDS[2]}</td></tr>'
    return (
        f'<table><tr><td colspan="5">行政复议</td></tr>{_row(*RESULTS)}{_row(*figures[:5])}</table><p>续表</p>'
        f"<table>{second}{_row(*RESULTS * 2)}{_row(*figures[5:])}</table>"
    )


def whole_labels(figures: Sequence[int]) -> str:
    held = _of(figures, "")
    return f"<table>{''.join(_row(kind + name, held[k][i]) for k, kind in enumerate(KINDS) for i, name in enumerate(RESULTS))}</table>"


LAYOUTS: tuple[Layout, ...] = (
    kinds_across, down, kinds_down, one_after_the_other, results_named_once, taken_apart, heads_with_gaps,
    pairs, two_tables, whole_labels,
)  # fmt: skip

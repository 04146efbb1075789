"""勾稽关系: what the figures of an annual report must satisfy, and which one figure would mend what they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from checks.disclosure.form import CARRIED, DETAIL, ONWARD, RECEIVED, TOTAL, Filled, Requests, load_form
from checks.disclosure.tables import Figure

Counts = dict[tuple[str, str], int]  # row and column of table 3
_SUM = "总计"


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that does not add up. place: row and column, for identity · told: what is wrong, with both figures ·
    mend: what would fit · sure: false where the table has rows the form does not know · minor: nothing is wrong but
    something is left out · fit: row, column and right figure of the one cell of table 3 that is at fault.
    """

    place: str
    told: str
    mend: str
    sure: bool = True
    minor: bool = False
    fit: tuple[str, str, int] | None = None


@dataclass(frozen=True, slots=True)
class _Identity:
    """left and right: cells that must add up to the same; said: the relation in words."""

    place: str
    left: tuple[tuple[str, str], ...]
    right: tuple[tuple[str, str], ...]
    said: str

    def gap(self, counts: Counts) -> int:
        return self.sum_of(self.right, counts) - self.sum_of(self.left, counts)

    @staticmethod
    def sum_of(cells: tuple[tuple[str, str], ...], counts: Counts) -> int:
        return sum(counts[cell] for cell in cells)


def slips(filled: Filled) -> Iterator[Slip]:
    """All that is wrong inside one report."""
    if filled.requests:
        yield from _unreadable("表三", filled.requests.rows)
        yield from _requests(filled.requests)
    yield from _unreadable("表四", filled.cases)
    yield from _cases(filled.cases)
    yield from _negative("表二", filled.published)


def carried_over(now: Requests, before: Requests) -> Iterator[Slip]:
    """上年结转 of a report against 结转下年度 of the one before it."""
    (mine,), (theirs,) = now.of(CARRIED) or ("",), before.of(ONWARD) or ("",)
    if not mine or not theirs:
        return
    wrong = [
        f"「{column}」本年写 {here}、上年报告写 {there}"
        for column in load_form().columns
        if (here := _count(now.rows[mine], column)) is not None
        and (there := _count(before.rows[theirs], column)) is not None
        and here != there
    ]
    if wrong:
        yield Slip(
            "表三 上年结转",
            f"表三「{mine}」与上一年度报告的「{theirs}」不一致：{'；'.join(wrong)}",
            "核对两年的报告，把写错的一处改正；上年结转应等于上一年度报告的结转下年度继续办理。",
        )


def _count(cells: Mapping[str, Figure], column: str) -> int | None:
    return cells[column].count if column in cells else None


def _unreadable(table: str, rows: Mapping[str, Mapping[str, Figure]]) -> Iterator[Slip]:
    yield from _negative(table, rows)
    for row, cells in rows.items():
        for column, cell in cells.items():
            if cell.count is None:
                place = f"{table} {row} {column}"
                yield Slip(
                    place,
                    f"{table}「{row}」「{column}」一格写的是「{cell.text}」，不是整数",
                    "改为非负整数。",
                )


def _negative(table: str, rows: Mapping[str, Mapping[str, Figure]]) -> Iterator[Slip]:
    for row, cells in rows.items():
        for column, cell in cells.items():
            if cell.value is not None and cell.value < 0:
                place = f"{table} {row} {column}"
                yield Slip(place, f"{table}「{row}」「{column}」一格是负数 {cell.value}", "改为非负数。")


def _requests(table: Requests) -> Iterator[Slip]:
    counts = {
        (row, column): cell.count
        for row, cells in table.rows.items()
        for column, cell in cells.items()
        if cell.count is not None
    }
    every = _identities(table, counts, [])
    broken = [identity for identity in every if identity.gap(counts)]
    if single := _single(broken, every, counts):
        yield _pinned(table, broken, counts, *single)
        return
    empty = _empty_totals(table)
    for identity in _identities(table, counts, empty):
        if gap := identity.gap(counts):
            mend = f"两边相差 {abs(gap)}，请对照台账核实后改正。"
            yield Slip(identity.place, f"表三{_told(identity, counts)}", mend, not table.strange)
    if empty:
        names = "、".join(f"「{row}」" for row in empty)
        told = f"表三有 {len(empty)} 行「总计」一格空着，同行各项并不为零：{names}"
        yield Slip("表三 总计未填", told, "补填总计。", minor=True)


def _pinned(
    table: Requests, broken: list[_Identity], counts: Counts, cell: tuple[str, str], fit: int
) -> Slip:
    """The one figure at fault."""
    row, column = cell
    parts = "；".join(_told(identity, counts) for identity in broken)
    return Slip(
        f"表三 {row} {column}",
        f"表三「{row}」「{column}」一格{_written(table.rows[row][column])}：{parts}",
        f"这一格改为 {fit}，以上各项即全部相符；请对照台账核实。",
        not table.strange,
        fit=(row, column, fit),
    )


def mended(filled: Filled, found: Iterable[Slip]) -> Filled:
    """The report with the one figure at fault put right: what else it disagrees with is no second fault."""
    fit = next((slip.fit for slip in found if slip.fit), None)
    if fit is None or filled.requests is None:
        return filled
    row, column, value = fit
    cells = {**filled.requests.rows[row], column: Figure(Decimal(value), False, str(value))}
    return replace(filled, requests=replace(filled.requests, rows={**filled.requests.rows, row: cells}))


def _written(cell: Figure) -> str:
    return "空着（按 0 计）" if cell.blank else f"写的是 {cell.count}"


def _empty_totals(table: Requests) -> list[str]:
    """Rows whose total is left blank though its parts are not zero."""
    return [
        row
        for row, cells in table.rows.items()
        if _SUM in cells and cells[_SUM].blank and any(c.value for name, c in cells.items() if name != _SUM)
    ]


def _identities(table: Requests, counts: Counts, empty: list[str]) -> list[_Identity]:
    columns = [c for c in load_form().columns if not (c == _SUM and empty)]
    parts = [c for c in load_form().columns if c != _SUM]
    made = [
        _Identity(
            f"表三 {row} {_SUM}",
            tuple((row, part) for part in parts),
            ((row, _SUM),),
            f"「{row}」一行，各类申请人之和 {{left}}，总计 {{right}}",
        )
        for row in table.rows
        if row not in empty
    ]
    received, carried, total, onward = (table.of(r) for r in (RECEIVED, CARRIED, TOTAL, ONWARD))
    details = table.of(DETAIL)
    for column in columns:
        if details and total and not table.odd:
            made.append(
                _Identity(
                    f"表三 （七）总计 {column}",
                    tuple((row, column) for row in details),
                    ((total[0], column),),
                    f"「{column}」一列，办理结果各项之和 {{left}}，（七）总计 {{right}}",
                )
            )
        if received and carried and total and onward:
            made.append(
                _Identity(
                    f"表三 勾稽 {column}",
                    ((received[0], column), (carried[0], column)),
                    ((total[0], column), (onward[0], column)),
                    f"「{column}」一列，本年新收加上年结转 {{left}}，（七）总计加结转下年度 {{right}}",
                )
            )
    return [i for i in made if all(cell in counts for cell in (*i.left, *i.right))]


def _told(identity: _Identity, counts: Counts) -> str:
    left, right = identity.sum_of(identity.left, counts), identity.sum_of(identity.right, counts)
    return identity.said.format(left=left, right=right)


def _single(
    broken: list[_Identity], every: list[_Identity], counts: Counts
) -> tuple[tuple[str, str], int] | None:
    """The one cell whose change alone mends everything, and to what; None where there is none or more than one."""
    if not broken:
        return None
    gap = broken[0].gap(counts)
    found = []
    for cells, change in ((broken[0].left, gap), (broken[0].right, -gap)):
        for cell in cells:
            fit = counts[cell] + change
            trial = counts | {cell: fit}
            if fit >= 0 and not any(i.gap(trial) for i in every):
                found.append((cell, fit))
    return found[0] if len(found) == 1 else None


def _cases(cases: Mapping[str, Mapping[str, Figure]]) -> Iterator[Slip]:
    parts = [result for result in load_form().results if result != _SUM]
    for kind, cells in cases.items():
        held = {name: cell.count for name, cell in cells.items()}
        counts = [held.get(part) for part in parts]
        total = held.get(_SUM)
        if total is None or None in counts:
            continue
        added = sum(count or 0 for count in counts)
        if added == total:
            continue
        listed = "、".join(f"{part} {count}" for part, count in zip(parts, counts, strict=True))
        yield Slip(
            f"表四 {kind}",
            f"表四「{kind}」各项之和 {added}（{listed}），总计 {total}",
            f"各项无误的，总计应为 {added}；总计无误的，各项之和应为 {total}。",
        )

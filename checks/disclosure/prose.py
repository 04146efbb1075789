"""The text of an annual report against its tables, its six headings, and the years it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, product

from checks.disclosure.arithmetic import Slip
from checks.disclosure.form import CARRIED, ONWARD, RECEIVED, TOTAL, Filled, Requests, load_form, occurrences
from checks.disclosure.tables import Figure, squeezed

_N = r"(\d[\d,]*)(?:件|宗|份|条|起|项)"
_CLAUSE = re.compile(r"[^。;]+")
_PART = re.compile(
    r"其中|网上|网络|网站|信函|邮寄|邮件|当面|现场|窗口|传真|平台|自然人|法人|企业|公民个人|同比|增长|下降|增加|减少|上升|比上年|去年|上一?年度?(?!结转)|"
    r"较|原因|由于|街道|乡镇|各镇|部门|系统|单位|办公室|局|以来|累计|历年|平均|每"
)
_PERIOD = re.compile(
    r"(?:统计|数据|报告)\S{0,16}?(20\d\d)年1月1日(?:起|开始)?(?:至|到|-|—|~|–|止)+(?:(20\d\d)年|当年|同年)?12月31日"
)
_SHOWN = 60  # characters of a clause
_SECTIONS_TOLD = 3  # headings from which a page is the report's text and no cover page


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A figure the text may give: how it is worded, and the values of the tables that may be meant."""

    name: str
    pattern: re.Pattern[str]
    values: Callable[[Filled], tuple[int, ...]]
    sure: bool = True


def headings(text: str) -> Iterator[Slip]:
    """Sections that are missing or out of order; silent where the page does not hold the text at all."""
    plain = squeezed(text)
    found = list(occurrences(plain))
    if sum(bool(places) for _, places in found) < _SECTIONS_TOLD:
        return
    if missing := [section.name for section, places in found if not places]:
        names = "、".join(f"「{name}」" for name in missing)
        yield Slip("章节", f"缺少章节：{names}", "按年度报告格式的六个部分补齐；没有内容的写明“无”。")
        return
    at = -1
    for section, places in found:
        later = [place for place in places if place > at]
        if not later:
            yield Slip("章节", f"「{section.name}」的次序不对", "六个部分按格式规定的次序排列。")
            return
        at = later[0]


def years(text: str, year: int) -> Iterator[Slip]:
    """The statistical period must be the year of the title."""
    if match := _PERIOD.search(squeezed(text)):
        told = sorted({int(y) for y in match.groups() if y})
        if told != [year]:
            period = "、".join(map(str, told))
            yield Slip(
                "年度",
                f"标题是 {year} 年，统计期限写的是 {period} 年",
                f"统计期限改为 {year} 年 1 月 1 日至 12 月 31 日。",
            )


def figures(text: str, filled: Filled) -> Iterator[Slip]:
    """Figures of the text that name a quantity of the tables plainly, and differ from it. One slip a quantity."""
    told: dict[str, Slip] = {}
    clauses = [clause for line in text.splitlines() for clause in _CLAUSE.finditer(squeezed(line))]
    for clause in clauses:
        for quantity in _QUANTITIES:
            for match in quantity.pattern.finditer(clause[0]):
                values = quantity.values(filled)
                said = int(match[1].replace(",", ""))
                if values and said not in values and not _is_part(clause[0], match):
                    told.setdefault(
                        quantity.name, _slip(quantity, said, values[0], clause[0][:_SHOWN].replace(",", "，"))
                    )
    yield from told.values()


def _is_part(clause: str, match: re.Match[str]) -> bool:
    """Whether the words before the figure, or the clause around it, narrow it to a part or compare years."""
    start = max((clause.rfind(mark, 0, match.start()) for mark in ",:、("), default=-1) + 1
    return _PART.search(clause[start : match.end()]) is not None or "其中" in clause[: match.start()]


def _slip(quantity: _Quantity, said: int, value: int, clause: str) -> Slip:
    return Slip(
        f"文字 {quantity.name}",
        f"文字写{quantity.name} {said}，表格中是 {value}（原文：{clause}）",
        "核对后使文字与表格一致。",
        quantity.sure,
    )


def _cell(table: Requests | None, role: str) -> int | None:
    row = table.of(role) if table else []
    return table.rows[row[0]]["总计"].count if table and row and "总计" in table.rows[row[0]] else None


def _row(*roles: str) -> Callable[[Filled], tuple[int, ...]]:
    """The total of the first role, and what further roles add to it one after the other."""

    def values(filled: Filled) -> tuple[int, ...]:
        added, found = 0, []
        for role in roles:
            if (count := _cell(filled.requests, role)) is None:
                break
            added += count
            found.append(added)
        return tuple(found)

    return values


def _group(name: str) -> Callable[[Filled], tuple[int, ...]]:
    """The total of a group of results: by the column 总计, else by all columns."""

    def values(filled: Filled) -> tuple[int, ...]:
        if not (table := filled.requests) or table.odd:
            return ()
        rows = [
            table.rows[line.key]
            for line in load_form().requests
            if line.group == name and line.key in table.rows
        ]
        if not rows or any(cell.count is None for row in rows for cell in row.values()):
            return ()
        return (sum(cell.count or 0 for row in rows for column, cell in row.items() if column != "总计"),)

    return values


def _cases(*kinds: str) -> Callable[[Filled], tuple[int, ...]]:
    """Totals of the kinds together, then each; where a total is not the sum of its parts, the sum will do as well."""

    def values(filled: Filled) -> tuple[int, ...]:
        choices = [_totals(filled.cases.get(kind, {})) for kind in kinds]
        together = [sum(choice) for choice in product(*choices)]
        return (*together, *chain.from_iterable(choices)) if all(choices) else ()

    return values


def _totals(cells: Mapping[str, Figure]) -> list[int]:
    counts = {name: cell.count for name, cell in cells.items()}
    total = counts.pop("总计", None)
    if total is None:
        return []
    return list(dict.fromkeys((total, sum(count or 0 for count in counts.values()))))


def _rules(head: str) -> Callable[[Filled], tuple[int, ...]]:
    def values(filled: Filled) -> tuple[int, ...]:
        cell = filled.published.get("规范性文件", {}).get(head)
        return (cell.count,) if cell and cell.count is not None else ()

    return values


def _quantity(
    name: str, pattern: str, values: Callable[[Filled], tuple[int, ...]], *, sure: bool = True
) -> _Quantity:
    return _Quantity(name, re.compile(pattern), values, sure)


_ASKED = r"(?:政府)?(?:信息)?(?:公开)?(?:的)?申请(?:数量|数)?(?:共|共计|总计|为)?"
_ALONE = r"(?<![及和与、不])"
_QUANTITIES = (
    _quantity("新收申请", rf"新收(?:到)?{_ASKED}{_N}", _row(RECEIVED, CARRIED)),
    _quantity(
        "收到申请",
        rf"(?:共|全年|本年度?|年度?)(?:收到|受理|接收){_ASKED}{_N}",
        _row(RECEIVED, CARRIED),
        sure=False,
    ),
    _quantity(
        "上年结转", rf"上(?:一)?年(?:度)?结转{_ASKED}?{_N}".replace("申请", "(?:申请)?"), _row(CARRIED)
    ),
    _quantity(
        "结转下年度", rf"结转(?:至|到)?下(?:一)?年度?(?:继续)?(?:办理)?(?:的)?(?:申请)?{_N}", _row(ONWARD)
    ),
    _quantity(
        "办结申请",
        rf"(?:共|全年|本年度?|年度?)(?:办结|答复|办理){_ASKED}{_N}",
        _row(TOTAL, ONWARD),
        sure=False,
    ),
    _quantity("予以公开", rf"{_ALONE}予以公开(?:的)?{_N}", _group("予以公开")),
    _quantity("部分公开", rf"{_ALONE}部分公开(?:的)?{_N}", _group("部分公开")),
    _quantity("不予公开", rf"{_ALONE}不予公开(?:的)?{_N}", _group("不予公开")),
    _quantity("无法提供", rf"{_ALONE}无法提供(?:的)?{_N}", _group("无法提供")),
    _quantity("不予处理", rf"{_ALONE}不予处理(?:的)?{_N}", _group("不予处理")),
    _quantity("其他处理", rf"{_ALONE}其他处理(?:的)?{_N}", _group("其他处理")),
    _quantity("行政复议", rf"信息公开\S{{0,12}}行政复议(?:案件)?(?:共)?{_N}", _cases("行政复议"), sure=False),
    _quantity(
        "行政诉讼",
        rf"信息公开\S{{0,30}}行政诉讼(?:案件)?(?:共)?{_N}",
        _cases("未经复议直接起诉", "复议后起诉"),
        sure=False,
    ),
    _quantity("现行有效规范性文件", rf"现行有效(?:的)?(?:行政)?规范性文件{_N}", _rules("现行有效件数")),
    _quantity(
        "制发规范性文件", rf"(?:新?制发|新?制定|出台)(?:的)?(?:行政)?规范性文件{_N}", _rules("本年制发件数")
    ),
    _quantity("废止规范性文件", rf"废止(?:的)?(?:行政)?规范性文件{_N}", _rules("本年废止件数")),
)

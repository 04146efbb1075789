"""An invented annual report that adds up, in the markups real sites use. Figures are kept apart from their spelling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
GROUPS = (
    ("", ("（一）予以公开", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）")),
    ("（三）不予公开", ("1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益",
                "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项")),
    ("（四）无法提供", ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确")),
    ("（五）不予处理", ("1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请",
                "5.要求行政机关确认或重新出具已获取信息")),
    ("（六）其他处理", ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
                "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他")),
)  # fmt: skip
_DETAILS = ("412 31 0 2 8 5", "57 6 0 0 2 0", "1 0 0 0 0 0", "3 0 0 0 0 0", "0 0 0 0 0 0", "12 2 0 0 0 1", "9 0 0 0 0 0",
            "14 1 0 0 0 0", "26 4 0 0 1 0", "40 0 0 0 0 2", "388 27 1 0 11 3", "19 2 0 0 0 0", "7 0 0 0 0 0", "21 0 0 0 0 1",
            "16 1 0 0 0 0", "0 0 0 0 0 0", "4 0 0 0 0 0", "2 0 0 0 0 0", "11 1 0 0 0 0", "0 0 0 0 0 0", "83 6 0 0 3 0")  # fmt: skip
_CARRIED, _ONWARD = "34 2 0 0 1 0", "1029 18 0 0 2 1"


def _row(parts: str) -> tuple[int, ...]:
    numbers = [int(part) for part in parts.split()]
    return (*numbers, sum(numbers))


def _rows() -> tuple[tuple[int, ...], ...]:
    details = [_row(parts) for parts in _DETAILS]
    total = tuple(map(sum, zip(*details, strict=True)))
    carried, onward = _row(_CARRIED), _row(_ONWARD)
    received = tuple(t + o - c for t, o, c in zip(total, onward, carried, strict=True))
    return (received, carried, *details, total, onward)


@dataclass(frozen=True, slots=True)
class Report:
    """requests: the 25 rows of table 3; cases: the 15 cells of table 4."""

    requests: tuple[tuple[int, ...], ...]
    cases: tuple[int, ...] = (15, 2, 4, 3, 24, 6, 0, 1, 12, 19, 3, 0, 0, 1, 4)

    def digits(self) -> int:
        return len(self._written())

    def changed(self, at: int, by: int) -> Report:
        """The report with one digit, counted over all figures, raised by some amount modulo ten."""
        text = self._written()
        digit = str((int(text[at][1]) + by) % 10)
        row, column = text[at][0]
        start = next(i for i, (place, _) in enumerate(text) if place == (row, column))
        cell = "".join(d for place, d in text if place == (row, column))
        value = int(cell[: at - start] + digit + cell[at - start + 1 :])
        if row == len(self.requests):
            return replace(self, cases=(*self.cases[:column], value, *self.cases[column + 1 :]))
        line = self.requests[row]
        rows = [*self.requests]
        rows[row] = (*line[:column], value, *line[column + 1 :])
        return replace(self, requests=tuple(rows))

    def _written(self) -> list[tuple[tuple[int, int], str]]:
        rows = (*self.requests, self.cases)
        return [
            ((r, c), digit) for r, row in enumerate(rows) for c, cell in enumerate(row) for digit in str(cell)
        ]


SOUND = Report(_rows())
Markup = Callable[[Report], str]


def _labels() -> list[tuple[str, ...]]:
    """Cells before the figures of each row, as the form is printed."""
    rows: list[tuple[str, ...]] = [
        ("一、本年新收政府信息公开申请数量",),
        ("二、上年结转政府信息公开申请数量",),
    ]
    for group, names in GROUPS:
        rows += [(group, name) if group else (name,) for name in names]
    rows[2] = ("三、本年度办理结果", *rows[2])
    return [*rows, ("（七）总计",), ("四、结转下年度继续办理",)]


def official(report: Report) -> str:
    """Spans as the form is printed: two levels of heads, groups spanning their rows."""
    head = (
        '<tr><td colspan="3" rowspan="3">（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td>'
        '<td colspan="7">申请人情况</td></tr>'
        '<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr><tr>'
        + "".join(f"<td>{name}</td>" for name in COLUMNS[1:-1])
        + "</tr>"
    )
    sizes = {group: len(names) for group, names in GROUPS}
    body, seen = "", set()
    for labels, figures in zip(_labels(), report.requests, strict=True):
        cells = ""
        for label in labels:
            if label.startswith("三、"):
                cells += f'<td rowspan="22">{label}</td>'
            elif label in sizes and label not in seen:
                seen.add(label)
                cells += f'<td rowspan="{sizes[label]}">{label}</td>'
            elif label not in sizes:
                wide = 1 if label[:1].isdigit() else 2 if label[:1] == "（" else 3
                cells += f'<td colspan="{wide}">{label}</td>'
        body += f"<tr>{cells}{''.join(f'<td>{n}</td>' for n in figures)}</tr>"
    return f"<table>{head}{body}</table>{_cases(report, str)}"


def _cases(report: Report, written: Callable[[int], str]) -> str:
    names = "".join(f"<td>{name}</td>" for name in RESULTS)
    spanned = names.replace("<td>", "<td rowspan=2>")
    return (
        '<table><tr><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr>'
        f'<tr>{spanned}<td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr><tr>{names}{names}</tr>'
        f"<tr>{''.join(f'<td>{written(n)}</td>' for n in report.cases)}</tr></table>"
    )


def word(report: Report) -> str:
    """Pasted from Word: paragraphs and spans in cells, digits torn apart, full-width digits, blanks for zero."""

    def written(number: int) -> str:
        wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        torn = "".join(f'<span lang="EN-US" style="mso-font:仿宋">{digit}</span>' for digit in wide)
        return f'<p class="MsoNormal" align="center">{torn if number else "&nbsp;"}<o:p></o:p></p>'

    return _flat(report.requests, _labels(), written) + _cases(report, written)


def split(report: Report) -> str:
    """Two tables in a layout table, the heads repeated, “/” for zero, thousands marked, breaks in labels."""

    def written(number: int) -> str:
        return f" {number:,}\n件" if number else "/"

    labels = [tuple(f"{label[:4]}<br>{label[4:]}" for label in row) for row in _labels()]
    first = _flat(report.requests[:9], labels[:9], written)
    second = _flat(report.requests[9:], labels[9:], written)
    inner = f"{first}<p>续表</p>{second}{_cases(report, written)}"
    return f'<table width="100%"><tr><td>左栏</td><td><div>{inner}</div></td></tr></table>'


def bare(report: Report) -> str:
    """No spans at all: one label a row, heads one above the other, “—” for zero, table 4 in three tables."""

    def written(number: int) -> str:
        return str(number) if number else "—"

    labels = [(row[-1],) for row in _labels()]
    names = "".join(f"<th>{name}</th>" for name in RESULTS)
    parts = [
        f"<table><tr><th colspan=5>{kind}</th></tr><tr>{names}</tr><tr>"
        + "".join(f"<td>{written(n)}</td>" for n in report.cases[at : at + 5])
        + "</tr></table>"
        for kind, at in (("行政复议", 0), ("未经复议直接起诉", 5), ("复议后起诉", 10))
    ]
    return _flat(report.requests, labels, written) + "".join(parts)


def _flat(
    rows: Sequence[Sequence[int]], labels: Sequence[tuple[str, ...]], written: Callable[[int], str]
) -> str:
    head = "<tr><th></th>" + "".join(f"<th>{name}</th>" for name in COLUMNS) + "</tr>"
    body = "".join(
        f"<tr>{''.join(f'<td>{label}</td>' for label in row)}{''.join(f'<td>{written(n)}</td>' for n in figures)}</tr>"
        for row, figures in zip(labels, rows, strict=True)
    )
    return f"<TABLE border=1><tbody>{head}{body}</tbody></TABLE>"


MARKUPS: tuple[Markup, ...] = (official, word, split, bare)

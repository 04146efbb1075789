"""Records from tables an office exports (CSV or .xlsx). A row that cannot be read is named; the others count."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar

from portal.calendar import CHINA
from portal.errors import RecordsError, WorkbookError, why
from portal.records import Account, Letter, Outage, Records, Source, Unread, Visit
from portal.spreadsheet import OLD_OFFICE, PACKED, opened_book

T = TypeVar("T")
VISITS, LETTERS, ACCOUNTS = "拨测记录", "留言记录", "新媒体账号"
NEEDED = {VISITS: ("at", "ok"), LETTERS: ("title", "asked"), ACCOUNTS: ("name", "last_post")}
# headings as back ends and clerks write them; the first is the one we name in errors
HEADINGS = {
    "at": ("时间", "访问时间", "拨测时间", "探测时间", "监测时间", "检测时间", "time", "at"),
    "ok": ("结果", "是否打开", "能否打开", "是否正常", "状态", "ok", "result"),
    "seconds": ("用时", "秒数", "耗时", "响应时间", "用时（秒）", "耗时（秒）", "seconds"),
    "reason": ("原因", "说明", "备注", "事由", "错误", "reason"),
    "end": ("结束", "结束时间", "停机结束", "end"),
    "number": ("编号", "信件编号", "留言编号", "查询码", "id", "number"),
    "title": ("标题", "信件标题", "留言标题", "来信标题", "主题", "信件主题", "留言主题", "title"),
    "asked": ("来信时间", "留言时间", "写信时间", "提交时间", "写信日期", "来信日期", "留言日期", "提问时间", "收到时间", "asked"),
    "answered": ("答复时间", "回复时间", "办结时间", "回复日期", "答复日期", "办理时间", "answered"),
    "unit": ("答复单位", "回复单位", "办理单位", "承办单位", "受理单位", "回复部门", "办理部门", "unit"),
    "public": ("是否公开", "公开", "公开状态", "public"),
    "platform": ("平台", "类型", "账号类型", "platform"),
    "name": ("名称", "账号名称", "账号", "name"),
    "last_post": ("最后发布日期", "最近更新", "最近更新日期", "最后更新时间", "最新发布日期", "最后发布时间", "last_post"),
    "checked": ("核查日期", "检查日期", "登记日期", "核查时间", "checked"),
    "url": ("网址", "链接", "地址", "url"),
}  # fmt: skip
YES = {"是", "公开", "正常", "成功", "打开", "能", "ok", "yes", "true", "1", "200", "√", "y", "已公开"}
NO = {
    "否",
    "不公开",
    "失败",
    "打不开",
    "不能",
    "异常",
    "超时",
    "fail",
    "failed",
    "no",
    "false",
    "0",
    "×",
    "n",
    "未公开",
    "停机",
}
PLANNED = "停机"
TITLE_LINES = 5  # within which the heading stands
ROWS_MAX, COLUMNS_MAX = 200_000, 60
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_CLOCK = re.compile(r"[ T]*(\d{1,2})[:：时](\d{1,2})?(?:[:：分](\d{1,2})(?:\.\d+)?)?\s*[分秒]?")
_OFFSET = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")
_BLANK = {"", "-", "—", "--", "/", "无", "null", "None", "暂无", "未答复", "未回复"}


@dataclass(frozen=True, slots=True)
class Row:
    """Cells by the names of HEADINGS; raises ValueError (Chinese) where one is not understood."""

    line: int
    cells: Mapping[str, str]

    def text(self, key: str) -> str:
        return self.cells.get(key, "")

    def need(self, key: str) -> str:
        if not (value := self.text(key)):
            raise ValueError(f"缺少「{HEADINGS[key][0]}」")
        return value

    def day(self, key: str) -> date | None:
        value = self.text(key)
        return None if value in _BLANK else _time(value, HEADINGS[key][0]).date()

    def yes(self, key: str, otherwise: bool) -> bool:
        value = self.text(key).lower()
        if value in YES | NO:
            return value in YES
        if value:
            raise ValueError(f"「{HEADINGS[key][0]}」写的是“{value}”，应写“是”或“否”")
        return otherwise


def read_visits(path: Path) -> Records:
    """As visits_in."""
    return visits_in(_content(path, VISITS), str(path))


def read_letters(path: Path) -> Records:
    """As letters_in."""
    return letters_in(_content(path, LETTERS), str(path))


def read_accounts(path: Path) -> Records:
    """As accounts_in."""
    return accounts_in(_content(path, ACCOUNTS), str(path))


def visits_in(content: bytes, name: str) -> Records:
    """时间, 结果[, 用时, 原因, 结束]; a row with 结果 停机 and 结束 announces an outage. name: of the file, for errors."""
    made, unread = _read(content, name, VISITS, _visit)
    outages = tuple(row for row in made if isinstance(row, Outage))
    visits = tuple(row for row in made if isinstance(row, Visit))
    return Records(visits=visits, outages=outages or None, unread=unread)


def letters_in(content: bytes, name: str) -> Records:
    """标题, 来信时间[, 编号, 答复时间, 答复单位, 是否公开]."""
    made, unread = _read(content, name, LETTERS, _letter)
    return Records(letters=tuple(made), unread=unread)


def accounts_in(content: bytes, name: str) -> Records:
    """名称, 最后发布日期[, 平台, 核查日期, 网址]."""
    made, unread = _read(content, name, ACCOUNTS, _account)
    return Records(accounts=tuple(made), unread=unread)


def _visit(row: Row) -> Visit | Outage:
    at = _time(row.need("at"), "时间")
    if row.text("ok") == PLANNED:
        end = _time(row.need("end"), "结束")
        if end <= at:
            raise ValueError("停机的结束时间不晚于开始时间")
        return Outage(at, end, row.text("reason"))
    seconds = row.text("seconds").removesuffix("秒") or "0"
    if not re.fullmatch(r"\d+(?:\.\d+)?", seconds):
        raise ValueError(f"「用时」写的是“{seconds}”，应是秒数")
    row.need("ok")
    return Visit(at, row.yes("ok", otherwise=True), float(seconds), row.text("reason"))


def _letter(row: Row) -> Letter:
    asked, answered = row.day("asked"), row.day("answered")
    if asked is None:
        raise ValueError("缺少「来信时间」")
    if answered and answered < asked:
        raise ValueError(f"答复时间 {answered} 早于来信时间 {asked}")
    public = row.yes("public", otherwise=True)
    return Letter(row.text("number"), row.need("title"), asked, answered, row.text("unit"), public)


def _account(row: Row) -> Account:
    last, checked = row.day("last_post"), row.day("checked")
    return Account(row.text("platform"), row.need("name"), last, Source.CSV, checked, row.text("url"))


def _read(
    content: bytes, name: str, kind: str, make: Callable[[Row], T]
) -> tuple[list[T], tuple[Unread, ...]]:
    """What a file tells, and the rows that tell nothing. Raises RecordsError for a file that is no such table."""
    made: list[T] = []
    unread: list[Unread] = []
    is_book = content.startswith((PACKED, OLD_OFFICE))
    lines = _of_book(content, f"{kind} {name}") if is_book else _of_text(content, f"{kind} {name}")
    for row in _rows(lines, f"{kind} {name}", kind):
        try:
            made.append(make(row))
        except ValueError as error:
            unread.append(Unread(kind, row.line, str(error)))
    return made, tuple(unread)


def _rows(lines: Iterator[tuple[int, Sequence[str]]], told: str, kind: str) -> Iterator[Row]:
    """Those under the heading, which may stand below a title."""
    first = list(islice(lines, TITLE_LINES))
    heads = [[_name(cell) for cell in cells] for _, cells in first]
    place = next((n for n, head in enumerate(heads) if set(NEEDED[kind]) <= set(head)), None)
    if place is None:
        known = heads[0] if heads else []
        missing = [HEADINGS[key][0] for key in NEEDED[kind] if key not in known]
        raise RecordsError(f"{told} 的第 1 行（表头）缺少：{'、'.join(missing)}")
    for line, cells in (*first[place + 1 :], *lines):
        values = {name: cell.strip() for name, cell in zip(heads[place], cells, strict=False) if name}
        if any(values.values()):
            yield Row(line, values)


def _of_text(content: bytes, told: str) -> Iterator[tuple[int, Sequence[str]]]:
    text = _text(content, told)
    head = text.partition("\n")[0]
    lines = csv.reader(io.StringIO(text), delimiter="\t" if "\t" in head and "," not in head else ",")
    before = 0
    try:
        for cells in lines:
            line, before = before + 1, lines.line_num
            yield line, cells
    except csv.Error as error:
        raise RecordsError(f"{told} 第 {lines.line_num} 行不是有效的 CSV：{error}") from error


def _of_book(content: bytes, told: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The first sheet."""
    try:
        with opened_book(content) as book:
            rows = book.worksheets[0].iter_rows(max_row=ROWS_MAX + 1, max_col=COLUMNS_MAX, values_only=True)
            for line, cells in enumerate(rows, 1):
                if line > ROWS_MAX:
                    raise RecordsError(f"{told} 超过 {ROWS_MAX} 行，没有读取；请分成几个文件")
                yield line, [_cell(cell) for cell in cells]
    except WorkbookError as error:
        raise RecordsError(f"{told} {error}") from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)


def _content(path: Path, kind: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RecordsError(f"{kind}打不开：{path}（{why(error)}）") from error


def _text(content: bytes, told: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise RecordsError(
        f"{told} 既不是 UTF-8 或 GBK 编码的 CSV，也不是 .xlsx 表格；请在 Excel、WPS 里另存一次"
    )


def _name(cell: str) -> str:
    heading = cell.strip().lower()
    return next((name for name, known in HEADINGS.items() if heading in known), "")


def _time(text: str, heading: str) -> datetime:
    """A time in China where the text names no zone."""
    text = text.strip()
    if _OFFSET.search(text) and "T" in text:
        return datetime.fromisoformat(text)
    match = _DATE.match(text)
    clock = _CLOCK.fullmatch(text[match.end() :]) if match else None
    if not match or (text[match.end() :].strip() and not clock):
        raise ValueError(f"「{heading}」写的是“{text}”，看不懂，应形如 2026-11-24 或 2026-11-24 09:30")
    parts = [int(part or 0) for part in clock.groups()] if clock else []
    try:
        return datetime(*map(int, match.groups()), *parts, tzinfo=CHINA)  # type: ignore[arg-type, misc]  # six numbers at most
    except ValueError as error:
        raise ValueError(f"「{heading}」写的是“{text}”，没有这一天或这个时刻") from error

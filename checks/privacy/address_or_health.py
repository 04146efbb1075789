"""疑似公开了个人家庭住址或健康状况

## 检查什么
表格、名单（不用表格排的也算）里和姓名并列的家庭住址（写到门牌、楼栋、室、村组）、残疾类别和等级、病情、病种等；正文里“家庭住址、现住址、住址”“男，……住”后面写到门牌的。
单位地址、办公地址、经营地址，只写到乡镇街道或社区的住址，空白的申请表，“健康”“良好”这样的健康状况，政策文字里提到的“家庭住址”“残疾等级”不报。
是否应当公开由人工判断，因此标为「疑似」；一个页面合并为一条，住址只显示前几个字。

## 依据
《政府信息公开条例》第十五条；各地通报：个人家庭地址只保留到乡（镇）、街道。

## 怎么改
住址只保留到乡镇、街道，残疾、疾病等健康信息从公示中删去；确需公示的，改用编号代替姓名。

## 例子
名单表格里的住址、残疾等级、病情：
```site review=3
/   200 <h1>公示</h1><table><tr><th>姓名</th><th>家庭住址</th></tr><tr><td>张三</td><td>南岗区花园街123号3单元501室</td></tr></table>
|<a href="/a">甲</a><a href="/b">乙</a>
/a  200 <h1>残疾人补贴公示</h1><table><tr><td>序号</td><td>姓名</td><td>残疾等级</td></tr><tr><td>1</td><td>李四</td><td>肢体二级</td>
|</tr></table>
/b  200 <h1>大病救助</h1><table><tr><td>户主</td><td>病种</td><td>金额</td></tr><tr><td>王五</td><td>尿毒症</td><td>5000</td></tr>
|</table>
```
不用表格排的名单、并列的标签和值、用空格对齐的几列：
```site review=3
/   200 <h1>低保公示</h1><ul><li><span>姓名</span><span>家庭住址</span></li><li><span>张三</span><span>花园街12号3单元501室</span></li>
|<li><a><em>李四</em><em>红星村3组12号</em></a></li></ul><a href="/a">甲</a><a href="/b">乙</a>
/a  200 <h1>两项补贴</h1><dl><dt>姓名：</dt><dd>张三</dd><dt>残疾等级：</dt><dd>肢体二级</dd></dl>
/b  200 <h1>公租房</h1><p>姓名　　现居住地址</p><p>张三　　花园街12号3单元501室</p>
```
标题里的“住址”和日期：
```site
/  200 <h1>公告</h1><ul><li>优抚对象住址核对表2026-05-12</li><li>家庭住址变更登记2026年5月2日</li></ul>
```
标签和值并列的表格、正文：
```site review=2
/   200 <h1>救助情况</h1><table><tr><td>姓名</td><td>赵六</td><td>家庭住址</td><td>王岗镇红星村3组12号</td></tr></table>
|<a href="/a">甲</a>
/a  200 <h1>处罚决定书</h1><p>当事人：孙八，男，住址：哈尔滨市南岗区花园街12号2单元301室。</p>
```
合并单元格的表头：
```site review=1
/  200 <h1>名册</h1><table><tr><td colspan="3">残疾人名册</td></tr><tr><td rowspan="2">姓名</td><td colspan="2">基本情况</td></tr>
|<tr><td>残疾类别</td><td>年龄</td></tr><tr><td>周九</td><td>视力一级</td><td>40</td></tr></table>
```
单位名录、只到乡镇的住址、没有填的登记表：
```site
/   200 <h1>名录</h1><ul><li><span>单位名称</span><span>负责人</span><span>地址</span></li><li><span>花园街道办</span><span>张三</span>
|<span>花园街12号</span></li></ul><ul><li><span>姓名</span><span>家庭住址</span></li><li><span>李四</span><span>王岗镇</span></li></ul>
|<dl><dt>姓名</dt><dd></dd><dt>家庭住址</dt><dd></dd></dl>
```
单位地址、只到街道的住址：
```site
/  200 <h1>名录</h1><table><tr><td>单位名称</td><td>负责人</td><td>办公地址</td></tr><tr><td>某某公司</td><td>张三</td>
|<td>花园街123号501室</td></tr></table><table><tr><td>姓名</td><td>家庭住址</td></tr><tr><td>李四</td><td>花园街道</td></tr></table>
|<p>地址：南岗区花园街123号。</p>
```
空白申请表、填表说明：
```site
/  200 <h1>申请表</h1><table><tr><td>姓名</td><td></td><td>家庭住址</td><td></td></tr><tr><td>残疾等级</td><td></td><td>健康状况</td>
|<td>良好</td></tr></table><p>请如实填写姓名、家庭住址（写到门牌号、室）。</p>
```
标准表、统计表：
```site
/  200 <h1>补贴标准</h1><table><tr><td>残疾等级</td><td>标准</td></tr><tr><td>一级</td><td>120元</td></tr></table>
|<table><tr><td>病种</td><td>人数</td></tr><tr><td>高血压</td><td>12</td></tr></table>
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from checks.finding import Fault, Occurrence, Outcome, Severity
from checks.language.sentences import paragraphs
from checks.privacy.listings import listings
from checks.privacy.people import is_cell_name
from checks.privacy.tables import Row, tables
from checks.privacy.words import words
from checks.rule import page_rule
from checks.scan import Scan
from portal.page import Page

CODE = "PRV004"
SHOWN = 8  # characters of an address that are shown
HEAD_LONGEST = 12  # characters of a cell that is a head
LINE_LONGEST = 80  # characters of a line of a list
HEAD_ROWS = 8  # rows among which a table's head stands
_DOOR = re.compile(
    r"(?:\d+|[一二三四五六七八九十]+)\s*(?:号(?!线|文)|组|室|单元|栋|幢|弄|户|社)|\d+\s*[-—－]\s*\d+"
)
_DAY = re.compile(r"(?:19|20)\d{2}[-./年]\d{1,2}(?:[-./月]\d{1,2}日?)?")  # no 5-3 of a flat
_WRITTEN = re.compile(
    r"(?:(?<=[男女][，,、])[^。；]{0,30}?(?<![居入])住|家庭(?:详细)?(?:住址|地址)|现\s?住址|现?居住地址?|(?<!常)(?<!单位)住\s?址|户籍地址)\s*(?:为|是|在)?\s*[:：]?\s*(?P<address>[^，。；、：:（(\s]{4,40})"
)


@page_rule(CODE, "address-or-health", Severity.WARNING, "pages")
def address_or_health(page: Page, scan: Scan) -> Iterator[Fault]:
    places: dict[str, str] = {}  # what is told → where
    if _may_list(page.text):
        for what in chain(_in_tables(scan.snapshot.markup(page.url)), _in_lines(page)):
            places.setdefault(what, "名单")
    for passage in paragraphs(page):
        if "住" in passage.text or "户籍地址" in passage.text:
            for match in _WRITTEN.finditer(passage.text):
                if _DOOR.search(_DAY.sub("", match["address"])):
                    places.setdefault(_shortened("住址", match["address"]), passage.locator)
    if places:
        yield _fault(page.url, places)


def _may_list(text: str) -> bool:
    """A first glance: whether the heads of such a list are anywhere on the page."""
    heads = words().address_head.search(text) or words().health_head.search(text)
    return heads is not None and words().name_head.search(text) is not None


def _is_wanted(cell: str) -> bool:
    return words().address_head.fullmatch(cell) is not None or words().health_head.fullmatch(cell) is not None


def _in_tables(html: str) -> Iterator[str]:
    for rows in chain(tables(html), listings(html)):
        yield from _in_columns(rows)
        yield from _in_form(rows)


def _in_lines(page: Page) -> Iterator[str]:
    """Columns kept apart by spaces, below a line of heads."""
    lines = [block.text.split() for block in page.blocks if len(block.text) <= LINE_LONGEST]
    heads = (
        at for at, line in enumerate(lines) if any(map(_is_wanted, line)) and any(map(_is_name_head, line))
    )
    if (at := next(heads, None)) is not None:
        yield from _in_columns(lines[at:])


def _is_name_head(cell: str) -> bool:
    return words().name_head.fullmatch(cell) is not None


def _in_columns(rows: Sequence[Row]) -> Iterator[str]:
    """Below a head with a column of names."""
    names: set[int] = set()
    wanted: dict[int, str] = {}
    for number, row in enumerate(rows):
        if number < HEAD_ROWS:
            names |= {at for at, cell in enumerate(row) if _is_name_head(cell)}
            wanted |= {
                at: cell for at, cell in enumerate(row) if len(cell) <= HEAD_LONGEST and _is_wanted(cell)
            }
        if any(at < len(row) and is_cell_name(row[at]) for at in names):
            for at, head in wanted.items():
                if at < len(row) and row[at] != head and (told := _told(head, row[at])):
                    yield told


def _in_form(rows: Sequence[Row]) -> Iterator[str]:
    """A cell with a label, the next one with the value; the form names somebody."""
    pairs = [pair for row in rows for pair in pairwise(row)]
    if any(_is_name_head(label) and is_cell_name(value) for label, value in pairs):
        for label, value in pairs:
            if (
                len(label) <= HEAD_LONGEST
                and _is_wanted(label)
                and not _is_wanted(value)
                and (told := _told(label, value))
            ):
                yield told


def _told(head: str, value: str) -> str:
    """What is told of a value; "" if it says too little."""
    if words().address_head.fullmatch(head):
        return _shortened(head, value) if _DOOR.search(value) else ""
    value = value.strip(" /—-")
    empty = (
        not value or len(value) > 60 or words().healthy.fullmatch(value) or words().name_head.fullmatch(value)
    )
    return "" if empty or value.isdigit() else f"{head}：{value[:1]}{'*' * max(1, len(value) - 1)}"


def _shortened(head: str, address: str) -> str:
    return f"{head}：{address[:SHOWN]}…"


def _fault(url: str, places: dict[str, str]) -> Fault:
    kinds = dict.fromkeys(what.partition("：")[0] for what in places)
    first = next(iter(places))
    return Fault(
        url,
        f"疑似公开了个人的{'、'.join(kinds)}（本页 {len(places)} 处）",
        Outcome.REVIEW,
        text=first,
        suggestion="住址只保留到乡镇、街道；健康信息删去，或改用编号代替姓名",
        subject=url,
        count=len(places),
        occurrences=tuple(dict.fromkeys(Occurrence(url, place) for place in places.values())),
    )

"""公开了居民身份证号码

## 检查什么
标题、正文、列表、页脚、meta 标签、图片说明和附件（docx、xlsx、pdf、ofd）里的 18 位公民身份号码：
行政区划、出生日期、校验码都对才报，中间有空格、换行、全角数字的也查；
打了星号但仍看得见 14 位以上的同样报；残疾人证号（前 18 位就是身份证号）也报；“身份证”字样旁边的 15 位老号码，标为「疑似」。
统一社会信用代码、订单号、流水号、网址和文件名里的数字不报；
由区划、日期、顺序号组成的受理编号等（同类号码多数校验不对，或表头写明是编号）也不报。失信惩戒、通缉等依法公示的和填写示例里的，标为「疑似」由人工确认。
附件里的写明是哪个附件第几行（页）、附在哪个网页上，隐藏的工作表也看；旧格式（doc、xls、wps）、扫描件、加密的读不出文字，由覆盖情况说明。
一个页面、一个附件合并为一条，号码一律打码显示。配置文件 [privacy] 的 allowed 可以列出允许公开的号码。

## 依据
《政府信息公开条例》第十五条；GB 11643—1999《公民身份号码》（校验方法）；2018 年政务公开工作要点（去标识化）。

## 怎么改
删去号码，或者只留前两位和后三位（如 23*************123）。附件要改好后重新上传，不能只隐藏工作表、行、列；同时检查缓存、转载。

## 例子
名单表格、正文、全角数字和空格：
```site fail=3
/   200 <h1>公示</h1><table><tr><th>姓名</th><th>身份证号</th></tr><tr><td>张三</td><td>230102199001011230</td></tr></table>
|<a href="/a">甲</a><a href="/b">乙</a>
/a  200 <h1>送达公告</h1><p>李四（身份证号码：２３０１０３１９８８０２１４１０７Ｘ）：请于十日内领取决定书。</p>
/b  200 <h1>来信选登</h1><p>我叫王五，身份证 230104 19950630 4568，想咨询落户。</p>
```
打了星号但露出太多、老号码：
```site fail=1 review=1
/   200 <h1>保障房名单</h1><p>赵六 230102199001****30</p><a href="/a">甲</a>
/a  200 <h1>公告</h1><p>钱七，身份证号：230102650203123，遗失房产证。</p>
```
残疾人证号：
```site fail=1
/  200 <h1>残疾人证换发名单</h1><table><tr><td>姓名</td><td>残疾人证号</td></tr><tr><td>张三</td><td>23010219900101123044</td></tr></table>
```
meta 标签和图片说明里：
```site fail=1
/  200 <meta name="description" content="孙八，230102199001011230"><h1>领取公告</h1><p>请携带证件领取。</p>
|<img src="/a.jpg" alt="周九身份证230103198802143323">
/a.jpg ok
```
失信惩戒公示，请人工确认：
```site review=1
/  200 <title>失信被执行人名单</title><h1>失信被执行人名单</h1><p>吴十，230102199001011230，未履行。</p>
```
填写说明里举的例子，请人工确认：
```site review=1
/  200 <h1>填写说明</h1><p>身份证号栏填写18位，如：230102199001011230，末位为X的须大写。</p>
```
统一社会信用代码、校验码不对、订单号、网址里的数字：
```site
/  200 <h1>公告</h1><p>统一社会信用代码：11230103001980001L，112301199011073100，单号202401011234567890，编号230102199001011232。</p>
|<p>http://a.example/230102199001011230.html</p>
```
附件里的名单、文件：
```site fail=2
/       200 <h1>公示</h1><a href="/a.xlsx">附件1：名单</a><a href="/b.docx">附件2：决定</a>
/a.xlsx 200 file 补贴对象公示名单 | 序号, 姓名, 身份证号 | 1, 张三, 230102199001011230 | 2, 李四, 23010319880214107X
/b.docx 200 file 关于王五的决定 | 王五，身份证号码230104199506304568，住南岗区。
```
附件里打了码的、校验码不对的、信用代码、项目代码：
```site
/       200 <h1>公示</h1><a href="/a.xlsx">附件</a>
/a.xlsx 200 file 姓名, 身份证号, 单位代码 | 张三, 230102********1230, 11230103001980001L
|| 李四, 230102199001011232, 2301-230102-04-01-123456
```
打码合规：
```site
/  200 <h1>名单</h1><p>张三 230102********1230</p><p>李四 23*************231</p><p>王五 230***********1231</p>
```
配置里允许的号码、数字表格：
```site
+ [privacy]
+ allowed = ["230102199001011230"]
/  200 <h1>说明</h1><p>号码230102199001011230仅用于培训。</p><table><tr><td>230102</td><td>199001</td><td>011231</td></tr></table>
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from checks.finding import Fault, Outcome, Severity
from checks.language.sentences import Passage
from checks.privacy.numbers import (
    COVERED_IDENTITY,
    DISABLED,
    IDENTITY,
    LONG,
    OLD_IDENTITY,
    SPLIT_IDENTITY,
    has_shape,
    is_covered_identity,
    is_credit_code,
    is_identity,
    is_in_address,
    is_old_identity,
    narrow,
    plain,
)
from checks.privacy.people import Texts
from checks.privacy.told import Hit, has_long_number, headings, is_allowed, passages, told, whole_text
from checks.privacy.words import words
from checks.rule import page_rule
from checks.scan import Scan
from portal.page import Cell, Page

CODE = "PRV001"
CELL = 18  # characters of a block that is a cell of a table, or a head
BEFORE = 16  # characters before a number in which a word tells what it is
SERIES = 5  # numbers of a kind
_IDENTITY_WORD = re.compile(r"身份证|证件(?:编|号)|公民身份|居民身份")
_OTHER_HEAD = re.compile(r"准考证|考号|报名号|学号|编号|证书号")
_CODE_HEAD = re.compile(r"[编案文单学工考]\s*号|受\s*理|流\s*水|代\s*码|考\s*证")
_CREDIT_WORD = re.compile(r"信用代码|机构代码|税号|纳税人识别号")


@page_rule(CODE, "id-card", Severity.ERROR, "pages", files=True)
def id_card(page: Page, scan: Scan) -> Iterator[Fault]:
    if not has_long_number(page):
        return
    text = whole_text(page)
    named = _IDENTITY_WORD.search(text) is not None
    headed = named and _is_headed(page)
    hits = [hit for passage in passages(page) for hit in _hits(passage, scan.today, headed=headed)]
    hits = _without_codes(hits, page, scan.today)
    hits += _certificates(page, scan.today) if "残疾" in text else []
    hits += _split(page, scan.today) if named else []
    hits = [hit for hit in hits if not is_allowed(scan, hit.number)]
    if words().penalty.search(headings(page)):
        hits = [Hit(hit.passage, hit.start, hit.end, Outcome.REVIEW) for hit in hits]
    yield from told(page, hits, "身份证号码", "", "删去，或者只留前两位和后三位，如 23*************123")


def _without_codes(hits: list[Hit], page: Page, today: date) -> list[Hit]:
    """Of codes made of a region, a day and a running number one in eleven has a valid check sign. They are told by their
    column's head, or by their like without one.
    """
    if not hits:
        return hits
    text = whole_text(page)
    alike = {plain(match["number"]) for match in IDENTITY.finditer(text)}
    alike = {number for number in alike if has_shape(number, today)}
    series = len(alike) >= SERIES and sum(is_identity(number, today) for number in alike) * 2 < len(alike)
    texts = Texts(page) if page.cells else None
    return [hit for hit in hits if not _is_code(hit, page.cells, texts, series=series)]


def _is_code(hit: Hit, cells: Sequence[Cell], texts: Texts | None, *, series: bool) -> bool:
    at = texts.find(hit.passage.text) if texts else -1
    head = cells[at].head if at >= 0 else ""
    if _IDENTITY_WORD.search(head) or _IDENTITY_WORD.search(hit.passage.text):
        return False
    return series or _CODE_HEAD.search(head) is not None


def _is_headed(page: Page) -> bool:
    """Whether a table's head names identity numbers, and none other that a cell may hold."""
    heads = [block.text for block in page.blocks if len(block.text) <= CELL]
    return any(map(_IDENTITY_WORD.search, heads)) and not any(map(_OTHER_HEAD.search, heads))


def _hits(passage: Passage, today: date, *, headed: bool) -> Iterator[Hit]:
    text = narrow(passage.text)
    if not LONG.search(text):
        return
    for match in IDENTITY.finditer(text):
        start, end = match.span("number")
        number = plain(match["number"])
        if is_identity(number, today) and not _is_other(text, start, end, number):
            yield Hit(passage, start, end, _outcome(text, start))
    for match in COVERED_IDENTITY.finditer(text):
        if is_covered_identity(match["number"], today) and not is_in_address(text, *match.span()):
            yield Hit(passage, *match.span("number"), _outcome(text, match.start()))
    for match in OLD_IDENTITY.finditer(text):
        beside = _IDENTITY_WORD.search(text, max(0, match.start() - BEFORE), match.start())
        if (beside or (headed and len(text) <= CELL)) and is_old_identity(match["number"], today):
            yield Hit(passage, *match.span("number"), Outcome.REVIEW)


def _certificates(page: Page, today: date) -> Iterator[Hit]:
    """Numbers of 残疾人证, which hold the identity number."""
    for passage in passages(page):
        for match in DISABLED.finditer(narrow(passage.text)):
            if is_identity(plain(match["number"]), today):
                yield Hit(passage, *match.span("number"))


def _is_other(text: str, start: int, end: int, number: str) -> bool:
    """An organisation's code, or part of an address."""
    before = text[max(0, start - BEFORE) : start]
    credit = is_credit_code(number) and not _IDENTITY_WORD.search(before)
    return credit or _CREDIT_WORD.search(before) is not None or is_in_address(text, start, end)


def _outcome(text: str, start: int) -> Outcome:
    sample = words().sample.search(text, max(0, start - BEFORE), start)
    return Outcome.REVIEW if sample else Outcome.FAIL


def _split(page: Page, today: date) -> Iterator[Hit]:
    """Numbers broken over two lines or cells."""
    text = narrow("\n".join(block.text for block in page.blocks))
    for match in SPLIT_IDENTITY.finditer(text):
        number = plain(match["number"])
        if match["number"].count("\n") == 1 and is_identity(number, today):
            lead = text.count("\n", 0, match.start())
            place = page.cells[lead].place if page.cells else f"第{lead + 1}段文字"
            passage = Passage(number, place, page.blocks[lead].zone)
            yield Hit(passage, 0, len(number))

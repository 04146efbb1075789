"""公开了个人手机号码

## 检查什么
名单、表格里或人名旁边的手机号码，群众来信里来信人的手机号码；附件（docx、xlsx、pdf、ofd）里的也查，写明在附件第几行（页）。
「联系人」「联系电话」「咨询电话」等联系方式里的手机号码，以及说不清是谁的，标为「疑似」由人工核对；一个页面列出五个以上联系人手机的，按名单处理。
河长、网格员等依规定公示的责任人名单，标为「疑似」。固定电话、金额、编号、网址里的数字和打了码的号码不报。
一个页面、一个附件合并为一条，号码一律打码显示；全站页脚里同一个号码只报一次。
确属对外办公的号码，加入配置文件 [privacy] 的 allowed，以后不再报。

## 依据
《政府信息公开条例》第十五条；各地通报把红头通知里的联系人手机也列为泄露个人信息。

## 怎么改
删去或改用办公固定电话；需要保留的写成 138****1234。

## 例子
名单表格、正文里人名旁边、信件里来信人的：
```site fail=3
/   200 <h1>志愿者名单</h1><table><tr><th>姓名</th><th>手机</th></tr><tr><td>张三</td><td>13904510001</td></tr><tr><td>李四</td>
|<td>139 0451 0002</td></tr></table><a href="/a">甲</a><a href="/b">乙</a>
/a  200 <h1>走访情况</h1><p>低保户王五（13704510003）反映暖气不热，已处理。</p>
/b  200 <h1>来信内容</h1><p>来信：楼道漏水一年了，请和我联系，手机１３６０４５１０００４。</p>
```
通知里列了一串联系人：
```site fail=1
/  200 <h1>关于报送材料的通知</h1><p>联系人：张三 13904510001</p><p>联系人：李四 13904510002</p><p>联系人：王五 13904510003</p>
|<p>联系人：赵六 13904510004</p><p>联系人：孙八 13904510005</p>
```
办公联系方式、依规公示的责任人、页脚，请人工核对：
```site review=3
/   200 <h1>招聘公告</h1><p>报名咨询：联系人张三，联系电话13904510001。</p><a href="/a">甲</a><a href="/b">乙</a>
/a  200 <title>河长公示</title><h1>河长公示</h1><table><tr><td>李四</td><td>13904510002</td></tr><tr><td>王五</td><td>13904510003</td>
|</tr></table>
/b  200 <h1>概况</h1><p>本区概况。</p><div class="footer"><p>技术支持：13904510006</p></div>
```
附件里的名单；办公联系方式请人工核对：
```site fail=1 review=1
/       200 <h1>公示</h1><a href="/a.xlsx">附件1：志愿者名单</a><a href="/b.docx">附件2：通知</a>
/a.xlsx 200 file 姓名, 联系电话 | 张三, 13904510001 | 李四, 13904510002
/b.docx 200 file 关于报送材料的通知 | 联系人：王五，联系电话：13904510003。
```
附件里的固定电话、打码、金额和编号：
```site
/       200 <h1>公示</h1><a href="/a.xlsx">附件1</a><a href="/b.xlsx">附件2</a>
/a.xlsx 200 file 姓名, 联系电话 | 张三, 0451-82345678 | 李四, 139****0002 | 王五, 82345678
/b.xlsx 200 file 科目, 预算数（元）, 决算数（元） | 一般公共服务, 13904510001, 15012345678 | 合计, 18904510001, 19904510002
```
固定电话、打码、金额、编号、网址：
```site
/  200 <h1>公告</h1><p>张三，电话0451-82345678；李四，138****1234；合计13904510001元；编号13904510001；样品号13904510001AB。</p>
|<p>http://a.example/13904510001.html，13904510001.50元</p>
```
允许公开的办公号码：
```site
+ [privacy]
+ allowed = ["139-0451-0001"]
/  200 <h1>公告</h1><p>值班员张三，13904510001。</p>
```
表头说明是编号、数量的：
```site
/  200 <h1>案件公示</h1><table><tr><td>案件编号</td><td>案由</td></tr><tr><td>13904510001</td><td>超范围经营</td></tr></table>
|<div><div><p>指标</p><p>数值（千瓦时）</p></div><div><p>用电量</p><p>15004510002</p></div></div>
```
名单里隔着性别的：
```site fail=1
/  200 <h1>拟录用人员</h1><ul><li>姓名：张三，性别：男，手机号码：13904510001</li></ul>
```
更长的数字、账号、坐标：
```site
/  200 <h1>公告</h1><p>账号 139045100012345，条码：13904510001，例如13904510001，时间戳1390451000123，东经126.13904510001。</p>
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import chain

from checks.finding import Fault, Outcome, Severity
from checks.language.sentences import Passage
from checks.privacy.listings import listings
from checks.privacy.numbers import MOBILE, is_in_address, may_hold_mobile, narrow, plain
from checks.privacy.people import (
    NEAR,
    Texts,
    is_business,
    is_labelled,
    is_labelled_above,
    is_phone_head,
    name_beside,
    name_in_row,
)
from checks.privacy.tables import tables
from checks.privacy.told import Hit, headings, is_allowed, passages, told, whole_text
from checks.privacy.words import words
from checks.rule import page_rule
from checks.scan import Scan
from portal.column import ColumnKind
from portal.page import Page, Zone

CODE = "PRV002"
LISTED = 5  # contacts on one page that make a list of people
CELL, LINE = 25, 60  # characters of a block that is a cell of a table, a line of a list
_UNITS = tuple("元万亿人个件吨米平㎡%％￥株棵只头户枚册次台套辆升度亩公斤千")
_LETTER_WORDS = ("来信内容", "来信人", "写信人", "信件内容", "留言内容", "咨询内容", "诉求内容", "问题描述")
_OTHER = re.compile(
    r"[号码数]|金额|合计|总计|[（(][千万亿]?元[）)]"
)  # what a column of other long numbers is called
_REMARK = re.compile(r"\s*[（(][^（）()]*[）)]$")  # 用电量（千瓦时）
_OWN = re.compile(r"我的?(?:电话|手机|号码)|本人|来信人|写信人|[和跟与]我联系|联系我|我[是叫]")


@dataclass(frozen=True, slots=True)
class Found:
    """A mobile number; `name`: whose it is, "" if none stands beside it · labelled: as an office
    presents a contact · own: as the writer of a letter gives it."""

    passage: Passage
    start: int
    end: int
    name: str
    labelled: bool
    own: bool

    @property
    def number(self) -> str:
        return plain(narrow(self.passage.text[self.start : self.end]))


@page_rule(CODE, "mobile-number", Severity.ERROR, "pages", files=True)
def mobile_number(page: Page, scan: Scan) -> Iterator[Fault]:
    if not may_hold_mobile(whole_text(page)):
        return
    texts = Texts(page)
    found = [one for passage in passages(page) for one in _found(passage, texts, of_file=bool(page.cells))]
    if page.cells:
        found = [one for one in found if _is_told(one, page, texts)]
    elif any(map(_is_bare, found)):
        others = _other_numbers(scan.snapshot.markup(page.url))
        found = [one for one in found if not (_is_bare(one) and "".join(one.passage.text.split()) in others)]
    found = [one for one in found if not is_allowed(scan, one.number)]
    letter = _is_letter(page, scan)
    contacts = {one.number for one in found if one.labelled and one.name}
    listed = len(contacts) >= LISTED
    duty = words().duty.search(headings(page)) is not None
    hits = [
        Hit(one.passage, one.start, one.end, _outcome(one, letter=letter, listed=listed, duty=duty))
        for one in found
    ]
    yield from told(
        page,
        hits,
        "手机号码",
        "",
        "个人手机号码删去或写成 138****1234；确属对外办公的，加入配置文件 [privacy] 的 allowed",
    )


def _is_told(one: Found, page: Page, texts: Texts) -> bool:
    """Of a file: whether a number alone in its cell is called a telephone, or else stands in a row with a name. Amounts and
    numbers of examinees have as many digits.
    """
    if one.end - one.start < len(one.passage.text.strip()):
        return True
    at = texts.find(one.passage.text)
    head = page.cells[at].head if at >= 0 else ""
    if head:
        return is_phone_head(head) or (one.name != "" and _OTHER.search(head) is None)
    return any(each < at for each in texts.phone_heads[:1]) or (one.name != "" and not texts.others(_OTHER))


def _is_cell(text: str, start: int, end: int) -> bool:
    """Whether it holds a number and what it is, and no address or the like: a file sets boxes beside each other."""
    return end - start == len(text.strip()) or is_phone_head(text)


def _found(passage: Passage, texts: Texts, *, of_file: bool) -> Iterator[Found]:
    text = narrow(passage.text)
    for match in MOBILE.finditer(text):
        start, end = match.span("number")
        if (
            text[end : end + 1] in _UNITS
            or words().not_phone.search(text[:start])
            or is_in_address(text, start, end)
        ):
            continue
        name, labelled, own = name_beside(text, start, end), is_labelled(text, start), _is_own(text[:start])
        if len(text) <= LINE and (at := texts.find(passage.text)) >= 0:
            if not name and len(text) <= CELL and (not of_file or _is_cell(text, start, end)):
                name = name_in_row(texts, at, strict=passage.zone is Zone.NAV)
            labelled = labelled or is_labelled_above(texts, at)
            own = own or any(map(_is_own, texts.texts[max(0, at - NEAR) : at]))
        yield Found(passage, start, end, name, labelled or is_business(name), own)


def _is_bare(one: Found) -> bool:
    """Whether it stands alone, maybe in a cell, and nothing around says whose it is."""
    return (
        not one.name
        and not one.labelled
        and one.passage.text.strip() == one.passage.text[one.start : one.end]
    )


def _other_numbers(html: str) -> Set[str]:
    """Cells of columns whose head names numbers that are no telephone's: 案件编号, 浏览量."""
    return {
        "".join(row[at].split())
        for rows in chain(tables(html), listings(html))
        for at, head in enumerate(rows[0] if rows else ())
        if words().not_phone.search(_REMARK.sub("", head))
        for row in rows[1:]
        if at < len(row)
    }


def _is_own(text: str) -> bool:
    return _OWN.search(text) is not None


def _outcome(one: Found, *, letter: bool, listed: bool, duty: bool) -> Outcome:
    if one.passage.zone is Zone.FOOTER or duty:
        return Outcome.REVIEW
    if letter and (one.own or not one.labelled):
        return Outcome.FAIL
    if one.labelled:
        return Outcome.FAIL if listed and one.name else Outcome.REVIEW
    return Outcome.FAIL if one.name else Outcome.REVIEW


def _is_letter(page: Page, scan: Scan) -> bool:
    column = scan.column_at(page.url)
    named = any(word in text for text in (page.title, page.text) for word in _LETTER_WORDS)
    return named or (column is not None and column.kind is ColumnKind.LETTERS)

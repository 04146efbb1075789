"""疑似公开了个人银行账号

## 检查什么
网页和附件（docx、xlsx、pdf、ofd）里 16—19 位、通过校验（Luhn）的银行卡号，旁边或表头有“账号、卡号、开户行、一卡通”等字样的。
是不是个人的账户由人工判断，因此标为「疑似」：真实网页上还没有读到过，准确率不知道。
单位收款账户不报：户名是公司、机关、学校等，或者写明缴款、捐款、保证金、财政专户的。身份证号、统一社会信用代码、固定资产编号等不报。
一个页面、一个附件合并为一条，号码一律打码显示。配置文件 [privacy] 的 allowed 可以列出允许公开的号码。

## 依据
《政府信息公开条例》第十五条；ISO/IEC 7812（卡号校验方法）。

## 怎么改
删去账号，或者只留后四位。惠民补贴等公示名单不需要公开银行账号。

## 例子
补贴名单、正文、带空格的卡号：
```site review=3
/   200 <h1>惠农补贴公示</h1><table><tr><td>姓名</td><td>一卡通账号</td></tr><tr><td>张三</td><td>6217000000000000012</td></tr>
|</table><a href="/a">甲</a><a href="/b">乙</a>
/a  200 <h1>来信</h1><p>请把退款打到李四的卡里，开户行农业银行，卡号：6228 4800 0000 0000 018。</p>
/b  200 <h1>临时救助</h1><p>王五，银行卡号6222020000000000018，金额2000元。</p>
```
多人的名单合并为一条：
```site review=1
/  200 <h1>名单</h1><p>赵六，账号6217000000000000012</p><p>孙八，账号6217000000000000020</p>
```
没有用表格排的名单、写明某行卡的：
```site review=2
/  200 <h1>惠农补贴</h1><ul><li><span>姓名</span><span>社保卡账号</span></li>
|<li><span>张三</span><span>6217000000000000012</span></li></ul><a href="/a">甲</a>
/a 200 <h1>来信</h1><p>我叫李四，请把补贴发到我的农行卡6228480000000000018上。</p>
```
单位收款账户、捐款、保证金：
```site
/   200 <h1>招标公告</h1><p>户名：南岗区财政局</p><p>开户行：中国银行</p><p>账号：6217000000000000012</p><a href="/a">甲</a>
/a  200 <h1>公告</h1><p>投标保证金缴纳账号：6217000000000000012</p><p>捐款账号 6228480000000000018，区慈善总会账户。</p>
```
附件里的补贴名单；单位的收款账户不报：
```site review=1
/       200 <h1>公示</h1><a href="/a.xlsx">附件1：补贴名单</a><a href="/b.docx">附件2：招标公告</a>
/a.xlsx 200 file 姓名, 一卡通账号, 金额 | 张三, 6217000000000000012, 500
/b.docx 200 file 投标保证金 | 户名：南岗区财政局，账号：6217000000000000012
```
汇给个人的、写作“账户”的，与单位的账户：
```site review=2
/   200 <h1>救助金发放</h1><p>救助金已汇入王五的银行卡，卡号6222020000000000018。</p><a href="/a">甲</a><a href="/b">乙</a>
/a  200 <h1>慰问金发放</h1><p>赵六，账户６２１７０００００００００００００１２，500元。</p>
/b  200 <h1>托费</h1><p>户名：花园第一幼儿园</p><p>账号：6217000000000000012</p><p>请汇入以下账户：6228480000000000018</p>
```
单位账户的表格，举的例子：
```site
/  200 <h1>资金拨付公告</h1><p>日期：2026-05-06</p><table><tr><td>收款单位</td><td>开户行</td><td>账号</td></tr>
|<tr><td>花园乳业有限公司</td><td>农行花园支行</td><td>6217000000000000012</td></tr></table><p>社保卡卡号在卡片正面，例如：6228480000000000018。</p>
```
没有账号字样、校验不对、身份证号、长编号：
```site
/  200 <h1>公告</h1><p>采购编号6217000000000000012。</p><p>卡号：6217000000000000014。</p><p>账号：62170000000000000120005。</p>
```
打了码的：
```site
/  200 <h1>名单</h1><p>张三，账号6217***********0012；李四，银行卡号尾号0020。</p>
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from checks.finding import Fault, Outcome, Severity
from checks.language.sentences import Passage
from checks.privacy.numbers import (
    CARD,
    is_card,
    is_credit_code,
    is_identity,
    is_in_address,
    narrow,
    plain,
)
from checks.privacy.people import Texts, is_cell_name
from checks.privacy.told import Hit, has_long_number, is_allowed, passages, told, whole_text
from checks.privacy.words import words
from checks.rule import page_rule
from checks.scan import Scan
from portal.page import Cell, Page

CODE = "PRV003"
BEFORE, AFTER = 40, 20  # characters around a number that may say what it is
ABOVE = 6  # cells before a number that may name the holder of the account
SAMPLE = 16  # characters before a number in which a word says that it is an example
NEAR = 3  # lines before and after that may say whose account it is
ROW = 12  # cells before and after that may be of its row
_HOLDER = re.compile(r"户\s*[名主]|单\s*位|(?<!行)名\s*称|收款|企业")
CELL = 30  # characters of a block that is a cell of a table


@page_rule(CODE, "bank-card", Severity.ERROR, "pages", files=True)
def bank_card(page: Page, scan: Scan) -> Iterator[Fault]:
    if not has_long_number(page) or not words().bank.search(whole_text(page)):
        return
    texts = Texts(page)
    heads = texts.where(lambda cell: len(cell) <= CELL and words().bank.search(cell) is not None)
    hits = [hit for passage in passages(page) for hit in _hits(passage, texts, heads[:1], scan)]
    hits = [hit for hit in hits if not is_allowed(scan, hit.number) and not _is_held(hit, page, texts)]
    yield from told(page, hits, "个人银行账号", "", "删去账号，或者只留后四位")


def _hits(passage: Passage, texts: Texts, head: list[int], scan: Scan) -> Iterator[Hit]:
    """head: where the first cell stands that says that accounts follow."""
    text = narrow(passage.text)
    for match in CARD.finditer(text):
        start, end = match.span("number")
        number = plain(match["number"])
        if words().sample.search(text, max(0, start - SAMPLE), start):
            continue
        other = len(number) == 18 and (is_identity(number, scan.today) or is_credit_code(number))
        if other or not is_card(number) or is_in_address(text, start, end):
            continue
        at = texts.find(passage.text)
        headed = any(place < at for place in head)
        if _is_account(text, start, end, headed=headed) and not _is_public(text, texts.texts, at):
            yield Hit(passage, start, end, Outcome.REVIEW)


def _is_account(text: str, start: int, end: int, *, headed: bool) -> bool:
    """Whether the text around says so, or, of a cell, a head above it."""
    if words().bank.search(text[max(0, start - BEFORE) : start] + "\n" + text[end : end + AFTER]):
        return True
    return len(text) <= CELL and headed


def _is_public(text: str, cells: Sequence[str], at: int) -> bool:
    """Whether it is an organisation's account, or one people are asked to pay to."""
    near = [text, *cells[max(0, at - NEAR) : at + NEAR + 1]] if at >= 0 else [text]
    above = reversed(cells[max(0, at - ABOVE) : at] if at > 0 else [])
    if len(text) <= CELL and _is_of_organisation(list(takewhile(lambda cell: _is_row([cell]), above))):
        return True
    whole = "\n".join(near if len(text) > CELL or not _is_row(near) else [text])
    return words().organisation.search(whole) is not None or words().paying.search(whole) is not None


def _is_of_organisation(before: Sequence[str]) -> bool:
    """Whether the cells before name an organisation, and no person."""
    return any(map(words().unit.fullmatch, before)) and not any(map(is_cell_name, before))


def _is_held(hit: Hit, page: Page, texts: Texts) -> bool:
    """Of a table in a file: whether the row says that an organisation holds the account."""
    at = texts.find(hit.passage.text) if page.cells else -1
    if at < 0:
        return False
    row = _row_of(page.cells[at])
    around = range(max(0, at - ROW), min(len(page.cells), at + ROW))
    return any(
        words().organisation.search(f"户名：{texts.texts[each]}")
        for each in around
        if _row_of(page.cells[each]) == row and _HOLDER.search(page.cells[each].head)
    )


def _row_of(cell: Cell) -> str:
    return cell.place.rpartition("行")[0]


def _is_row(near: Sequence[str]) -> bool:
    """Whether what stands around a cell are bare cells, as in a list of people, rather than 户名：… lines."""
    return not any("：" in cell or ":" in cell for cell in near)

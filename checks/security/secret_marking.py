"""疑似带有密级、内部资料或不予公开标志

## 检查什么
页面上有“秘密★”“机密★1年”“绝密”等密级标志，“内部资料 注意保存”“仅供内部使用”“不得外传”等内部标志，
或者公开属性写着“不予公开”“此件不公开”。标志单独成行、写在括号里、在文首或在标签后面的才算。
讲保密法、定密规定的文章，加了引号的“秘密★”，公开年报表格里的“不予公开”，待填的选项，“此件公开发布”“依申请公开”不报。
带标志的文件可能已经解密或已改为公开，因此一律标为「疑似」，由人工核对；一个页面一条。

## 依据
国办秘函〔2019〕19号：单项否决·安全、泄密事故等严重问题；《保守国家秘密法》；《政府信息公开条例》第十四条。

## 怎么改
立即撤下页面和附件，核对原件的密级和公开属性，按保密规定报告；确已解密或同意公开的，删去标志并写明公开属性。

## 例子
密级标志：
```site review=3
/   200 <p>机密★1年</p><p>特急</p><h1>关于报送情况的通知</h1><a href="/a">甲</a><a href="/b">乙</a>
/a  200 <table><tr><td>密级：秘密</td><td>紧急程度：加急</td></tr></table><h1>会议纪要</h1>
/b  200 <p>绝密</p><h1>关于安全保卫工作的方案</h1><p>各单位：现将方案印发给你们。</p>
```
内部资料：
```site review=3
/   200 <h1>工作简报</h1><p>内部资料，注意保存</p><a href="/a">甲</a><a href="/b">乙</a>
/a  200 <h1>通讯录（仅供内部使用）</h1><p>各处室电话如下。</p>
/b  200 <h1>情况反映</h1><p>（内部文件，不得外传）</p>
```
公开属性：
```site review=3
/   200 <h1>批复</h1><p>公开属性：不予公开</p><a href="/a">甲</a><a href="/b">乙</a>
/a  200 <h1>请示</h1><table><tr><td>公开方式</td><td>不公开</td></tr></table>
/b  200 <h1>函</h1><p>（此件不予公开）</p>
```
表头在上、值在下的一行：
```site review=1
/  200 <h1>关于下达资金的通知</h1><table><tr><td>索引号</td><td>公开属性</td><td>发文单位</td></tr><tr><td>2026-118</td><td>不予公开</td>
|<td>区财政局</td></tr></table>
```
公开事项目录不是一份文件的公开属性：
```site
/  200 <h1>公开事项目录</h1><table><tr><td>事项</td><td>公开方式</td></tr><tr><td>行政许可</td><td>主动公开</td></tr>
|<tr><td>会议纪要</td><td>不予公开</td></tr></table>
```
考过的试卷：
```site
/  200 <p>绝密★启用前</p><h1>2025年公开招聘笔试真题</h1><p>一、单项选择题</p>
```
讲保密、定密的文章：
```site
/  200 <h1>保密知识</h1><p>国家秘密的密级分为绝密、机密、秘密三级，标志写作“机密★1年”。</p><p>绝密级国家秘密是最重要的国家秘密。</p>
|<p>不得在涉密文件上漏标“秘密★”字样。</p>
```
年报表格、申请答复、公开目录的选项：
```site
/  200 <h1>年度报告</h1><table><tr><td>（三）不予公开</td><td>1.属于国家秘密</td><td>0</td></tr></table>
|<p>公开属性：主动公开□ 依申请公开□ 不予公开□</p><p>属于内部事务信息，决定不予公开。</p><table><tr><td>公开属性</td><td>不予公开</td>
|<td>主动公开</td></tr></table>
```
可以公开的：
```site
/  200 <h1>通知</h1><p>（此件公开发布）</p><p>公开属性：主动公开</p><p>密级：公开</p><p>连续性内部资料准印证 第1号</p>
|<p>加强内部资料管理，秘密举报电话12345。</p><a href="/">秘密</a>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.finding import Fault, Occurrence, Outcome, Severity
from checks.language.sentences import excerpt, paragraphs
from checks.rule import page_rule
from checks.scan import Scan
from checks.security.markings import is_closed, is_head, marking, may_hold
from portal.page import Page, Zone

CODE = "SEC006"
_OPEN = {"主动公开", "依申请公开"}  # in a catalogue of many matters
ROW = 8  # cells of a row of a document's form
TOP = 6  # lines of a document's head, where a bare word is a marking


@page_rule(CODE, "secret-marking", Severity.VETO, "pages")
def secret_marking(page: Page, scan: Scan) -> Iterator[Fault]:
    if may_hold(page.text):
        yield from _marked(page)


def _marked(page: Page) -> Iterator[Fault]:
    """The markings of a page as one finding; one in a footer, which stands on every page, for itself."""
    lines = [block.text for block in page.blocks]
    links = {link.text for link in page.links}
    told = {entry.title for entry in page.entries if entry.url}  # where the entry leads to
    text = ""
    places: list[str] = []
    for passage in paragraphs(page):
        at = lines.index(passage.text) if passage.text in lines else len(lines)
        listed = passage.text in links or any(title in passage.text for title in told)
        found = None if listed else marking(passage.text, *_around(lines, at))
        if found is None or (found.alone and not _is_on_top(page, at)):
            continue
        shown = excerpt(passage.text, found.start, found.end)
        if passage.zone is Zone.FOOTER:
            yield _fault(page.url, shown, shown, [passage.locator])
        else:
            text, places = text or shown, [*places, passage.locator]
    if places:
        yield _fault(page.url, text, page.url, places)


def _around(lines: list[str], at: int) -> tuple[str, str]:
    """The lines before and after; for the only such cell of a page, the head of its column goes before."""
    before = lines[at - 1] if 0 < at < len(lines) else ""
    if at < len(lines) and is_closed(lines[at]) and sum(is_closed(one) or one in _OPEN for one in lines) == 1:
        before = next(filter(is_head, reversed(lines[max(0, at - ROW) : at])), before)
    return before, lines[at + 1] if at + 1 < len(lines) else ""


def _is_on_top(page: Page, at: int) -> bool:
    """Whether a line stands right above the headline or among the first of the text."""
    first = next((n for n, b in enumerate(page.blocks) if b.zone in {Zone.TITLE, Zone.BODY}), 0)
    return at - first < TOP and not _is_choice(page, at)


def _is_choice(page: Page, at: int) -> bool:
    """绝密, 机密, 秘密 one after the other are a form's choices."""
    near = [block.text for block in page.blocks[max(0, at - 2) : at + 3]]
    return sum(text.startswith(("绝密", "机密", "秘密")) for text in near) > 1


def _fault(url: str, text: str, subject: str, places: list[str]) -> Fault:
    return Fault(
        url,
        f"疑似带有涉密或内部标志：「{text}」",
        Outcome.REVIEW,
        text=text,
        suggestion="立即核对原件的密级和公开属性；不应公开的先撤下页面和附件，并按保密规定报告",
        subject=subject,
        occurrences=tuple(Occurrence(url, place) for place in places),
    )

"""发文字号或层次序数不规范

## 检查什么
发文字号应写作“机关代字〔年份〕顺序号”：括号用错（[ ]、【 】、（ ））、年份只写两位、年份后加“年”、顺序号前加“第”、
编虚位（05 号）、缺“号”字。
有发文字号的公文正文里，“（一）、”“1、”这样的层次序数。一个页面的发文字号合并为一条，层次序数合并为一条。
法院案号（2023）黑01民初1号、采购和招标编号、证照和鉴定文书编号、地块号、令和公告的“第…号”、“字第…号”、
1990 年以前的文件不报；新闻和办事指南不查层次序数。

## 依据
GB/T 9704—2012《党政机关公文格式》：年份应标全称，用六角括号“〔〕”括入；发文顺序号不加“第”字，
不编虚位（即 1 不编为 01），在阿拉伯数字后加“号”字；
结构层次序数依次用“一、”“（一）”“1.”“（1）”。

## 怎么改
按「建议」改正；引用外单位文件的，对照原件。层次序数把“（一）、”改为“（一）”，“1、”改为“1.”。

## 例子
括号、虚位、“第”字，各在一个页面：
```site fail=3
/   200 <h1>通知</h1><p>根据《关于做好防汛工作的通知》（哈政办发[2024]12号）要求，现通知如下。</p><a href="/a">甲</a><a href="/b">乙</a>
/a  200 <h1>通知</h1><p>南政发〔2024〕05号</p>
/b  200 <h1>通知</h1><p>南政办函〔2024〕第8号</p>
```
两位年份、缺“号”字、多了“年”字，同一页合并：
```site fail=1
/  200 <h1>通知</h1><p>依据哈财发〔24〕12号文件。</p><p>依据（哈政规〔2024〕3）。</p><p>依据国发【2024年】9号。</p>
```
公文里的层次序数：
```site fail=1
/  200 <title>关于印发方案的通知</title><h1>关于印发方案的通知</h1><p>南政发〔2024〕5号</p>
|<p>（一）、加强领导，落实责任，各部门要按照职责分工抓好落实。</p><p>1、成立专班，统一调度，及时研究解决工作中的问题。</p>
```
正确的写法：
```site
/  200 <title>关于印发方案的通知</title><h1>关于印发方案的通知</h1><p>南政发〔2024〕5号</p>
|<p>（一）加强领导。1.成立专班。（1）定期调度。</p><p>依据国务院令第711号和财政部公告2024年第12号。</p>
```
案号、采购编号、证照、审计报告、地块：
```site
/  200 <h1>公告</h1><p>（2023）黑01民初1号；哈采[2024]01号；黑建房许字(2020)第001号；哈国用（2009）第012345号；众环审字[2020]010934号；
|哈土挂(2024)12号；黑公证字（2024）第05号。</p>
```
老文件、电话、楼号、新闻里的“1、”：
```site
/  200 <h1>我区召开会议</h1><p>依据国发（1984）12号、国办发〔85〕3号。拨打(0451)82345678，花园街（12）3号楼。</p><p>1、加强领导。</p>
|<p>按照国发〔2014〕12、13号文件执行。</p>
```
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from checks.finding import Fault, Occurrence, Outcome, Severity
from checks.language.document_numbers import NUMBER, Misnumbered, is_number, is_paper, misnumbered
from checks.language.numbering import Leap
from checks.language.remark import Remark
from checks.language.sentences import Passage, excerpt, paragraphs
from checks.rule import page_rule
from checks.scan import Scan
from portal.page import Page, Zone

CODE = "TXT006"
SHOWN = 3  # faults of a page named in the suggestion
TOP = 30  # lines of a page among which a document's own number stands
_ORDINALS = "公文层次序数不规范：“（一）”后面不加顿号，“1”后面用“.”"
_ORDINAL = re.compile(
    r"(?P<han>[（(][一二三四五六七八九十]{1,3}[）)])\s?、|(?P<digit>\d{1,2})\s?、(?=[\u4e00-\u9fff“《])"
)


@page_rule(CODE, "document-number", Severity.WARNING, "pages")
def document_number(page: Page, scan: Scan) -> Iterator[Fault]:
    text = page.text
    if NUMBER.search(text):
        yield from _numbers(page, scan)
    if "、" in text and _is_paper(page):
        yield from _ordinals(page)


def _numbers(page: Page, scan: Scan) -> Iterator[Fault]:
    passages = [p for p in paragraphs(page) if NUMBER.search(p.text) and not _is_elsewhere(page, p)]
    year = scan.today.year

    def judge(texts: Sequence[str]) -> list[tuple[Misnumbered, ...]]:
        return [tuple(misnumbered(text, year)) for text in texts]

    answers = scan.memory(CODE).answers([passage.text for passage in passages], judge)
    found = [(p, fault) for p, faults in zip(passages, answers, strict=True) for fault in faults]
    if found:
        yield _fault(page.url, found)


def number_remark(text: str, fault: Misnumbered) -> Remark:
    written = text[fault.start : fault.end]
    return Remark(
        CODE,
        fault.start,
        fault.end,
        f"发文字号不规范：{'；'.join(fault.why.split('、'))}",
        f"「{written}」→「{fault.right}」",
        right=fault.right,
    )


def _is_elsewhere(page: Page, passage: Passage) -> bool:
    """The title element, footers (licences), and titles in lists: they are told where the entry leads to."""
    if passage.zone in {None, Zone.FOOTER}:
        return True
    return passage.zone in {Zone.LIST, Zone.NAV} and any(
        e.url and e.title in passage.text for e in page.entries
    )


def _fault(url: str, found: list[tuple[Passage, Misnumbered]]) -> Fault:
    first, fault = found[0]
    changes = dict.fromkeys(f"「{p.text[f.start : f.end]}」→「{f.right}」" for p, f in found)
    more = f" 等 {len(changes)} 处" if len(changes) > SHOWN else ""
    reasons = dict.fromkeys(reason for _, f in found for reason in f.why.split("、"))
    return Fault(
        url,
        f"发文字号不规范：{'；'.join(reasons)}",
        text=excerpt(first.text, fault.start, fault.end),
        suggestion="；".join(list(changes)[:SHOWN]) + more,
        subject=url,
        count=len(changes),
        occurrences=tuple(dict.fromkeys(Occurrence(url, p.locator) for p, _ in found)),
    )


def _is_paper(page: Page) -> bool:
    headlines = [block.text for block in page.blocks if block.zone is Zone.TITLE] or [page.title]
    return is_official(headlines, [block.text for block in page.blocks[:TOP]])


def is_official(headlines: Iterable[str], first_lines: Iterable[str]) -> bool:
    """Whether a text is an official document: a title of that kind, and a number of its own."""
    return any(map(is_paper, headlines)) and any(map(is_number, first_lines))


def ordinal(text: str) -> Remark | None:
    """What is wrong with the ordinal that a paragraph of an official document begins with."""
    match = _ORDINAL.match(text)
    if match is None:
        return None
    right = match["han"] or f"{match['digit']}."
    return Remark(CODE, *match.span(), _ORDINALS, f"「{match[0]}」→「{right}」", right=right)


def leap_remark(leap: Leap, written: str) -> Remark:
    """Of an ordinal of a manuscript; a page may have lost a paragraph in the reading."""
    told = f"疑似序号不连续：「{leap.after}」之后是「{written}」"
    return Remark(CODE, leap.start, leap.end, told, "核对序号，或补上遗漏的内容", Outcome.REVIEW)


def _ordinals(page: Page) -> Iterator[Fault]:
    lines = [(p, told) for p in paragraphs(page) if p.zone is Zone.BODY and (told := ordinal(p.text))]
    if not lines:
        return
    first = lines[0][0]
    changes = dict.fromkeys(told.suggestion for _, told in lines)
    kind, _, how = _ORDINALS.partition("：")
    yield Fault(
        page.url,
        f"{kind}（本页 {len(lines)} 处）：{how}",
        text=excerpt(first.text, 0, 4),
        suggestion="；".join(list(changes)[:SHOWN]),
        subject=f"{page.url} ordinals",
        occurrences=tuple(Occurrence(page.url, p.locator) for p, _ in lines),
    )

"""标点符号错误

## 检查什么
中文句子里的半角逗号、分号、问号、叹号；重复或冲突的标点（。。 ，， ，。）；不成对的引号、括号、书名号；“……等”。
同一段文字里的问题合并为一条；一篇正文里的半角标点合并为一条。半角冒号、半角括号、“甲”、“乙”之间的顿号属于格式习惯，只作参考，全站各合并为一条。
数字、时间、网址、外文、编号中的半角符号不报；被截断的列表标题不查成对。
中文之间的 ? 前面不是问句的、起止时间之间、Copyright 后面的 ?，按丢失了空格或字符报。

## 依据
GB/T 15834—2011《标点符号用法》。

## 怎么改
把半角标点改成全角，删去多余的标点，补上缺少的另一半。

## 例子
半角标点，同一段一条：
```site fail=1
/  200 <p>会议要求,各部门要高度重视;压实责任,抓好落实。</p>
```
问句的半角问号是标点，别处的问号多半是丢失的字符：
```site fail=5
/  200 <p>什么时候能够办理呢?请拨打服务热线咨询。</p><h2>我市举办2020年?“青春心向党”离队入团仪式</h2><p>参观红色印记?革命历史展。</p>
|<p>在夏季（7 ？ 8月）进行检修。</p><div class="footer">Copyright？2003-2026 某区人民政府版权所有</div>
```
重复标点、不成对的书名号、“……等”各在一段：
```site fail=3
/  200 <p>现将有关事项通知如下。。</p><p>根据《黑龙江省行政许可条例的规定办理。</p><p>包括农业、林业、牧业……等。</p>
```
格式习惯，全站合并：
```site fail=3
/   200 <p>会议强调指出:要坚持人民至上。</p><p>南岗区(含哈西地区)的“首店”、“首展”。</p><a href="/a">下一页</a>
/a  200 <p>领导小组会议要求:各部门抓好落实。</p>
```
数字、时间、网址、编号、外文里的半角符号：
```site
/  200 <p>联系电话:0451-1234567，时间9:30,编号(2024)。</p><p>1）申请条件；2）办理流程。</p><p>共1,200人，比例3:1。</p>
```
跨段的引号、截断的列表标题、省略号和破折号：
```site
/  200 <p>他说：“第一点很重要。</p><p>第二点也很重要。”</p><p>这是……这是——对的。</p>
/l 200 <ul><li><a href="/">关于印发《南岗区行政许可…</a></li></ul>
```
几段连着的引文，每段开头都有引号、只在末段收：
```site
/  200 <p>他说：“第一，要提高认识。</p><p>“第二，要落实责任。</p><p>“第三，要加强督查。”</p>
```
表单里待填的空格：
```site
/  200 <p>本人____，，身份证号____，于____年____月申请。</p><p>（一）总体要求(二)</p>
```
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from checks.finding import Fault, Occurrence, Severity
from checks.language.marks import CLOSING, HAN, MINOR, OPENING, Kind, Mark, marks, unpaired
from checks.language.remark import Remark
from checks.language.sentences import Passage, excerpt, paragraphs
from checks.rule import page_rule
from checks.scan import Scan
from portal.page import Page, Zone

CODE = "TXT004"
CUT = re.compile(
    r"(?:…|\.{2,}|。。。)\s*(?:[\[【（(]?(?:详情|详细|更多|全文|查看|阅读)\w{0,4}[\]】）)]?\s*>*)?$"
)
FEW = 4  # Chinese characters; a text with fewer is not held to the rules of Chinese
SHOWN = 3  # faults of a paragraph named in the suggestion
LOST_AROUND = 3  # characters shown on each side of a lost one
_HAN = re.compile(f"[{HAN}]")
_WHOLE = frozenset({Zone.BODY, Zone.TITLE})  # zones whose texts are never cut off by the site itself


@page_rule(CODE, "punctuation", Severity.WARNING, "pages")
def punctuation(page: Page, scan: Scan) -> Iterator[Fault]:
    passages = [
        passage for passage in paragraphs(page) if passage.zone
    ]  # a title element may be a list of words
    answers = scan.memory(CODE).answers([passage.text for passage in passages], _judge)
    lonely = _by_text(page)
    half: list[tuple[Passage, list[Mark]]] = []
    for passage, found in zip(passages, answers, strict=True):
        yield from _minor(page.url, passage, found)
        grave = [mark for mark in found if mark.kind not in MINOR] + lonely.get(passage.text, [])
        if passage.zone is Zone.BODY and grave and all(mark.kind is Kind.HALF for mark in grave):
            half.append((passage, grave))
        elif grave:
            yield _fault(page.url, passage, sorted(grave, key=lambda mark: mark.start))
    if half:
        yield _widths(page.url, half)


def _judge(texts: Sequence[str]) -> list[tuple[Mark, ...]]:
    return [tuple(marks(text)) for text in texts]


def _by_text(page: Page) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for number, lonely in alone((block.text, block.zone in _WHOLE) for block in page.blocks).items():
        found.setdefault(page.blocks[number].text, []).extend(lonely)
    return found


def alone(paragraphs: Iterable[tuple[str, bool]]) -> dict[int, list[Mark]]:
    """Marks without a partner in their own or a later paragraph, by number of the paragraph.

    paragraphs: (text, whether it is sure to be whole); of one that may have been cut off nothing is said.
    """
    waiting: list[tuple[int | None, int, str]] = []
    found: dict[int, list[Mark]] = {}
    for number, (text, whole) in enumerate(texts := list(paragraphs)):
        if _is_cut(text):
            continue
        if text.lstrip().startswith(
            "“"
        ):  # a quotation goes on: each of its paragraphs opens, the last closes
            waiting = [w for w in waiting if w[2] != "“" or w[0] != number - 1]
        for at, char in unpaired(text):
            opening = next((w for w in reversed(waiting) if w[2] == CLOSING.get(char)), None)
            if opening:
                waiting.remove(opening)
            elif whole and len(_HAN.findall(text)) >= FEW:
                waiting.append((number, at, char))
            elif char in OPENING:
                waiting.append((None, at, char))
    for holder, at, char in waiting:
        if holder is not None and not (char == "“" and at == 0 and _goes_on(texts[holder + 1 :])):
            found.setdefault(holder, []).append(Mark(Kind.UNPAIRED, at, at + 1))
    return found


def _goes_on(later: Sequence[tuple[str, bool]]) -> bool:
    """Whether a quotation goes on in the next paragraphs: each begins with the mark, the last one ends with its partner."""
    said = takewhile(lambda text: text.startswith("“"), (text for text, _ in later))
    return any("”" in text for text in said)


def _is_cut(text: str) -> bool:
    return ("…" in text or ".." in text or "。。。" in text) and CUT.search(text) is not None


def remark(text: str, mark: Mark) -> Remark:
    minor = mark.kind in MINOR
    return Remark(
        CODE,
        mark.start,
        mark.end,
        str(mark.kind),
        "建议统一为规范用法" if minor else _change(text, mark),
        right=mark.right or None,
        severity=Severity.INFO if minor else None,
    )


def _minor(url: str, passage: Passage, found: Sequence[Mark]) -> Iterator[Fault]:
    """Matters of style: the same fault on every page, so that they merge; the place tells the words."""
    for kind in sorted({mark.kind for mark in found} & MINOR):
        first = next(mark for mark in found if mark.kind is kind)
        place = f"{passage.locator}：{excerpt(passage.text, first.start, first.end, 10)}"
        yield Fault(
            url,
            str(kind),
            suggestion="建议统一为规范用法",
            subject=kind.name,
            severity=Severity.INFO,
            occurrences=(Occurrence(url, place),),
        )


def _fault(url: str, passage: Passage, found: list[Mark]) -> Fault:
    kinds = dict.fromkeys(mark.kind for mark in found)
    return Fault(
        url,
        "；".join(kinds),
        text=excerpt(passage.text, found[0].start, found[0].end),
        suggestion=_suggestion(passage.text, found),
        subject="punctuation",
        occurrences=(Occurrence(url, passage.locator),),
    )


def _widths(url: str, half: list[tuple[Passage, list[Mark]]]) -> Fault:
    """One finding for all the half-width marks of an article: it is mended in one go."""
    passage, found = half[0]
    everything = [mark for _, marked in half for mark in marked]
    change = dict.fromkeys(_change(p.text, mark) for p, marked in half for mark in marked)
    return Fault(
        url,
        f"{Kind.HALF}（本页正文共 {len(everything)} 处）",
        text=excerpt(passage.text, found[0].start, found[0].end),
        suggestion="；".join(change),
        subject=url,
        occurrences=tuple(Occurrence(url, p.locator) for p, _ in half),
    )


def _suggestion(text: str, found: list[Mark]) -> str:
    changes = dict.fromkeys(_change(text, mark) for mark in found)
    more = f" 等 {len(found)} 处" if len(found) > 1 else ""
    return "；".join(list(changes)[:SHOWN]) + more


def _change(text: str, mark: Mark) -> str:
    wrong = text[mark.start : mark.end]
    if mark.kind is Kind.UNPAIRED:
        return f"「{wrong}」缺少对应的「{OPENING.get(wrong) or CLOSING.get(wrong) or '另一半括号'}」"
    if mark.kind is Kind.LOST:
        return f"「{text[max(0, mark.start - LOST_AROUND) : mark.end + LOST_AROUND]}」中的问号请对照原稿更正"
    return f"「{wrong}」→「{mark.right}」" if mark.right else f"「{wrong}」只留一个"

"""词语或段落重复

## 检查什么
多打了一遍的字（的的、们们）、词（进行进行、关于关于）、短语和日期（2024年2024年），紧接着又出现一次的段落，重复粘贴的全文。
叠词（常常、天天、人人、研究研究）、词语相连（为了了解、目的的、组织组织部）、人名地名、诗歌口号、表格和列表里的重复不报。
段落须在 40 字以上、在同一篇文章里；隔了几段再出现的（条文、应急预案、岗位要求）不报。
全文重复、校对模型拿不准的标为「疑似」。这里报过的，TXT001 错别字不再报。

## 依据
日常检查·内容准确。

## 怎么改
删去多出的字词或段落。确系专名的，加入配置文件 [terms] 的 allowed。

## 例子
字、词、日期：
```site fail=4
/  200 <p>会议要求做好群众的的来信办理工作。</p><p>各部门要对隐患进行进行排查。</p><p>现将关于关于加强管理的通知印发。</p>
|<p>2024年2024年计划投资三千万元。</p>
```
短语：
```site fail=1
/  200 <p>要进一步提高服务水平提高服务水平，方便群众办事。</p>
```
紧挨着的两段相同：
```site fail=1
/  200 <title>会议</title><h1>区政府召开会议</h1>
|<div><p>会议指出，要坚持问题导向，及时回应群众关切，把好事办好、实事办实，不断提升群众的获得感和满意度。</p>
|<p>会议指出，要坚持问题导向，及时回应群众关切，把好事办好、实事办实，不断提升群众的获得感和满意度。</p></div>
```
全文粘贴了两遍，请人工确认：
```site review=1
/  200 <title>会议</title><h1>区政府召开会议</h1><div>
|<p>会议指出，要坚持问题导向，及时回应群众关切，把好事办好、实事办实，不断提升群众的获得感和满意度。</p>
|<p>区政府办公室、区财政局负责同志参加会议，并就下一步工作作了发言，提出了具体意见和建议，明确了时间安排。</p>
|<p>会议强调，各部门要压实责任、细化措施，加强协调配合，按照时间节点推进各项重点任务，确保年底前全部完成。</p>
|<p>会议指出，要坚持问题导向，及时回应群众关切，把好事办好、实事办实，不断提升群众的获得感和满意度。</p>
|<p>区政府办公室、区财政局负责同志参加会议，并就下一步工作作了发言，提出了具体意见和建议，明确了时间安排。</p>
|<p>会议强调，各部门要压实责任、细化措施，加强协调配合，按照时间节点推进各项重点任务，确保年底前全部完成。</p></div>
```
叠词、词语相连、口语：
```site
/  200 <p>常常天天人人参与，为了了解情况，以营利为目的的活动，的的确确看看，党支部支部书记和区委组织部、党组织组织部分党员学习学习、
|研究研究，可以以划拨方式供地。</p>
```
人名地名、口号、诗歌：
```site
/  200 <p>李丽丽、陈圆圆到巴拉巴拉店铺调研。</p><p>“加油干加油干！”一步一步走，一个站点一个站点去协调。</p>
```
隔了几段再出现的：
```site
/  200 <title>预案</title><h1>应急预案</h1>
|<div><p>会议指出，要坚持问题导向，及时回应群众关切，把好事办好、实事办实，不断提升群众的获得感和满意度。</p>
|<p>区政府办公室、区财政局负责同志参加会议，并就下一步工作作了发言，提出了具体意见和建议，明确了时间安排。</p>
|<p>会议指出，要坚持问题导向，及时回应群众关切，把好事办好、实事办实，不断提升群众的获得感和满意度。</p></div>
```
表格、列表里的重复，给手机看的副本：
```site
/  200 <table><tr><td>对当事人依法作出的行政许可决定，应当予以公开，公众有权查阅，没有法定理由不得拒绝，应当依法办理。</td></tr>
|<tr><td>对当事人依法作出的行政许可决定，应当予以公开，公众有权查阅，没有法定理由不得拒绝，应当依法办理。</td></tr></table>
|<div><div><p>区政府办公室、区财政局负责同志参加会议，并就下一步工作作了发言，提出了具体意见和建议，明确了时间安排。</p></div>
|<div class="m"><p>区政府办公室、区财政局负责同志参加会议，并就下一步工作作了发言，提出了具体意见和建议，明确了时间安排。</p></div>
|</div>
```
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from checks.finding import Fault, Occurrence, Outcome, Severity
from checks.language.remark import Remark
from checks.language.repetitions import Repetition, is_legal, is_repetition, repetitions
from checks.language.sentences import Passage, excerpt, sentences
from checks.language.twice import adjoining
from checks.language.typo import held, is_sure
from checks.proofreader import Correction
from checks.rule import page_rule
from checks.scan import Scan
from portal.page import Page, Zone

CODE = "TXT007"
LONG = 40  # characters of a paragraph that nobody writes twice
MANY, MOST = 3, 0.8  # paragraphs that stand twice, their share of the article: it was pasted in again
_STOP = re.compile("[。；！？]")


@page_rule(CODE, "repeated-words", Severity.WARNING, "pages")
def repeated_words(page: Page, scan: Scan) -> Iterator[Fault]:
    passages = sentences(page)
    texts = [passage.text for passage in passages]
    listed = scan.memory(CODE).answers(texts, lambda fresh: [tuple(repetitions(text)) for text in fresh])
    modelled = scan.read(texts)
    for passage, found, corrections in zip(passages, listed, modelled, strict=True):
        if found or corrections:
            yield from _words(page.url, passage, found, corrections, scan)
    yield from _paragraphs(page, scan)


def _words(
    url: str, passage: Passage, found: Sequence[Repetition], corrections: Sequence[Correction], scan: Scan
) -> Iterator[Fault]:
    """What the list says, then what the engine alone says."""
    fixes = [correction(one) for one in found]
    fixes = scan.shield.filter(passage.text, fixes)
    alone = [fix for fix in corrections if not any(fix.meets(one.start, one.end) for one in found)]
    more = [fix for fix in alone if fix.shown and is_repetition(fix) and not is_legal(fix)]
    fixes += held(passage.text, more, scan.shield, lambda: scan.usage)
    named = scan.named([passage.text])[0]
    for fix in fixes:
        if any(fix.meets(other.start, other.end) for other in named):
            continue  # told by TXT002
        told = remark(fix, is_sure(fix))
        yield Fault(
            url,
            told.message,
            told.outcome,
            text=excerpt(passage.text, fix.start, fix.end),
            suggestion=told.suggestion,
            subject=fix.wrong,
            occurrences=(Occurrence(url, passage.locator),),
        )


def correction(found: Repetition) -> Correction:
    return Correction(found.start, found.end, found.once * 2, found.once, 1.0, True, "repetitions")


def remark(fix: Correction, sure: bool) -> Remark:
    return Remark(
        CODE,
        fix.start,
        fix.end,
        f"{'' if sure else '疑似'}重复：「{fix.wrong}」",
        f"「{fix.wrong}」→「{fix.right}」",
        Outcome.FAIL if sure else Outcome.REVIEW,
        fix.right,
    )


def paragraph_remark(text: str) -> Remark:
    """Of a paragraph that follows itself."""
    return Remark(
        CODE, 0, len(text), "疑似重复：这一段与上一段相同", "核对原稿，删去重复的段落", Outcome.REVIEW
    )


def is_long(text: str) -> bool:
    """Whether nobody writes such a paragraph twice."""
    return len(text) >= LONG and _STOP.search(text) is not None


def _paragraphs(page: Page, scan: Scan) -> Iterator[Fault]:
    """A paragraph followed by itself; or most of an article once more. One that returns later may well be meant."""
    long = [block.text for block in page.blocks if len(block.text) >= LONG and block.zone is not Zone.FOOTER]
    again = [text for text, times in Counter(long).items() if times > 1 and is_long(text)]
    if not again:
        return
    found = adjoining(scan.snapshot.markup(page.url), again)
    next_to = [text for text, follows in found.items() if follows]
    whole = len(found) >= MANY and len(found) >= MOST * len(set(long))
    if next_to or whole:
        what = f"有 {len(next_to)} 段文字连着出现两次" if next_to else f"全文（{len(found)} 段）出现两次"
        yield Fault(
            page.url,
            what if next_to else f"疑似{what}",
            Outcome.FAIL if next_to else Outcome.REVIEW,
            text=excerpt((next_to or again)[0], 0, LONG, 0),
            suggestion="核对原稿，删去重复的段落",
            subject=f"{page.url} twice",
            count=len(next_to or found),
            occurrences=(Occurrence(page.url, "正文"),),
        )

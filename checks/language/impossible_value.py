"""日期、时间或比例不可能

## 检查什么
不存在的日期（2月30日、13月、平年的2月29日）、时刻（25时61分）、与日期对不上的星期、早于开始日期的结束日期、超过100%的占比和合格率、相加超过100%的男女占比、晚于发布日期的成文日期。
农历日期、编号、版本号、比分、电话、增长率和计划完成率不报。

## 依据
GB/T 15835—2011《出版物上数字用法》；国办秘函〔2019〕19号：内容准确。

## 怎么改
对照原始文件核对后更正。

## 例子
日期、月份、时刻、平年：
```site fail=4
/  200 <p>截止时间为2月30日。</p><p>2024年13月完成。</p><p>5月6日25时61分到达。</p><p>2023年2月29日印发。</p>
```
星期对不上：
```site fail=1
/  200 <p>会议定于2024年5月1日（星期二）召开。</p>
```
结束早于开始：
```site fail=1
/  200 <p>公示时间：2026年11月24日至2026年11月20日。</p><p>放假时间：2026年12月30日至1月3日。</p>
```
占比超过整体：
```site fail=2
/  200 <p>服务业占比达105%。</p><p>产品抽检合格率为110.5%。</p>
```
成文日期晚于发布日期：
```site fail=1
/  200 <h1>关于做好防汛工作的通知</h1><div>发布日期：2024-05-06</div><p>成文日期：2024年5月8日</p><p>各街道：现通知如下。</p>
```
对得上的日期和星期、闰年、时段：
```site
/  200 <p>2024年5月1日（星期三）放假，2024年2月29日恢复。每天8时30分至24时00分。2024年5月6日，周一至周五办公。</p>
```
农历、编号、版本、比例、增长：
```site
/  200 <p>农历2月30日。版本2024.13.1，编号2023-02-30，地址127.0.0.1。同比增长120%，完成年计划的105%，占年度任务的120%。比分25:61。</p>
```
成文日期在发布之前：
```site
/  200 <h1>关于做好防汛工作的通知</h1><div>发布日期：2024-05-06</div><p>成文日期：2024年5月1日</p><p>各街道：现通知如下。</p>
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from checks.finding import Fault, Occurrence, Outcome, Severity
from checks.language.impossible import Impossible, impossible
from checks.language.remark import Remark
from checks.language.sentences import excerpt, sentences
from checks.rule import page_rule
from checks.scan import Scan
from portal.page import Page

CODE = "TXT005"
LABEL_LONGEST = 20  # characters before 成文日期 that tell whether it stands in a row of labels
_SIGNED = re.compile(
    r"成文(?:日期|时间)\s*[:：\]】]?\s*"
    r"(?P<year>\d{4})\s?[年\-./]\s?(?P<month>\d{1,2})\s?[月\-./]\s?(?P<day>\d{1,2})(?!\d)"
)
_LABEL = re.compile(
    r"(?:日期|时间|文号|机构|机关|分类|索引号|有效性)\s*[:：\]】]?\s*$"
)  # a row of bare labels


@page_rule(CODE, "impossible-value", Severity.ERROR, "pages")
def impossible_value(page: Page, scan: Scan) -> Iterator[Fault]:
    passages = sentences(page)
    answers = scan.memory(CODE).answers([passage.text for passage in passages], _judge)
    for passage, found in zip(passages, answers, strict=True):
        for value in found:
            told = remark(passage.text, value)
            yield Fault(
                page.url,
                told.message,
                text=excerpt(passage.text, value.start, value.end),
                suggestion=told.suggestion,
                subject=passage.text[value.start : value.end],
                occurrences=(Occurrence(page.url, passage.locator),),
            )
    yield from _signed_late(page)


def remark(text: str, value: Impossible) -> Remark:
    wrong = text[value.start : value.end]
    return Remark(CODE, value.start, value.end, f"「{wrong}」不可能：{value.why}", value.right)


def shrunk_remark(text: str, value: Impossible) -> Remark:
    """Of a manuscript alone: a matter of wording."""
    told = f"疑似表述不当：「{text[value.start : value.end]}」，{value.why}"
    return Remark(CODE, value.start, value.end, told, value.right, Outcome.REVIEW)


def _judge(texts: Sequence[str]) -> list[tuple[Impossible, ...]]:
    return [tuple(impossible(text)) for text in texts]


def _signed_late(page: Page) -> Iterator[Fault]:
    """成文日期 after every publication date the page gives."""
    published = [day for day in (page.published.date, page.published.meta) if day]
    signed = _signed(page.text) if published else None
    if signed and signed > max(published):
        yield Fault(
            page.url,
            f"成文日期 {signed:%Y-%m-%d} 晚于发布日期 {max(published):%Y-%m-%d}",
            text=f"成文日期：{signed:%Y-%m-%d}",
            suggestion="核对成文日期和发布日期",
            subject=page.url,
        )


def _signed(text: str) -> date | None:
    match = _SIGNED.search(text)
    if match is None or _LABEL.search(text, max(0, match.start() - LABEL_LONGEST), match.start()):
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None

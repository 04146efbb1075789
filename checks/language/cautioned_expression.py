"""禁用词、慎用词

## 检查什么
不规范的涉港澳台和领土主权、法律、民族宗教、国际关系、社会生活、医药宣传用语和低俗网络用语（词表 checks/data/cautioned.toml）。
领土主权、港澳台和法律类按「扣分」，其余按「提示」；与上下文有关的标为「疑似」，由人工确认。同一个提示类词语全站合并为一条。
书名号里的名称、引号里的引文、史志年鉴和文艺作品页面不报。

## 依据
新闻报道禁用词、慎用词（词表由项目自行整理，未与原文逐条核对）；国办秘函〔2019〕19号：表述准确、严谨。

## 怎么改
按「建议」改写。确属引文的，加引号并注明出处；确属名称的，加书名号，或把整个写法加入配置文件 [terms] 的 allowed。

## 例子
港澳台和领土主权：
```site fail=3
/  200 <p>吸引港澳台游客来华旅游。</p><p>产品销往日本、台湾等国家。</p><p>反对台独分裂势力。</p>
```
法律和职务：
```site fail=2 review=1
/  200 <p>两名嫌疑犯被带走。</p><p>王某被判处行政拘留5日。</p><p>区人大主任到社区调研。</p>
```
社会生活、国际、医药：
```site fail=3 review=1
/  200 <p>关爱残废人。</p><p>融入“一带一路”战略。</p><p>本品无效退款。</p><p>区长张三亲自到现场指挥。</p>
```
同一个词在两个页面，合并为一条：
```site fail=1
/   200 <p>由前苏联援建的工厂。</p><a href="/a">通知</a>
/a  200 <p>前苏联专家来到这里。</p>
```
书名号、引号里：
```site
/  200 <p>放映《残废人的春天》。</p><p>反对“台独”。他说：“村里人叫他打工仔。”</p>
```
词语交界、正当用法：
```site
/  200 <p>其中港口增长。香港独特的区位。来自日本、台湾等国家和地区。禁止他人犯规。主要负责人要亲自到一线。观影后交流。</p>
```
历史资料：
```site
/  200 <title>区情史话</title><p>满洲国时期，前苏联侨民来到这里。</p>
```
允许的写法：
```site
+ [terms]
+ allowed = ["打工妹家园"]
/  200 <p>社区设有打工妹家园。</p>
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.finding import Fault, Occurrence, Outcome, Severity
from checks.language.cautions import Place, is_historical, shipped_cautions
from checks.language.remark import Remark
from checks.language.sentences import Passage, excerpt, sentences
from checks.rule import page_rule
from checks.scan import Scan
from portal.page import Page

CODE = "TXT003"


@page_rule(CODE, "cautioned-expression", Severity.WARNING, "pages")
def cautioned_expression(page: Page, scan: Scan) -> Iterator[Fault]:
    if is_historical(page):
        return
    passages = sentences(page)
    answers = scan.memory(CODE).answers([passage.text for passage in passages], _judge)
    for passage, places in zip(passages, answers, strict=True):
        for place in places:
            if not scan.shield.covers(passage.text, place.start, place.end):
                yield _fault(page.url, passage, place)


def _judge(texts: Sequence[str]) -> list[tuple[Place, ...]]:
    return [tuple(shipped_cautions().places(text)) for text in texts]


def remark(place: Place) -> Remark:
    caution, row = place.caution, place.caution.row
    return Remark(
        CODE,
        place.start,
        place.end,
        f"{'疑似' if row.ask else ''}用语不规范（{caution.group}）：「{row.wrong}」，建议：{row.right}",
        row.right,
        Outcome.REVIEW if row.ask else Outcome.FAIL,
        severity=caution.severity,
    )


def _fault(url: str, passage: Passage, place: Place) -> Fault:
    """A word of the lesser kind is told once for the whole site."""
    told, wrong = remark(place), place.caution.row.wrong
    grave = told.severity is Severity.ERROR
    return Fault(
        url,
        told.message,
        told.outcome,
        text=excerpt(passage.text, place.start, place.end) if grave else wrong,
        suggestion=told.suggestion,
        subject=wrong,
        severity=told.severity,
        occurrences=(Occurrence(url, passage.locator),),
    )

"""保护词疑似写错

## 检查什么
国名、政党、机关、地名、会议、法律法规的名称，固定提法及其内容和顺序（四个意识、四个自信、五位一体……），领导姓名与职务：
与规范写法只差一个字、漏字、多字、两字颠倒的，各项次序不对或其中一项不对的，姓名与所任职务不符的。
名单有四个来源：程序自带；网站名称；网站「领导之窗」一类页面上的姓名与职务；配置文件的 [terms] protected 和 [[leaders]]。
姓名只在紧挨着所任职务时才核对；离任的人按任期（配置中的 from、until）与发布日期核对，旧闻中的旧职务不报。
任期内（没有写 from 的，近半年内）发布的，区长写成副区长、区委书记之类也报。
同一处不再按错别字（TXT001）重复报。所列都标为「疑似」，由人工确认。

## 依据
国办秘函〔2019〕19号：单项否决·出现严重表述错误。

## 怎么改
立即对照权威来源核对；确属写错的马上更正，并检查同一文稿的其他发布渠道。
确系另一名称或另一人的，加入配置文件 [terms] 的 allowed；本地名称加入 protected，领导姓名、职务和任期写在 [[leaders]]。

## 例子
机关、地名、国名：
```site review=3
/  200 <p>南岗区人民攻府办公室印发通知。</p><p>现场会在齐齐哈市召开。</p><p>依据《中华人民共合国行政许可法》办理。</p>
```
固定提法写错、各项次序不对：
```site review=3
/  200 <p>深刻领悟“两个确力”的决定性意义。</p><p>增强政治意识、核心意识、大局意识、看齐意识。</p><p>习近平新时代特色社会主义思想</p>
```
领导之窗上的姓名：
```site review=1
/    200 <a href="/ld/">领导之窗</a><a href="/a">要闻</a>
/ld/ 200 <title>领导之窗</title><h1>领导之窗</h1><p>区长：沈家毫</p><p>副区长：林静</p>
/a   200 <p>区长沈家豪主持召开会议，副区长林静参加。</p>
```
配置中的领导，已离任的：
```site review=2
+ [[leaders]]
+ name = "沈家毫"
+ title = "区委副书记、区长"
+ until = 2024-03-01
/a  200 <h1>区政府召开会议</h1><div>发布日期：2026-05-06</div><p>区长沈家毫主持召开常务会议，研究防汛工作。</p><p>区长沈家亳到会。</p>
/   200 <a href="/a">要闻</a>
```
另有所指的名称、简称、正确写法：
```site
/  200 <p>患者在市人民医院就诊。齐市公安局发布通告。区人民政府办公室。坚持党的领导、人民当家作主。村务监督委员会。张家港市。</p>
```
次序正确、只列几项、加了别的内容：
```site
/  200 <p>增强政治意识、大局意识、核心意识、看齐意识。坚持创新、绿色、开放的理念。反对形式主义、官僚主义、享乐主义和奢靡之风。</p>
```
职务写成了另一职务的；半年以前的旧闻、党内职务没有写进名单的不报：
```site review=2
+ [[leaders]]
+ name = "沈家毫"
+ title = "区委副书记、区长"
+ [[leaders]]
+ name = "林静"
+ title = "副区长"
/a  200 <h1>区政府召开会议</h1><div>发布日期：2026-11-06</div><p>区委书记沈家毫主持召开常务会议，研究防汛工作。</p>
|<p>区长林静出席开工仪式，并宣布项目开工。</p><p>区委副书记、区长沈家毫，副区长林静参加调研。</p>
/b  200 <h1>区政府召开会议</h1><div>发布日期：2025-11-06</div><p>副区长沈家毫主持召开常务会议，研究防汛工作。</p>
/c  200 <h1>区政府召开会议</h1><div>发布日期：2026-11-07</div><p>区委副书记林静主持召开会议，研究防汛工作，道里区区长林静茹来访。</p>
/   200 <a href="/a">要闻</a><a href="/b">旧闻</a><a href="/c">又闻</a>
```
别处的人、没有写职务的同音名字、旧闻里的旧职务：
```site
+ [[leaders]]
+ name = "张伟"
+ title = "区长"
+ until = 2024-03-01
/   200 <title>首页</title><meta name="SiteName" content="哈尔滨市南岗区人民政府"><a href="/a">要闻</a>
/a  200 <div>发布日期：2023-05-06</div><p>区长张伟主持召开会议。呼兰区区长张炜来访。居民张炜说，副区长张玮到社区。</p>
```
讲错别字的文章里引的错误写法：
```site
/  200 <p>常见差错有：把“中华人民共和国”误写为“中华人民共合国”，把“两个维护”写成“二个维护”。</p>
```
允许的写法：
```site
+ [terms]
+ allowed = ["齐齐哈市"]
/  200 <p>老照片上写着齐齐哈市字样。</p>
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.finding import Fault, Occurrence, Outcome, Severity
from checks.language.cited import is_cited
from checks.language.remark import Remark
from checks.language.sentences import Passage, excerpt, sentences
from checks.proofreader import Correction
from checks.rule import page_rule
from checks.scan import Scan
from checks.terms import Person
from checks.terms.guard import is_local
from portal.page import Page

CODE = "TXT002"


@page_rule(CODE, "protected-term", Severity.VETO, "pages")
def protected_term(page: Page, scan: Scan) -> Iterator[Fault]:
    passages = sentences(page)
    for passage, fixes in zip(passages, scan.guarded([p.text for p in passages]), strict=True):
        for fix in fixes:
            if is_cited(passage.text, fix.start, fix.end):
                continue
            if not is_local(fix) or not scan.own_names.excuses(passage.text, fix):
                yield _fault(page.url, passage, fix)
    yield from _out_of_office(page, passages, scan)
    yield from _mistitled(page, passages, scan)


def remark(fix: Correction) -> Remark:
    return Remark(
        CODE,
        fix.start,
        fix.end,
        f"疑似严重表述错误：「{fix.wrong}」应为「{fix.right}」；{fix.reason}",
        f"「{fix.wrong}」→「{fix.right}」",
        Outcome.REVIEW,
        fix.right,
    )


def left_office(person: Person, start: int, end: int, dated: str) -> Remark:
    """dated: what the text is dated, as it is told: "页面发布于 2026-05-06"."""
    return Remark(
        CODE,
        start,
        end,
        f"疑似职务与姓名不符：{dated}，{person.name}任{person.title}至 {person.until:%Y-%m-%d}",
        "核对发布时的任职情况；转载旧文的，注明原文日期",
        Outcome.REVIEW,
    )


def _fault(url: str, passage: Passage, fix: Correction) -> Fault:
    told = remark(fix)
    return Fault(
        url,
        told.message,
        told.outcome,
        text=excerpt(passage.text, told.start, told.end),
        suggestion=told.suggestion,
        subject=f"{fix.wrong}→{fix.right}",
        occurrences=(Occurrence(url, passage.locator),),
    )


def _out_of_office(page: Page, passages: Sequence[Passage], scan: Scan) -> Iterator[Fault]:
    """Only where the page tells its day; a person is told once a page."""
    day = page.published.date
    if day is None:
        return
    told: set[str] = set()
    for passage in passages:
        for person, start, end in scan.people.out_of_office(passage.text, day):
            if person.name not in told:
                told.add(person.name)
                left = left_office(person, start, end, f"页面发布于 {day:%Y-%m-%d}")
                yield Fault(
                    page.url,
                    left.message,
                    left.outcome,
                    text=excerpt(passage.text, start, end),
                    suggestion=left.suggestion,
                    subject=f"{page.url} {person.name}",
                    occurrences=(Occurrence(page.url, passage.locator),),
                )


def _mistitled(page: Page, passages: Sequence[Passage], scan: Scan) -> Iterator[Fault]:
    """Only where the page tells its day; once for each person and post."""
    day = page.published.date
    told: set[tuple[str, str]] = set()
    for passage in passages if day else ():
        for person, post, start, end in scan.people.mistitled(passage.text, day or scan.today, scan.today):
            if (person.name, post) not in told:
                told.add((person.name, post))
                yield Fault(
                    page.url,
                    f"疑似职务与姓名不符：写作“{post}{person.name}”，本站或配置中{person.name}任{person.title}",
                    Outcome.REVIEW,
                    text=excerpt(passage.text, start, end),
                    suggestion="核对发布时的任职情况；写错的立即更正，名单过时的更新名单",
                    subject=f"{page.url} {person.name} {post}",
                    occurrences=(Occurrence(page.url, passage.locator),),
                )

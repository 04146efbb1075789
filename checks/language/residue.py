"""乱码、测试内容或模板残留

## 检查什么
乱码（锟斤拷、烫烫烫、UTF-8 与 GBK 互读）、无法显示的字符（�）、占位文字（Lorem ipsum）、只写着“测试”的标题或正文、
没有替换的模板代码（${…}、{{…}}、<%…%>、CMSPRO_…）、显示成文字的网页代码（&nbsp;、<p>）、程序没有取到的值（undefined、null）。
标题、正文、导航、页脚和 meta 标签都查；页面标签（SiteName、ColumnName、ArticleTitle 等）没有替换的由 IDN002 报。
讨论测试的文章（核酸检测、软件测试、水平测试）和展示代码的段落不报。

## 依据
国办秘函〔2019〕19号：内容准确；《政府网站发展指引》：不得出现空白、测试页面。

## 怎么改
删除测试内容；乱码从原稿重新录入并按页面编码保存；模板变量请网站技术人员检查模板。

## 例子
乱码、占位文字：
```site fail=3
/  200 <p>联系人：锟斤拷锟斤拷</p><p>浣犲ソ涓浗鏂囦欢</p><p>Lorem ipsum dolor</p>
```
测试文章（标题和正文只报一次）：
```site fail=1
/  200 <title>测试文章1-南岗区人民政府</title><body><h1>测试文章1</h1><p>测试</p></body>
```
模板变量，在标题、meta 和正文里：
```site fail=3
/  200 <title>${article.title}</title><meta name="keywords" content="CMSPRO_KEYWORDS"><p>来源：{$info.source}</p>
```
网页代码显示成了文字、程序没有取到值、编辑器的占位文字：
```site fail=4
/  200 <p>地点&amp;nbsp;&amp;nbsp;三楼</p><p>&lt;p&gt;现通知如下&lt;/p&gt;</p><p>电话：undefined</p><p>单击此处添加标题</p>
```
讲网页代码的文章、表单的说明、看不见的 meta：
```site
/  200 <meta name="description" content="null"><p>HTML 中用&amp;nbsp;表示空格。</p><p>请在此处填写姓名和联系电话。</p><p>编号：nullius-1</p>
```
规定的页面标签由 IDN002 报：
```site
/  200 <meta name="SiteName" content="${site.name}"><meta name="ColumnName" content="{$column}"><p>内容</p>
```
页面标签里的乱码：
```site fail=1
/  200 <meta name="SiteName" content="锟斤拷锟斤拷"><p>内容</p>
```
可能由浏览器里的脚本填写的，请人工确认：
```site review=1
/  200 <p>今日访问：{{count}}</p><script src="/js/common.js"></script>
/js/common.js ok
```
关于测试的文章、普通话水平测试：
```site
/  200 <title>普通话水平测试报名通知</title><h1>普通话水平测试报名通知</h1><p>本次测试分两批进行，核酸检测和软件测试另行通知。</p>
```
代码说明、货币和集合符号：
```site
/  200 <p>示例代码：${name} 表示变量名。</p><p>价格为$100{含税}，集合{1,2}。</p>
```
用 Vue 等框架生成的页面，展示代码的段落，讲乱码的文章：
```site
/  200 <p>{{item.title}}</p><script src="/js/vue.min.js"></script><a href="/a">甲</a><a href="/b">乙</a>
/js/vue.min.js ok
/a 200 <ul><li v-for="item in list">{{item.title}}</li></ul><p>{{ total }}</p>
/b 200 <pre><code>curl ${HOST}/api/{{id}}</code></pre><p>介绍了乱码的成因和“锟斤拷”的由来。</p>
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from checks.finding import Fault, Occurrence, Outcome, Severity
from checks.identity.tags import ALL_TAGS, is_none
from checks.language.remains import LOST, UNSEEN, Remain, Trace, is_test, traces
from checks.language.remark import Remark
from checks.language.sentences import Passage, excerpt, paragraphs
from checks.rule import page_rule
from checks.scan import Scan
from portal.page import LinkKind, Page, Zone

CODE = "TXT008"
BODY_SHORT = 40  # characters; a longer body is not only a test word
_FRAMEWORK = re.compile(
    r"vue|angular|react|handlebars|mustache|juicer|template|avalon|art-?t|laytpl|layui|mini", re.I
)
_BOUND = re.compile(  # attributes and calls by which a script fills a page in
    r"\s(?:v-(?:for|if|text|html|model|show|bind|cloak|else)|ng-\w+|x-data|x-text|ms-\w+|data-bind|wx:\w+)\b|new Vue\(|createApp\("
)
_CODE = re.compile(
    r"<(?P<tag>pre|code|textarea|xmp|samp|kbd)\b[^>]*>(?P<code>.*?)</(?P=tag)\s*>", re.I | re.S
)
_TAGS = frozenset(name.lower() for name in ALL_TAGS)
_OF_TEMPLATE = frozenset({Remain.TEMPLATE, Remain.BRACES, Remain.MARKUP, Remain.VALUE})
_META = "meta 标签"
_SITE_NAME = re.compile(r"\s*[-_|—–]+.*$")


@page_rule(CODE, "residue", Severity.ERROR, "pages")
def residue(page: Page, scan: Scan) -> Iterator[Fault]:
    passages = [*paragraphs(page), *_meta(page)]
    answers = scan.memory(CODE).answers([passage.text for passage in passages], _judge)
    for passage, found in zip(passages, answers, strict=True):
        for trace in _first_of_each(found):
            outcome = _outcome(page, scan, passage, trace)
            if outcome:
                yield _fault(page.url, passage, trace, outcome)
    yield from _lost(page, passages)
    yield from _test_page(page)


def _judge(texts: Sequence[str]) -> list[tuple[Trace, ...]]:
    return [tuple(traces(text)) for text in texts]


def _meta(page: Page) -> list[Passage]:
    """Without page tags that hold no value: IDN002 tells them."""
    return [
        Passage(text, f"{_META} {name}", None)
        for name, text in page.meta.items()
        if text and not (name in _TAGS and is_none(text))
    ]


def _first_of_each(found: Sequence[Trace]) -> list[Trace]:
    return list({trace.remain: trace for trace in reversed(found)}.values())


def _outcome(page: Page, scan: Scan, passage: Passage, trace: Trace) -> Outcome | None:
    """{{…}} in a page with scripts may be filled in by the browser; None: it surely is, it is shown as code, or
    nobody sees it."""
    if trace.remain in UNSEEN and passage.locator.startswith(_META):
        return None
    if trace.remain not in _OF_TEMPLATE:
        return Outcome.FAIL
    markup, written = scan.snapshot.markup(page.url), passage.text[trace.start : trace.end]
    if any(written in unescape(shown["code"]) for shown in _CODE.finditer(markup)):
        return None
    if trace.remain is not Remain.BRACES:
        return Outcome.FAIL
    scripts = [link.href for link in page.links if link.kind is LinkKind.SCRIPT]
    if _BOUND.search(markup) or any(_FRAMEWORK.search(href) for href in scripts):
        return None
    return Outcome.REVIEW if scripts or "<script" in markup.lower() else Outcome.FAIL


def remark(text: str, trace: Trace) -> Remark:
    told = f"{trace.remain}：「{text[trace.start : trace.end]}」"
    mend = "请技术人员检查模板" if trace.remain in _OF_TEMPLATE else "按原稿更正"
    return Remark(CODE, trace.start, trace.end, told, mend)


def remarks(text: str) -> Iterator[Remark]:
    """Of a text that is no page: nothing else may have put there what cannot be shown."""
    yield from (remark(text, trace) for trace in traces(text))
    if LOST in text:
        at = text.index(LOST)
        told = f"有 {text.count(LOST)} 处字符无法显示（{LOST}）"
        yield Remark(CODE, at, at + 1, told, "按原稿重新录入")


def test_remark(text: str) -> Remark:
    """Of a title that is nothing but a test."""
    return Remark(CODE, 0, len(text), f"测试内容：「{text.strip()}」", "删去测试内容")


def _fault(url: str, passage: Passage, trace: Trace, outcome: Outcome) -> Fault:
    doubt = "（也可能由浏览器中的脚本填写，请打开页面确认）" if outcome is Outcome.REVIEW else ""
    told = remark(passage.text, trace)
    return Fault(
        url,
        f"{told.message}{doubt}",
        outcome,
        text=excerpt(passage.text, trace.start, trace.end),
        suggestion=told.suggestion,
        subject=trace.remain.name,
        occurrences=(Occurrence(url, passage.locator),),
    )


def _lost(page: Page, passages: list[Passage]) -> Iterator[Fault]:
    """Characters shown as �: in the source, or bytes that are none of the page's encoding. One finding a page."""
    hit = [passage for passage in passages if LOST in passage.text]
    if not hit:
        return
    number = sum(passage.text.count(LOST) for passage in hit)
    ours = page.encoding.errors > 0
    cause = f"字节与页面编码（{page.encoding.used}）不符，无法解码" if ours else "源码中就是这个字符"
    at = hit[0].text.index(LOST)
    yield Fault(
        page.url,
        f"有 {number} 处字符无法显示（�）：{cause}",
        Outcome.REVIEW if ours else Outcome.FAIL,
        text=excerpt(hit[0].text, at, at + 1),
        suggestion="按原稿重新录入，并按页面声明的编码保存",
        subject=f"{page.url} lost",
        occurrences=tuple(Occurrence(page.url, passage.locator) for passage in hit),
    )


def _test_page(page: Page) -> Iterator[Fault]:
    """A page, or an entry of its list, that is nothing but a test."""
    headlines = [block.text for block in page.blocks if block.zone is Zone.TITLE]
    titles = [*headlines, _SITE_NAME.sub("", page.title)]
    body = " ".join(block.text for block in page.blocks if block.zone is Zone.BODY)
    test = next((title for title in titles if is_test(title)), "")
    if not test and headlines and len(body) <= BODY_SHORT and is_test(body):
        test = body
    if test:
        yield Fault(page.url, f"测试页面：「{test}」", text=test, suggestion="删除测试页面", subject=page.url)
    for entry in page.entries:
        if entry.date and entry.url and is_test(entry.title):
            yield Fault(
                entry.url,
                f"列表中有测试文章：「{entry.title}」",
                text=entry.title,
                suggestion="删除测试文章",
                subject=entry.url,
                occurrences=(Occurrence(page.url, "列表"),),
            )

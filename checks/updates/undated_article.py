"""文章没有注明发布时间

## 检查什么
文章页面上读者看不到发布时间。只检查明确的文章：被栏目列表收录、有较长正文（列表上有日期的，短文也查），或带有 ArticleTitle 标签的页面；
机构职能、领导介绍、办事指南等介绍类页面不检查。
## 依据
发展指引·网页设计规范：网站内容要清晰显示发布时间，时间格式为 YYYY-MM-DD HH:MM。
## 怎么改
在标题下方显示发布时间；模板缺少该项的，联系网站建设单位统一加上。
## 例子
```site fail=1
/ 200 <div class="nav"><a href="/">首页</a><a href="/tzgg/">通知公告</a></div>
/tzgg/ 200 <ul><li><a href="/a/1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a/2.html">关于做好第2项重点工作的通知</a><span>2026-11-02</span></li><li><a href="/a/3.html">关于做好第3项重点工作的通知</a><span>2026-11-03</span></li><li><a href="/a/4.html">关于做好第4项重点工作的通知</a><span>2026-11-04</span></li><li><a href="/a/5.html">关于做好第5项重点工作的通知</a><span>2026-11-05</span></li></ul>
/a/1.html 200 <title>关于做好第1项重点工作的通知</title><h1>关于做好第1项重点工作的通知</h1><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
```
```site fail=1
/ 200 <a href="/x.html">要闻</a>
/x.html 200 <meta name="ArticleTitle" content="区政府召开常务会议研究部署工作"><title>区政府召开常务会议研究部署工作</title><h1>区政府召开常务会议研究部署工作</h1><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
```
```site fail=1
/ 200 <div class="nav"><a href="/">首页</a><a href="/tzgg/">通知公告</a></div>
/tzgg/ 200 <ul><li><a href="/a/1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a/2.html">关于做好第2项重点工作的通知</a><span>2026-11-02</span></li><li><a href="/a/3.html">关于做好第3项重点工作的通知</a><span>2026-11-03</span></li><li><a href="/a/4.html">关于做好第4项重点工作的通知</a><span>2026-11-04</span></li><li><a href="/a/5.html">关于做好第5项重点工作的通知</a><span>2026-11-05</span></li></ul>
/a/2.html 200 <title>关于做好第2项重点工作的通知</title><h1>关于做好第2项重点工作的通知</h1><p>来源：办公室 浏览次数：12</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
```
```site fail=0
/ 200 <div class="nav"><a href="/">首页</a><a href="/tzgg/">通知公告</a></div>
/tzgg/ 200 <ul><li><a href="/a/1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a/2.html">关于做好第2项重点工作的通知</a><span>2026-11-02</span></li><li><a href="/a/3.html">关于做好第3项重点工作的通知</a><span>2026-11-03</span></li><li><a href="/a/4.html">关于做好第4项重点工作的通知</a><span>2026-11-04</span></li><li><a href="/a/5.html">关于做好第5项重点工作的通知</a><span>2026-11-05</span></li></ul>
/a/1.html 200 <title>关于做好第1项重点工作的通知</title><h1>关于做好第1项重点工作的通知</h1><p>发布时间：2026-11-01</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
```
```site fail=0
/ 200 <a href="/jgzn.html">机构职能</a>
/jgzn.html 200 <title>机构职能</title><h1>机构职能</h1><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
```
```site fail=0
/ 200 <div class="nav"><a href="/">首页</a><a href="/ldxx/">领导信息</a></div>
/ldxx/ 200 <ul><li><a href="/a/1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a/2.html">关于做好第2项重点工作的通知</a><span>2026-11-02</span></li><li><a href="/a/3.html">关于做好第3项重点工作的通知</a><span>2026-11-03</span></li><li><a href="/a/4.html">关于做好第4项重点工作的通知</a><span>2026-11-04</span></li><li><a href="/a/5.html">关于做好第5项重点工作的通知</a><span>2026-11-05</span></li></ul>
/a/1.html 200 <title>领导简介</title><h1>张某同志简历</h1><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
```
```site fail=0
/ 200 <div class="nav"><a href="/">首页</a><a href="/tzgg/">通知公告</a></div>
/tzgg/ 200 <ul><li><a href="/a/1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a/2.html">关于做好第2项重点工作的通知</a><span>2026-11-02</span></li><li><a href="/a/3.html">关于做好第3项重点工作的通知</a><span>2026-11-03</span></li><li><a href="/a/4.html">关于做好第4项重点工作的通知</a><span>2026-11-04</span></li><li><a href="/a/5.html">关于做好第5项重点工作的通知</a><span>2026-11-05</span></li></ul>
```
列表上有日期的短通知：
```site fail=1
/ 200 <div class="nav"><a href="/">首页</a><a href="/tzgg/">通知公告</a></div>
/tzgg/ 200 <ul><li><a href="/a/1.html">关于检修供电线路的通知</a><span>2026-11-01</span></li><li><a href="/a/2.html">关于检修供水管道的通知</a><span>2026-11-02</span></li><li><a href="/a/3.html">关于清洗水箱的通知</a><span>2026-11-03</span></li></ul>
/a/1.html 200 <title>关于检修供电线路的通知</title><h1>关于检修供电线路的通知</h1><p>供电公司定于11月22日检修青云大街线路，届时沿线居民暂停供电，请市民提前做好准备，不便之处敬请谅解。</p>
```
两位数的年份也是日期：
```site fail=0
/ 200 <div class="nav"><a href="/">首页</a><a href="/tzgg/">通知公告</a></div>
/tzgg/ 200 <ul><li><a href="/a/1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a/2.html">关于做好第2项重点工作的通知</a><span>2026-11-02</span></li><li><a href="/a/3.html">关于做好第3项重点工作的通知</a><span>2026-11-03</span></li><li><a href="/a/4.html">关于做好第4项重点工作的通知</a><span>2026-11-04</span></li><li><a href="/a/5.html">关于做好第5项重点工作的通知</a><span>2026-11-05</span></li></ul>
/a/1.html 200 <title>关于做好第1项重点工作的通知</title><table><tr><td>关于做好第1项重点工作的通知</td></tr><tr><td> | 26-11-01 | 【<a href="javascript:doZoom(3)">大</a> <a href="javascript:doZoom(2)">中</a>】【打印】</td></tr><tr><td><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p></td></tr></table>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from checks.finding import Fault, Occurrence, Outcome, Severity
from checks.inventory.look import LIST_ENTRIES, body_length
from checks.inventory.pager import front_key
from checks.inventory.vocabulary import is_static
from checks.rule import site_rule
from checks.scan import Scan
from portal import urls
from portal.page import Page, Zone

_TEXT = 120  # characters of body text of an article
_NOTE = 40  # … of one that a list shows with its date
_HOW = {"none", "meta"}
_FACTS = 120  # characters of a line that may hold the publication date
_DATE = re.compile(r"\d{2,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|[〇零一二三四五六七八九]{4}年")
_MANY = 5  # articles of one column from which the template is at fault: one finding


@dataclass(frozen=True, slots=True)
class _Article:
    url: str
    title: str
    outcome: Outcome


@site_rule("UPD007", "undated-article", Severity.WARNING, "pages")
def undated_article(scan: Scan) -> Iterator[Fault]:
    groups: dict[tuple[str, Outcome], list[_Article]] = defaultdict(list)
    for page in scan.snapshot.pages():
        if page.published.how in _HOW and page.status == 200 and _is_article(page, scan):
            column = scan.column_at(page.url)
            outcome = Outcome.REVIEW if page.published.how == "meta" else Outcome.FAIL
            place = column.url if column else urls.directory(page.url)
            groups[place, outcome].append(_Article(page.url, _title(page), outcome))
    for (place, _), articles in groups.items():
        if len(articles) > _MANY:
            yield _of_template(place, articles)
        else:
            yield from map(_of_one, articles)


_ASIDE = "（页面标签 PubDate 中有日期，但读者看不到，请核对）"
_WRITE = "在标题下方显示发布时间（年-月-日 时:分）。"


def _of_one(article: _Article) -> Fault:
    aside = _ASIDE if article.outcome is Outcome.REVIEW else ""
    return Fault(
        url=article.url,
        message=f"文章《{article.title}》没有注明发布时间{aside}。请在标题下方显示年-月-日。",
        outcome=article.outcome,
        text=article.title,
        suggestion=_WRITE,
        subject=article.url,
    )


def _of_template(place: str, articles: list[_Article]) -> Fault:
    aside = _ASIDE if articles[0].outcome is Outcome.REVIEW else ""
    return Fault(
        url=articles[0].url,
        message=f"同一栏目有 {len(articles)} 篇文章没有注明发布时间{aside}，多半是页面模板缺少这一项，见明细。",
        outcome=articles[0].outcome,
        text="没有注明发布时间",
        suggestion=_WRITE + "请联系网站建设单位修改模板。",
        subject=place,
        occurrences=tuple(Occurrence(article.url, article.title) for article in articles),
    )


def _is_article(page: Page, scan: Scan) -> bool:
    if page.url in scan.column_of or page.url == scan.home or len(page.entries) >= LIST_ENTRIES:
        return False
    entry = scan.listed.get(page.url)
    least = _NOTE if entry and entry.date else _TEXT
    if body_length(page) < least or not any(block.zone is Zone.TITLE for block in page.blocks):
        return False
    return _is_announced(page, scan) and not _stands_still(page, scan) and not _shows_date(page)


def _is_announced(page: Page, scan: Scan) -> bool:
    """Listed in a column or tagged as an article; an index page is a topic or a site of its own."""
    if page.meta.get("articletitle", "").strip():
        return True
    return page.url in scan.listed and not front_key(page.url).endswith("/")


def _stands_still(page: Page, scan: Scan) -> bool:
    """Introductions of organs and people: by column, by trail, by title."""
    column = scan.column_at(page.url)
    names = [crumb.name for crumb in page.breadcrumb[1:]] + [page.column, column.name if column else ""]
    return any(is_static(name) for name in (*names, _title(page), page.title))


def _shows_date(page: Page) -> bool:
    """Whether some short line outside lists shows what may be the date, in whatever form."""
    return any(
        len(block.text) <= _FACTS and _DATE.search(block.text)
        for block in page.blocks
        if block.zone in {Zone.BODY, Zone.NAV}
    )


def _title(page: Page) -> str:
    shown = next((block.text for block in page.blocks if block.zone is Zone.TITLE), "")
    return page.meta.get("articletitle", "").strip() or shown or page.title

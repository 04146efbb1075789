"""站内搜索搜不到新近发布的文章

## 检查什么
采集结束后，用网站自己的搜索依次搜最新的 4 篇文章（检查日之前发布的）的标题，看结果第一页有没有这篇文章。搜索页打不开也算。
结果由脚本填充、程序看不到的，或搜索拒绝程序访问的，列为「无法判断」。
要检查这一项，请在配置中写上搜索结果页的网址，搜索词的位置写 {query}：
`[search]` 下一行 `url = "http://www.□□□.gov.cn/search?q={query}"`。先在浏览器里搜一次，从地址栏抄下网址即可。
## 依据
检查指标·站内搜索：搜索功能可用，能搜到网站近期发布的信息（抽查 4 条、首页结果为准的做法未与原文核对）。
## 怎么改
联系网站建设单位检查搜索索引是否停止更新、是否漏收栏目，并修复搜索功能。
## 例子
搜不到，页面说没有结果：
```site fail=1
+ [search]
+ url = "http://www.t.gov.cn/search?q={query}"
/ 200 <p>首页</p>
search 关于城区停水的通知 /a/1.html 200 <p>抱歉，没有找到与“关于城区停水的通知”相关的结果</p>
search 关于公交调整的公告 /a/2.html 200 <ul><li><a href="/a/2.html">关于公交调整的公告</a></li></ul>
```
有结果，但都是旧文章：
```site fail=1
+ [search]
+ url = "http://www.t.gov.cn/search?q={query}"
/ 200 <p>首页</p>
search 关于城区停水的通知 /a/1.html 200 <p>共找到 2 条</p><ul><li><a href="/old/9.html">2019 年城区停水安排</a></li></ul>
search 关于公交调整的公告 /a/2.html 200 <p>共找到 1 条</p><ul><li><a href="/old/8.html">2018 年公交线路</a></li></ul>
```
搜索页打不开：
```site fail=1
+ [search]
+ url = "http://www.t.gov.cn/search?q={query}"
/ 200 <p>首页</p>
search 关于城区停水的通知 /a/1.html 500
search 关于公交调整的公告 /a/2.html 0 timeout
```
标题搜到了，链接形式不同：
```site fail=0
+ [search]
+ url = "http://www.t.gov.cn/search?q={query}"
/ 200 <p>首页</p>
search 关于城区停水的通知 /a/1.html 200 <ul><li><a href="/visit?id=77"><em>关于</em>城区<em>停水</em>的通知</a></li></ul>
```
按网址搜到了，标题被截断：
```site fail=0
+ [search]
+ url = "http://www.t.gov.cn/search?q={query}"
/ 200 <p>首页</p>
search 关于城区停水的通知 /a/1.html 200 <ul><li><a href="http://www.t.gov.cn/a/1.html">关于城区停…</a></li></ul>
```
结果页把标题列在条目里：
```site fail=0
+ [search]
+ url = "http://www.t.gov.cn/search?q={query}"
/ 200 <p>首页</p>
search 关于城区停水的通知 /a/1.html 200 <p>“关于城区停水的通知”共有 1 条结果</p><div><a href="/go.jsp?u=1">关于城区停水的通知（2026 年第 3 号）</a></div>
```
结果由脚本填充，各次搜索的页面都一样：
```site unknown=1
+ [search]
+ url = "http://www.t.gov.cn/search?q={query}"
/ 200 <p>首页</p>
search 关于城区停水的通知 /a/1.html 200 <a href=/>首页</a><input name=q value=关于城区停水的通知><div id="results"></div>
search 关于公交调整的公告 /a/2.html 200 <a href=/>首页</a><input name=q value=关于公交调整的公告><div id="results"></div>
```
没有配置：
```site unknown=1
/ 200 <p>首页</p>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks.finding import Fault, Outcome, Severity
from checks.identity.headings import plain
from checks.inventory.look import is_filled
from checks.rule import site_rule
from checks.scan import Scan
from portal.access import SearchAnswer
from portal.page import LinkKind, Page

_NOTHING = re.compile(
    r"(?:没有|未能?|无法|找不到|搜?不到)(?:找到|搜索到|检索到|查询到|查到)?.{0,40}?(?:结果|信息|内容|记录|文档|网页)|共(?:找到|搜到|有)?\s*0\s*[条篇个]|"
    r"0\s*[条篇个]\s*(?:相关)?结果|暂无(?:相关)?(?:结果|数据|内容|信息)"
)
_SHORTEST = 6  # characters of a cut title that still name it


@site_rule("IDN006", "site-search", Severity.WARNING, "pages")
def site_search(scan: Scan) -> Iterator[Fault]:
    if scan.profile.search is None:
        yield _fault(
            scan,
            '没有检查站内搜索：请在配置中写 [search] url = "搜索结果页网址，搜索词处写 {query}"。',
            Outcome.UNKNOWN,
        )
        return
    answers = scan.snapshot.searches()
    if not answers:
        yield _fault(
            scan,
            "没有检查站内搜索：本次采集没有可以用来搜索的新文章，或采集时还没有配置搜索网址。",
            Outcome.UNKNOWN,
        )
        return
    common = _common(answers)
    judged = [(answer, _found(answer, common)) for answer in answers]
    missed = [answer for answer, found in judged if found is False]
    unsure = [answer for answer, found in judged if found is None]
    if missed:
        yield _fault(scan, _told(missed, len(answers)), suggestion="请网站建设单位检查搜索功能和索引更新。")
    elif unsure:
        titles = "、".join(f"“{answer.title}”" for answer in unsure)
        told = f"搜索 {titles} 的结果由脚本填充或拒绝程序访问，程序看不到，请在浏览器中搜一次核对。"
        yield _fault(scan, told, Outcome.UNKNOWN)


def _found(answer: SearchAnswer, common: frozenset[str]) -> bool | None:
    """Whether the article is among the results; None: cannot be told."""
    page = answer.page
    if page is None:
        return None if answer.reason == "blocked" else False
    if any(_leads(answer, link.url, link.text) for link in page.links if link.kind is LinkKind.ANCHOR):
        return True
    if any(_leads(answer, entry.url, entry.title) for entry in page.entries):
        return True
    if _NOTHING.search(page.text):
        return False
    own = _targets(page) - common
    return None if is_filled(page) or not own else False


def _leads(answer: SearchAnswer, url: str, text: str) -> bool:
    """Whether a link of the result page is the article: by its address, or by its title, which may be cut."""
    if url and url == answer.article:
        return True
    wanted, shown = plain(answer.title), plain(text.rstrip(".…"))
    return len(shown) >= _SHORTEST and (wanted in shown or wanted.startswith(shown))


def _common(answers: Sequence[SearchAnswer]) -> frozenset[str]:
    """Links that every result page has: the frame of the page, not the results."""
    pages = [_targets(answer.page) for answer in answers if answer.page]
    return frozenset.intersection(*pages) if len(pages) > 1 else frozenset()


def _targets(page: Page) -> frozenset[str]:
    return frozenset(link.url for link in page.links if link.kind is LinkKind.ANCHOR and link.text.strip())


def _told(missed: Sequence[SearchAnswer], asked: int) -> str:
    titles = "、".join(f"“{answer.title}”" for answer in missed)
    shut = [answer for answer in missed if answer.page is None]
    told = f"用站内搜索搜最新 {asked} 篇文章的标题，有 {len(missed)} 篇搜不到：{titles}。"
    return told + (f"其中 {len(shut)} 次搜索页打不开（{_why(shut[0])}）。" if shut else "")


def _why(answer: SearchAnswer) -> str:
    return f"状态码 {answer.status}" if answer.status else f"没有应答：{answer.reason}"


def _fault(scan: Scan, message: str, outcome: Outcome = Outcome.FAIL, suggestion: str = "") -> Fault:
    url = scan.profile.search.url if scan.profile.search else scan.home
    return Fault(scan.home, message, outcome, target=url, suggestion=suggestion, subject="站内搜索")

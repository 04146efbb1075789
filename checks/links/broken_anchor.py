"""链接指向的页内位置不存在

## 检查什么
网址里 # 后面的页内位置，在目标页面上有没有。页面能打开，只是不会停在该停的地方。
“返回顶部”、脚本用的占位（#none、#tab 之类导航按钮）、单页应用的路由（#/、#!）不查。

## 依据
良好实践。

## 怎么改
改正 # 后面的名称，或在目标位置加上同名的 id。

## 例子
```site fail=1
/ 200 <a href="/p.html#fee">收费标准</a>
/p.html 200 <h2 id="time">办理时间</h2><p>每个工作日办理。</p>
```
同一页上的目录：
```site fail=1
/ 200 <p>本办法共三章，自发布之日起施行，具体内容见<a href="#chapter3">第三章</a>。</p><h2 id="chapter1">第一章</h2>
```
中文名称、多处链接算一条：
```site fail=1
/ 200 <a href="/p.html#材料">申请材料</a><a href="/q.html">页</a>
/q.html 200 <a href="/p.html#%E6%9D%90%E6%96%99">材料</a>
/p.html 200 <h2 id="时间">时间</h2><p>每个工作日。</p>
```
位置存在的不报，百分号编码也认得：
```site
/ 200 <a href="/p.html#材料">材料</a><a href="/p.html#fee">收费</a>
/p.html 200 <h2 id="材料">材料</h2><a name="fee">收费</a>
```
顶部、占位、应用路由、文字定位：
```site
/ 200 <a href="#">藏</a><a href="#top">顶</a><a href="/p.html#/list">表</a><a href="/p.html#!a">甲</a><a href="/p.html#:~:text=x">乙</a>
/p.html 200 <h2 id="a1">时间</h2>
```
目标页面没有取到、或没有任何位置标记的不报：
```site
/ 200 <a href="/p.html#fee">收费</a><a href="http://a.example/x#y">外站</a><a href="/gone.html#a1">没了</a>
/p.html 200 <p>内容由脚本生成</p>
```
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from checks.finding import Fault, Severity
from checks.links.occurrences import Places, is_route, locator, shorten
from checks.links.told import fault_of
from checks.rule import page_rule
from checks.scan import Scan
from portal.page import Link, LinkKind, Page, Zone

_SUGGESTION = "请改正 # 后面的名称，或在目标位置加上同名的 id"


@page_rule("LNK009", "broken-anchor", Severity.INFO, "pages")
def check(page: Page, scan: Scan) -> Iterator[Fault]:
    if not page.anchors:
        return
    wanted: dict[str, Places] = {}
    for fragment, places in scan.links.fragments.get(page.url, {}).items():
        if _missing(fragment, page):
            wanted.setdefault(unquote(fragment), places)
    for fragment, places in wanted.items():
        how = f"打开的页面上没有“{shorten(fragment)}”这个位置，停在页面顶部"
        yield fault_of(scan, places, f"{page.url}#{fragment}", how, _SUGGESTION)
    yield from _on_the_page(page)


def _on_the_page(page: Page) -> Iterator[Fault]:
    """Links of a text to its own parts. In navigation and on buttons a # is a script's business."""
    told = set()
    for link in page.links:
        if _points_inside(link, page) and link.fragment not in told and _missing(link.fragment, page):
            told.add(link.fragment)
            yield Fault(
                page.url,
                f"{locator(link.kind, link.zone, link.text)}点了没有反应：本页没有“{shorten(unquote(link.fragment))}”这个位置",
                target=f"{page.url}#{link.fragment}",
                text=link.text,
                suggestion=_SUGGESTION,
            )


def _points_inside(link: Link, page: Page) -> bool:
    return (
        bool(link.fragment)
        and link.url == page.url
        and link.kind is LinkKind.ANCHOR
        and link.zone is Zone.BODY
        and bool(link.text)
        and not link.inferred
        and not is_route(link.fragment)
    )


def _missing(fragment: str, page: Page) -> bool:
    return fragment not in page.anchors and unquote(fragment) not in page.anchors

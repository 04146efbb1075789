"""链接的外站打不开

## 检查什么
首页以外的页面链接或引用的其他网站：域名失效、页面不存在、服务器出错、连接不上。

## 依据
国办秘函〔2019〕19号 检查指标：链接不能打开的，按个扣分。

## 怎么改
用浏览器核对；确实打不开的，撤下链接或改为对方现在的网址。域名失效的尽快撤下，以免被他人抢注。

## 例子
```site fail=1
/ 200 <a href="/p.html">页</a>
/p.html 200 <a href="http://dead.example/">某局</a><a href="http://fine.example/">某委</a>
http://dead.example/ broken dns
```
页面没了、服务器出错：
```site fail=2
/ 200 <a href="/p.html">页</a>
/p.html 200 <a href="http://a.example/n/1.html">报道</a><a href="http://b.example/">平台</a>
http://a.example/n/1.html 404
http://b.example/ 503
```
引用的外站图片、附件、嵌入页面：
```site fail=3
/ 200 <a href="/p.html">页</a>
/p.html 200 <img src="http://a.example/1.png"><a href="http://b.example/2.pdf">附件</a><iframe src="http://c.example/"></iframe>
http://a.example/1.png broken refused
http://b.example/2.pdf broken timeout
http://c.example/ broken reset
```
能打开、会跳转的不报：
```site
/ 200 <a href="/p.html">页</a>
/p.html 200 <a href="http://a.example/">甲</a><a href="http://b.example/">乙</a>
http://b.example/ 301 https://www.b.example/
```
拒绝程序访问、证书有问题、看不准的不报：
```site
/ 200 <a href="/p.html">页</a>
/p.html 200 <a href="http://a.example/">甲</a><a href="https://b.example/">乙</a><a href="http://c.example/">丙</a>
http://a.example/ blocked
https://b.example/ tls tls:self-signed
http://c.example/ cannot-tell offline
```
首页也有的见 LNK001，内网地址见 LNK010：
```site
/ 200 <a href="/p.html">页</a><a href="http://dead.example/">某局</a>
/p.html 200 <a href="http://dead.example/">某局</a><a href="http://192.168.1.9/">内网</a>
http://dead.example/ broken dns
http://192.168.1.9/ private private
```
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.finding import Fault, Severity
from checks.links.told import Share, dead
from checks.rule import site_rule
from checks.scan import Scan


@site_rule("LNK006", "broken-external-link", Severity.ERROR, "probes", "external")
def check(scan: Scan) -> Iterator[Fault]:
    return dead(scan, Share.EXTERNAL)

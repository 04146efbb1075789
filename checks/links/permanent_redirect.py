"""链接的网站已换域名

## 检查什么
链接能打开，但对方用“永久跳转”（301、308）声明已搬到另一个域名。只是加 www. 或改用 https 的不报。

## 依据
良好实践：对方停掉旧域名后，这个链接就会失效，旧域名还可能被他人抢注。

## 怎么改
把链接改为新网址。

## 例子
```site fail=1
/ 200 <a href="http://old.example/">某局</a>
http://old.example/ 301 http://new.example/
```
308 同样是永久跳转；一个网址算一条：
```site fail=1
/ 200 <a href="http://old.example/n.html">某局</a><a href="/p.html">页</a>
/p.html 200 <a href="http://old.example/n.html">某局文件</a>
http://old.example/n.html 308 http://new.example/n.html
```
本站的页面搬到别处、图片搬到别处：
```site fail=2
/ 200 <a href="/zwfw/">政务服务</a><img src="http://old.example/1.png">
/zwfw/ 301 https://zwfw.example/
http://old.example/1.png 301 http://img.example/1.png
```
只是改用 https、加 www. 的不报：
```site
/ 200 <a href="http://a.example/">甲</a><a href="http://b.example/">乙</a>
http://a.example/ 301 https://a.example/
http://b.example/ 301 https://www.b.example/
```
临时跳转（如登录）的不报：
```site
/ 200 <a href="http://a.example/">甲</a><a href="http://b.example/x">乙</a>
http://a.example/ 302 http://login.example/
http://b.example/x 307 http://cdn.example/x
```
站内改址、打不开的不在此列：
```site
/ 200 <a href="/old.html">旧</a><a href="http://dead.example/">丙</a>
/old.html 301 /new.html
http://dead.example/ broken dns
```
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.finding import Fault, Severity
from checks.links.fate import Fate, moved_to
from checks.links.told import probe_of, told
from checks.rule import site_rule
from checks.scan import Scan


@site_rule("LNK008", "permanent-redirect", Severity.INFO, "probes")
def check(scan: Scan) -> Iterator[Fault]:
    for suspect in scan.links.of(Fate.MOVED):
        if suspect.places.written:
            to = moved_to(suspect.target.url, probe_of(suspect))
            yield told(scan, suspect, f"的网站已永久迁到 {to}", f"请把链接改为 {to}")

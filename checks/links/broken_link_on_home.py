"""首页有打不开的链接

## 检查什么
首页上的每个链接、图片、脚本和样式文件是否打得开，不论指向本站还是外站。页面不存在（404）、已删除（410）、
服务器出错（5xx）、域名失效、连接被拒绝、超时，都要再看一次才算。需登录、被防护拦截的不算（见 LNK007）。

## 依据
国办秘函〔2019〕19号 检查指标：首页链接不能打开的，按个扣分。

## 怎么改
内容移走的改为新网址，内容已删除的撤下链接；位于模板的，改一处模板即可。

## 例子
```site fail=1
/ 200 <a href="/gone.html">通知公告</a><a href="/ok.html">要闻</a>
/ok.html 200 <p>好</p>
```
首页的图片、脚本、外站链接同样算：
```site fail=3
/ 200 <img src="/a.png"><script src="/b.js"></script><a href="http://dead.example/">友情链接</a>
http://dead.example/ broken dns
```
首页的附件也算在首页；同一网址出现多次是一个问题：
```site fail=1
/ 200 <a href="/x.pdf">年报</a><p>正文</p><a href="/x.pdf">下载</a>
/x.pdf broken empty
```
脚本里的网址只是疑似：
```site review=1
/ 200 <a href="javascript:void(0)" onclick="window.open('/w.html')">窗口</a>
```
能打开、会跳转的不报：
```site
/ 200 <a href="/old.html">旧</a><a href="http://fine.example/">外站</a>
/old.html 301 /new.html
/new.html 200 <p>新</p>
```
被拦截、证书有问题的不算错链：
```site
/ 200 <a href="http://wall.example/">查询</a><a href="https://tls.example/">平台</a>
http://wall.example/ blocked wall:创宇盾
https://tls.example/ tls tls:expired
```
邮件、电话、脚本动作不是链接；其他页面的错链见 LNK002：
```site
/ 200 <a href="mailto:a@t.gov.cn">信箱</a><a href="tel:1">电话</a><a href="javascript:;">收藏</a><a href="/p.html">页</a>
/p.html 200 <a href="/gone.html">没了</a>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.finding import Fault, Severity
from checks.links.told import Share, dead
from checks.rule import site_rule
from checks.scan import Scan


@site_rule("LNK001", "broken-link-on-home", Severity.ERROR, "probes")
def check(scan: Scan) -> Iterator[Fault]:
    return dead(scan, Share.HOME)

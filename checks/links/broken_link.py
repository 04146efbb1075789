"""页面上有打不开的链接

## 检查什么
首页以外的页面链接到本站的哪些页面打不开。一个打不开的网址算一个问题，列出它出现的每一处；
同一个栏目由翻页脚本算出的多个分页合并为一条。

## 依据
国办秘函〔2019〕19号 检查指标：其他页面链接不能打开的，按个扣分。

## 怎么改
内容移走的改为新网址，内容已删除的撤下链接；服务器出错的请技术人员检查。

## 例子
```site fail=1
/ 200 <a href="/p.html">页</a>
/p.html 200 <a href="/gone.html">没了</a><a href="/p.html">本页</a>
```
许多页面链到同一个网址，是一个问题：
```site fail=1
/ 200 <a href="/p.html">页</a><a href="/q.html">页</a>
/p.html 200 <a href="/gone.html">没了</a>
/q.html 200 <a href="/gone.html">没了</a>
```
服务器出错、来回跳转、嵌入的页面：
```site fail=3
/ 200 <a href="/p.html">页</a>
/p.html 200 <a href="/a.jsp">办事</a><a href="/b.jsp">信箱</a><iframe src="/c.html"></iframe>
/a.jsp 502
/b.jsp broken redirect-loop
```
脚本里的网址只是疑似：
```site review=1
/ 200 <a href="/p.html">页</a>
/p.html 200 <a href="javascript:window.open('/w.html')">窗口</a>
```
翻页脚本写明的分页，三个以上合并为一条：
```site review=1
/ 200 <a href="/tzgg/">通知公告</a>
/tzgg/ 200 <script>createPageHTML(6, 0, "index", "html");</script>
```
脚本拼接网址用的片段不是网址：
```site
/ 200 <a href="/tzgg/">通知公告</a>
/tzgg/ 200 <script>document.write("<a href=\\"index"+"_"+n+".html\\">下一页</a><a href='index_"+n+".html'>尾页</a>")</script>
```
跳转后能打开的不报：
```site
/ 200 <a href="/p.html">页</a>
/p.html 200 <a href="/old.html">旧</a>
/old.html 302 /p.html
```
首页也有的见 LNK001，附件和图片见 LNK003、LNK004：
```site
/ 200 <a href="/p.html">页</a><a href="/gone.html">没了</a>
/p.html 200 <a href="/gone.html">没了</a><a href="/x.doc">附件</a><img src="/a.png">
```
需登录、未看、看不准的不报：
```site
/ 200 <a href="/p.html">页</a>
/p.html 200 <a href="/admin/">后台</a><a href="/n.html">未看</a><a href="/u.html">不稳</a>
/admin/ blocked
/n.html not-asked robots
/u.html cannot-tell timeout
```
打开是一片空白（0 字节）的网页；嵌入框架里的空白页留给脚本使用，不报：
```site fail=1
/ 200 <a href="/p.html">页</a>
/p.html 200 <a href="/void.html">征求意见稿</a><iframe src="/blank.html"></iframe>
/void.html broken empty
/blank.html broken empty
```
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.finding import Fault, Severity
from checks.links.told import Share, dead
from checks.rule import site_rule
from checks.scan import Scan


@site_rule("LNK002", "broken-link", Severity.ERROR, "probes")
def check(scan: Scan) -> Iterator[Fault]:
    return dead(scan, Share.PAGE)

"""附件下载不了

## 检查什么
本站的附件（PDF、Word、Excel、压缩包、OFD 等）是否存在、是否是空文件、点开得到的是不是文件（而不是一个网页），
下载下来的是不是完整、没有损坏。由程序下载（如 download.jsp?id=…）的，应答里或链接文字里写明是文件的，也按附件算。
设了密码的、程序没能读懂的不算错，由覆盖情况说明。

## 依据
国办秘函〔2019〕19号 检查指标：附件不能打开或下载的，按个扣分。

## 怎么改
重新上传附件并改正链接；不再提供的，撤下链接。

## 例子
```site fail=1
/ 200 <a href="/p.html">页</a>
/p.html 200 <a href="/x.pdf">附件：申请表</a>
/x.pdf 404
```
空文件、得到的是网页：
```site fail=2
/ 200 <a href="/p.html">页</a>
/p.html 200 <a href="/x.doc">表一</a><a href="/y.xls">表二</a>
/x.doc broken empty
/y.xls broken html-instead-of-file
```
不完整、已损坏、内容和扩展名不符：
```site fail=3
/ 200 <a href="/p.html">页</a>
/p.html 200 <a href="/x.docx">表一</a><a href="/y.xlsx">表二</a><a href="/z.pdf">表三</a>
/x.docx broken truncated
/y.xlsx broken damaged
/z.pdf broken other-kind
```
链接文字写明是文件的下载地址：
```site fail=1
/ 200 <a href="/p.html">页</a>
/p.html 200 <a href="/download.jsp?id=7">附件1：申请表.docx</a>
/download.jsp?id=7 404
```
服务器出错、超时：
```site fail=2
/ 200 <a href="/p.html">页</a>
/p.html 200 <a href="/x.zip">资料</a><a href="/y.ofd">公文</a>
/x.zip 500
/y.ofd broken timeout
```
能下载的不报：
```site
/ 200 <a href="/p.html">页</a>
/p.html 200 <a href="/x.pdf">附件</a>
/x.pdf 200
```
跳转后能下载的、需登录的不报：
```site
/ 200 <a href="/p.html">页</a>
/p.html 200 <a href="/x.pdf">附件</a><a href="/y.pdf">内部</a>
/x.pdf 302 /files/x.pdf
/y.pdf blocked
```
首页上的见 LNK001，外站的见 LNK006：
```site
/ 200 <a href="/p.html">页</a><a href="/x.pdf">附件</a>
/p.html 200 <a href="/x.pdf">附件</a><a href="http://dead.example/y.pdf">附件</a>
/x.pdf 404
http://dead.example/y.pdf broken dns
```
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.finding import Fault, Severity
from checks.links.told import Share, dead
from checks.rule import site_rule
from checks.scan import Scan


@site_rule("LNK004", "broken-attachment", Severity.ERROR, "probes")
def check(scan: Scan) -> Iterator[Fault]:
    return dead(scan, Share.ATTACHMENT)

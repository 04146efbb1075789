"""网址写错或别人打不开

## 检查什么
写的根本不是网址（本机文件 file:、C:\\、没有主机名、没有替换的模板变量 ${…} {{…}} <%…%>），
或者只有内网、本机才打得开（localhost、127.…、192.168.… 等）；用公网 IP 代替域名的作为提示。
本站自己就用的地址、配置里允许的内网不算。

## 依据
国办发〔2017〕47号 发展指引：链接应准确有效；网站应使用规范的域名。

## 怎么改
改为正式的网址；从 Word 粘贴来的图片要重新上传；模板变量请技术人员检查模板。

## 例子
```site fail=2
/ 200 <a href="file:///C:/Users/a/1.doc">附件</a><img src="D:\\pic\\2.png">
```
没有替换的模板变量、没有主机名：
```site fail=4
/ 200 <a href="${url}">通知</a><a href="{{item.url}}">公告</a><a href="<%=link%>">要闻</a><a href="http://">网址</a>
```
内网、本机地址；公网 IP 只是提示：
```site fail=4
/ 200 <a href="http://192.168.1.9/oa">办公</a><a href="http://localhost:8080/a">甲</a><a href="http://127.0.0.1/b">乙</a><a href="http://8.8.8.8/">查询</a>
http://192.168.1.9/oa private private
http://localhost:8080/a private private
http://127.0.0.1/b private private
```
邮件、电话、脚本、下载工具不是写错的网址：
```site
/ 200 <a href="mailto:a@b.cn">信</a><a href="tel:1">电</a><a href="javascript:;">x</a><a href="ftp://a.example/1">z</a><a href="weixin://a">w</a>
```
浏览器会自动改正的写法：
```site
/ 200 <a href="http:///a.example/">甲</a><a href="\\\\p.html">乙</a><a href=" /p.html ">丙</a><a href="//a.example/x y">丁</a>
http://p.html/ 200
/p.html 200 <p>好</p>
```
配置里允许的内网、脚本里的模板：
```site
+ [crawl]
+ allow_private = ["192.168.1.0/24"]
/ 200 <a href="http://192.168.1.9/oa">办公</a><script>var t = '<a href="${url}">x</a>';</script>
http://192.168.1.9/oa 200
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.finding import Fault, Severity
from checks.links.fate import Fate
from checks.links.told import fault_of, told
from checks.rule import site_rule
from checks.scan import Scan

_TEMPLATE = re.compile(r"\$\{|\{\{|<%|\{\$|\[%|#\{|<!--#|%\}|@\{")
_LOCAL_FILE = re.compile(r"\s*(?:file:|[a-z][:|][\\/])", re.I)
_WEB = re.compile(r"\s*(?:h?t{1,3}ps?|https?)\s*:", re.I)
_OTHER_SCHEME = re.compile(r"\s*[a-z][\w+. -]*[:：]", re.I)


@site_rule("LNK010", "malformed-link", Severity.ERROR, "pages")
def check(scan: Scan) -> Iterator[Fault]:
    for href, places in scan.links.misspelt.items():
        if fault := _fault_in(href):
            yield fault_of(scan, places, href, *fault)
    for suspect in scan.links.of(Fate.PRIVATE):
        yield told(
            scan, suspect, "指向内网或本机地址，外面的人打不开", "请改为互联网上能打开的网址，或撤下链接"
        )
    for suspect in scan.links.of(Fate.BARE_IP):
        yield told(
            scan,
            suspect,
            "用 IP 地址代替了域名",
            "请改为该网站的域名；没有域名的，请对方申请",
            severity=Severity.WARNING,
        )


def _fault_in(href: str) -> tuple[str, str] | None:
    """What is wrong with an href that is no web address, and what to do; None if it is meant so."""
    if _TEMPLATE.search(href):
        return "打不开：模板变量没有替换成网址", "请技术人员检查模板，让这里输出真正的网址"
    if _LOCAL_FILE.match(href):
        return "打不开：写的是编辑者电脑上的文件", "请把文件上传到网站，再链接到上传后的网址"
    if _WEB.match(href) or not _OTHER_SCHEME.match(href):
        return "打不开：网址不完整或写错", "请改为完整的网址，形如 http://www.example.gov.cn/"
    return None

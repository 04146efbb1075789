"""网址写错或别人打不开

## 检查什么
写的根本不是网址（本机文件 file:、C:\\、没有主机名、没有替换的模板变量 ${…} {{…}} <%…%>），
或者只有内网、本机才打得开（localhost、127.…、192.168.…、不带点的主机名等）；用公网 IP 代替域名的作为提示。
本站自己就用的地址、配置里允许的内网不算。从 Word 粘贴来的图片，一个页面合并为一条。

## 依据
国办发〔2017〕47号 发展指引：链接应准确有效；网站应使用规范的域名。

## 怎么改
改为正式的网址；从 Word 粘贴来的图片要重新上传；模板变量请技术人员检查模板。

## 例子
```site fail=2
/ 200 <a href="file:///C:/Users/a/1.doc">附件</a><img src="D:\\pic\\2.png">
```
从 Word 粘贴来的图片，一页一条；文件链接各是一条：
```site fail=3
/ 200 <a href="/p.html">页</a><img src="file:///C:/Temp/wps1.png"><img src="file:///C:/Temp/wps2.png"><img src="D:\\3.png">
/p.html 200 <img src="file:///C:/Temp/wps7.png"><a href="file:///C:/Users/a/1.doc">附件</a>
```
没有替换的模板变量、没有主机名：
```site fail=7
/ 200 <a href="/p.html">页</a><a href="${url}">通知</a><a href="{{item.url}}">公告</a><a href="<%=link%>">要闻</a><a href="http://">网址</a>
/p.html 200 <a href="[!--titleurl--]">帝国</a><a href="{dede:field.arcurl/}">织梦</a><a href="#{item.url}">表达式</a>
```
内网、本机地址；公网 IP 只是提示：
```site fail=4
/ 200 <a href="http://192.168.1.9/oa">办公</a><a href="http://localhost:8080/a">甲</a><a href="http://127.0.0.1/b">乙</a><a href="http://8.8.8.8/">查询</a>
http://192.168.1.9/oa private private
http://localhost:8080/a private private
http://127.0.0.1/b private private
```
只有内网认得的主机名、写了两遍的 http；本机上的测试地址，即使配置允许访问本机：
```site fail=3
+ [crawl]
+ allow_private = ["127.0.0.0/8"]
/ 200 <a href="http://oa/login">办公</a><a href="http://http://www.a.example/">甲局</a><a href="http://127.0.0.1:8080/show.do">预览</a>
http://oa/login broken dns
http://http//www.a.example/ broken dns
http://127.0.0.1:8080/show.do broken refused
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
from dataclasses import replace

from checks.finding import Fault, Occurrence, Severity
from checks.links.fate import Fate
from checks.links.occurrences import Places
from checks.links.told import fault_of, told
from checks.rule import site_rule
from checks.scan import Scan
from portal import urls
from portal.page import LinkKind

_LOCAL_FILE = re.compile(r"\s*(?:file:|[a-z][:|][\\/])", re.I)
_WEB = re.compile(r"\s*(?:h?t{1,3}ps?|https?)\s*:", re.I)
_NAME = re.compile(r"[\\/]")
_SCHEMES = frozenset({"http", "https"})
_UPLOAD = "请把文件上传到网站，再链接到上传后的网址"
_OTHER_SCHEME = re.compile(r"\s*[a-z][\w+. -]*[:：]", re.I)


@site_rule("LNK010", "malformed-link", Severity.ERROR, "pages")
def check(scan: Scan) -> Iterator[Fault]:
    pasted: dict[str, list[tuple[str, Places]]] = {}
    for href, places in scan.links.misspelt.items():
        if places.kinds == {LinkKind.IMAGE} and places.pages == 1 and _LOCAL_FILE.match(href):
            pasted.setdefault(places.listed[0].url, []).append((href, places))
        elif fault := _fault_in(href):
            yield fault_of(scan, places, href, *fault)
    for page, images in pasted.items():
        yield _pasted(scan, page, images)
    for suspect in scan.links.of(Fate.PRIVATE):
        twice = urls.host(suspect.target.url) in _SCHEMES
        how = "打不开：网址开头写了两遍 http" if twice else "指向内网或本机地址，外面的人打不开"
        yield told(scan, suspect, how, "请改为互联网上能打开的网址，或撤下链接")
    for suspect in scan.links.of(Fate.BARE_IP):
        yield told(
            scan,
            suspect,
            "用 IP 地址代替了域名",
            "请改为该网站的域名；没有域名的，请对方申请",
            severity=Severity.WARNING,
        )


def _pasted(scan: Scan, page: str, images: list[tuple[str, Places]]) -> Fault:
    """One finding for the local images of a page: they came with one paste and are mended in one go."""
    href, places = images[0]
    many = f"本页有 {len(images)} 个图片" if len(images) > 1 else "图片"
    return replace(
        fault_of(scan, places, href, "", _UPLOAD),
        message=f"{many}打不开：写的是编辑者电脑上的文件（多半是从 Word 粘贴来的）",
        text="",
        subject=f"{page} local images",
        occurrences=tuple(
            Occurrence(page, f"{o.locator} {_NAME.split(file)[-1]}") for file, p in images for o in p.listed
        ),
    )


def _fault_in(href: str) -> tuple[str, str] | None:
    """What is wrong with an href that is no web address, and what to do; None if it is meant so."""
    if urls.TEMPLATE.search(href):
        return "打不开：模板变量没有替换成网址", "请技术人员检查模板，让这里输出真正的网址"
    if _LOCAL_FILE.match(href):
        return "打不开：写的是编辑者电脑上的文件", _UPLOAD
    if _WEB.match(href) or not _OTHER_SCHEME.match(href):
        return "打不开：网址不完整或写错", "请改为完整的网址，形如 http://www.example.gov.cn/"
    return None

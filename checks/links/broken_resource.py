"""图片、样式或脚本文件打不开

## 检查什么
首页以外的页面用到的本站图片、样式文件、脚本、音视频，以及样式文件里引用的图片和字体，是否都在。

## 依据
国办秘函〔2019〕19号 检查指标：图片等不能显示的，按个扣分。

## 怎么改
补传文件，或在页面、模板、样式文件里改正或删去引用。

## 例子
```site fail=1
/ 200 <a href="/p.html">页</a>
/p.html 200 <img src="/a.png" alt="合影"><img src="/b.png">
/b.png 200
```
样式文件、脚本、视频：
```site fail=3
/ 200 <a href="/p.html">页</a>
/p.html 200 <link rel="stylesheet" href="/s.css"><script src="/m.js"></script><video src="/v.webm"></video>
```
不同大小的图片、行内样式里的背景图：
```site fail=3
/ 200 <a href="/p.html">页</a>
/p.html 200 <img src="/ok.png" srcset="/1x.png 1x, /2x.png 2x"><div style="background:url(/bg.jpg)">字</div>
/ok.png 200
```
能用的不报：
```site
/ 200 <a href="/p.html">页</a>
/p.html 200 <img src="/b.png"><link rel="stylesheet" href="/s.css">
/b.png 200
/s.css 301 /style/s.css
```
写在页面里的图片数据不是文件：
```site
/ 200 <a href="/p.html">页</a>
/p.html 200 <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><img alt="空">
```
首页用到的见 LNK001，外站的图片见 LNK006，被拦截的见 LNK007：
```site
/ 200 <a href="/p.html">页</a><img src="/a.png">
/p.html 200 <img src="/a.png"><img src="http://dead.example/x.png"><img src="/w.png">
http://dead.example/x.png broken dns
/w.png blocked
```
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.finding import Fault, Severity
from checks.links.told import Share, dead
from checks.rule import site_rule
from checks.scan import Scan


@site_rule("LNK003", "broken-resource", Severity.ERROR, "probes")
def check(scan: Scan) -> Iterator[Fault]:
    return dead(scan, Share.RESOURCE)

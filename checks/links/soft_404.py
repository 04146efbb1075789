"""链接打开的是出错页面或首页

## 检查什么
网址能打开，但打开的是“页面不存在”一类的出错页面（也可能只弹出一个提示框），或者直接被送回首页（跳转、刷新或脚本），看不到要看的内容。
文字就是“首页”“返回首页”或网站名称的链接，本来就该到首页，不报。

## 依据
国办秘函〔2019〕19号 检查指标：链接不能打开（包括打开后无实际内容）的，按个扣分。

## 怎么改
改为正确的网址或撤下链接；并请技术人员让网站对不存在的页面返回 404，而不是 200 或跳到首页。

## 例子
```site fail=1
/ 200 <a href="/n/1.html">关于放假的通知</a>
/n/1.html soft-404 own-words
```
不论在哪一页、是页面还是附件：
```site fail=2
/ 200 <a href="/p.html">页</a>
/p.html 200 <a href="/n/2.html">公告</a><a href="/x.pdf">附件</a>
/n/2.html soft-404 same-as-error-page
/x.pdf soft-404 redirect-to-error-page
```
深层链接被送回首页；外站的请人核对：
```site fail=1 review=1
/ 200 <a href="/n/3.html">规划公示</a><a href="http://a.example/news/2020/3.html">相关报道</a>
/n/3.html redirect-home
http://a.example/news/2020/3.html redirect-home
```
网页自己把人送回首页的：
```site fail=1
/ 200 <a href="/n/4.html">清单公告</a>
/n/4.html redirect-home sent-home
```
本来就该到首页的不报：
```site
/ 200 <a href="/p.html">页</a>
/p.html 200 <a href="/home.jsp?x=1">返回首页</a><a href="/site/index.html">网站首页</a>
/home.jsp?x=1 redirect-home
/site/index.html redirect-home
```
只写域名的外站链接、换了地址的外站栏目不报：
```site
/ 200 <a href="http://a.example/?from=t">甲局</a><a href="http://b.example/portal/">乙局</a>
http://a.example/?from=t redirect-home
http://b.example/portal/ redirect-home
```
正常跳转、真正返回 404 的不在此列：
```site
/ 200 <a href="/old.html">旧</a><a href="/gone.html">没了</a>
/old.html 301 /new.html
/new.html 200 <p>新</p>
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from checks.finding import Fault, Outcome, Severity
from checks.links.fate import Fate
from checks.links.occurrences import Suspect
from checks.links.told import is_external, probe_of, told
from checks.links.wording import happens
from checks.rule import site_rule
from checks.scan import Scan
from portal.target import Verdict

_HOMEWARD = re.compile(r"首\s*页|主\s*页|^home$|^index$|返回|官网|门户网站|网站群", re.I)
_DEEP = 2  # path segments that make an external address a page of its own


@site_rule("LNK005", "soft-404", Severity.ERROR, "probes")
def check(scan: Scan) -> Iterator[Fault]:
    timeout = scan.snapshot.profile.crawl.timeout
    names = _names(scan)
    for suspect in scan.links.of(Fate.SOFT):
        probe = probe_of(suspect)
        sent_home = probe.verdict is Verdict.REDIRECT_HOME
        if sent_home and _meant(suspect, names):
            continue
        what = "被送到网站首页，看不到要看的内容" if sent_home else happens(suspect.target, probe, timeout)
        sure = suspect.places.written and not (sent_home and is_external(suspect))
        yield told(
            scan,
            suspect,
            f"点开后{what}" + ("" if sure else "，请人工核对"),
            "请改为正确的网址或撤下链接；并请技术人员让不存在的页面返回 404",
            outcome=Outcome.FAIL if sure else Outcome.REVIEW,
        )


def _meant(suspect: Suspect, names: str) -> bool:
    """Whether people who follow the link want the home page anyway."""
    parts = urlsplit(suspect.target.url)
    segments = [segment for segment in parts.path.split("/") if segment]
    if not segments or (is_external(suspect) and len(segments) < _DEEP):
        return True
    texts = suspect.places.texts
    if not texts:
        return suspect.places.framed > 0  # a logo
    return all(_HOMEWARD.search(text) or text in names for text in texts)


def _names(scan: Scan) -> str:
    """What the site calls itself; a link text found in it is the site's name."""
    home = scan.snapshot.page(scan.home)
    said = (home.title, home.meta.get("sitename", "")) if home else ()
    return "\n".join((scan.profile.name, *said))

"""首页没有“我为政府网站找错”入口

## 检查什么
首页应有“我为政府网站找错”的入口（链接、图片链接或由脚本生成的都算），入口带的标识码应是本网站的，不是别的网站的。
页脚由脚本生成、程序看不到入口的，列为「无法判断」。
## 依据
检查指标·“我为政府网站找错”：首页有入口，网民留言在 3 个工作日内办结。
## 怎么改
在“我为政府网站找错”平台（zfwzzc.www.gov.cn）取得本网站的代码，放在首页底部；换过标识码的，改成现在的标识码。
## 例子
没有入口：
```site fail=1
/ 200 <p>要闻</p><div class=footer>主办：某区人民政府 电话：0451-00000000 网站标识码：2301030001 黑ICP备00000000号</div>
```
只有本地的投诉信箱，不是找错入口：
```site fail=1
/ 200 <a href=/tsjb/>投诉举报</a><a href=/jy/>我要建议</a><div class=footer>网站标识码：2301030001</div>
```
用的是别的网站的标识码：
```site fail=1
+ id_code = "2301030001"
/ 200 <a href="https://zfwzzc.www.gov.cn/check_web/errorInfo_sitecode?site_code=5001070012&url=x"><img src=/images/jiucuo.png></a>
```
脚本入口的标识码与页脚不同：
```site fail=1
/ 200 <script id="_jiucuo_" sitecode="2301040002" src="http://pucha.kaipuyun.cn/exposure/jiucuo.js"></script><div class=footer>网站标识码：2301030001</div>
```
```site fail=0
+ id_code = "2301030001"
/ 200 <script id="_jiucuo_" sitecode='2301030001' src='https://zfwzzc.www.gov.cn/exposure/jiucuo.js'></script>
```
```site fail=0
/ 200 <a href="javascript:;" onclick="window.open('https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=2301030001')"><img src=/i/zc.png alt="政府网站找错"></a><div class=footer>网站标识码：2301030001</div>
```
入口带的是党政机关标识的编号，不是标识码，无从比较：
```site fail=0
+ id_code = "2301030001"
/ 200 <a href="http://pucha.kaipuyun.cn/exposure/jiucuo.html?site_code=CA071160000604299710001&url=x"><img src=/jiucuo.png></a>
```
页脚的一部分由脚本文件写出：
```site unknown=1
/ 200 <div class=footer>主办单位：某区人民政府 电话：0451-00000000 网站标识码：2301030001<script src="/foot.js"></script></div>
```
页脚由脚本生成：
```site unknown=1
/ 200 <p>要闻</p><div id="footer"></div><script src="/js/foot.js"></script>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.finding import Fault, Outcome, Severity
from checks.identity.own import CODE_FORM
from checks.identity.signs import Signs
from checks.rule import site_rule
from checks.scan import Scan

_ENTRY = re.compile(
    r"zfwz(?:zc|gl)\.www\.gov\.cn|pucha\.kaipuyun|/exposure/|jiucuo|find-?wrong|政府网站找错|(?:网站|我来|我要|在线)找错|找错(?:监督|入口|平台)",
    re.I,
)
_COMMENT = re.compile(r"<!--(?!\[if).*?-->", re.S)
_CODE = re.compile(
    r"(?:_jiucuo_[^<>]{0,80}?site_?code\s*=|(?:exposure|errorInfo|jiucuo|check_web)[^\s\"'<>]{0,120}?[?&](?:amp;)?site_?code=|"
    r"(?:jiucuo|find-?wrong)[^<>]{0,80}?data-setting=[\"']\{sitecode:)\s*[\"']?(?P<code>[0-9a-z]+)",
    re.I,
)
_HOW = "在首页底部放置“我为政府网站找错”平台给本网站的入口代码。"


@site_rule("IDN005", "find-error-entry", Severity.ERROR, "pages")
def find_error_entry(scan: Scan) -> Iterator[Fault]:
    home = scan.signs.home
    if home is None:
        yield _fault(scan, "首页没有读到，无法判断有没有“我为政府网站找错”入口。", Outcome.UNKNOWN)
        return
    markup = _COMMENT.sub("", scan.snapshot.markup(home.url))
    frames = (scan.snapshot.markup(url) for url in scan.signs.frames_of(home.url))
    html = "\n".join((markup, *(_COMMENT.sub("", frame) for frame in frames)))
    if not _ENTRY.search(html):
        yield _missing(scan, home, html)
    elif wrong := _foreign(scan, home, html):
        code, right = wrong
        told = f"首页“我为政府网站找错”入口带的标识码是 {code}，本网站的标识码是 {right}；网民的留言会送到别的网站。"
        yield _fault(scan, told, text=code, suggestion=f"入口代码中的标识码改为 {right}。")


def _missing(scan: Scan, home: Signs, html: str) -> Fault:
    if not html:
        return _fault(scan, "首页的网页代码没有保存，无法判断有没有“我为政府网站找错”入口。", Outcome.UNKNOWN)
    if home.filled or home.footing.hollow or scan.signs.may_be_scripted(home):
        told = "首页的页脚由脚本生成，程序看不到有没有“我为政府网站找错”入口，请打开首页核对。"
        return _fault(scan, told, Outcome.UNKNOWN)
    return _fault(scan, "首页没有“我为政府网站找错”入口。", suggestion=_HOW)


def _foreign(scan: Scan, home: Signs, html: str) -> tuple[str, str] | None:
    """The code of the entry and the site's own, where they differ; None where they agree or one is not known."""
    own = {scan.profile.id_code.upper()} if scan.profile.id_code else {c.upper() for c in home.footing.codes}
    given = {match["code"].upper() for match in _CODE.finditer(html)}
    codes = {code for code in given if CODE_FORM.fullmatch(code)}
    return (min(codes), min(own)) if own and codes and not own & codes else None


def _fault(
    scan: Scan, message: str, outcome: Outcome = Outcome.FAIL, text: str = "", suggestion: str = ""
) -> Fault:
    return Fault(
        url=scan.home,
        message=message,
        outcome=outcome,
        column="首页",
        text=text,
        suggestion=suggestion,
        subject="找错入口",
    )

"""页脚缺少规定的信息

## 检查什么
每个页面的页脚应有六项：党政机关网站标识、网站标识码、ICP 备案编号、公安机关备案标识、网站主办单位、联系方式。
文字、图片、链接、脚本写出的都算，放在内嵌框架里的也算；主办单位和联系方式只在页脚里找。缺同一项的页面合为一条，注明页面数。
页脚只写“版权所有”“网站管理”一类而没有写主办单位的列为疑似。打印页、弹出的小窗口、没有网站导航的零散页面不检查。
页脚由脚本生成、程序看不到的，列为「无法判断」，请在浏览器中打开核对。
## 依据
发展指引·网页设计规范：页脚功能区列明党政机关网站标识、网站标识码、ICP 备案编号、公安机关备案标识、网站主办单位、联系方式等。
## 怎么改
页脚一般是全站共用的一个模板，请网站建设单位在模板中补上；只有个别页面缺少的，检查该页面（专题）是否用了另外的模板。
## 例子
四个页面的模板都没有公安备案，合为一条：
```site fail=1
/ 200 <a href=/1/>要闻</a><a href=/2/>公告</a><a href=/3/>政策</a><a href=/4/>规划</a><a href=/5/>互动</a><div class=footer>主办：某区人民政府办公室 电话：0451-00000000 网站标识码：2301030001 黑ICP备00000000号 <a href="http://bszs.conac.cn/sitename?method=show"><img src=/red.png></a></div>
/1/ 200 <a href=/>首页</a><a href=/2/>公告</a><a href=/3/>政策</a><a href=/4/>规划</a><a href=/5/>互动</a><div class=footer>主办：某区人民政府办公室 电话：0451-00000000 网站标识码：2301030001 黑ICP备00000000号 <a href="http://bszs.conac.cn/sitename?method=show"><img src=/red.png></a></div>
/2/ 200 <a href=/>首页</a><a href=/1/>要闻</a><a href=/3/>政策</a><a href=/4/>规划</a><a href=/5/>互动</a><div class=footer>主办：某区人民政府办公室 电话：0451-00000000 网站标识码：2301030001 黑ICP备00000000号 <a href="http://bszs.conac.cn/sitename?method=show"><img src=/red.png></a></div>
```
标识码只有名称没有号码，又没有联系方式：
```site fail=2
/ 200 <div class=footer>主办单位：某区人民政府 网站标识码： 黑ICP备00000000号 黑公网安备 23019900000000号 <img src=/images/dzjg.png></div>
```
备案号里的数字不是电话：
```site fail=1
/ 200 <div class=footer>主办单位：某区人民政府 网站标识码：2301030001 黑ICP备12345678号 黑公网安备 23019900000000号 <img src=/images/dzjg.png></div>
```
只有一个专题页面没有页脚：
```site fail=1
/ 200 <a href=/zt/>专题</a><div class=footer>主办：某区人民政府 电话：0451-00000000 网站标识码：2301030001 黑ICP备00000000号 黑公网安备 23019900000000号 <img src=/red.png></div>
/zt/ 200 <a href=/>首页</a><a href=/1/>要闻</a><a href=/2/>公告</a><a href=/3/>政策</a><a href=/4/>规划</a><p>专题介绍。</p>
```
“版权所有”不等于主办单位，请人核对：
```site review=1
/ 200 <div class=footer>版权所有：某区人民政府 电话：0451-00000000 网站标识码：2301030001 黑ICP备00000000号 黑公网安备 23019900000000号 <img src=/red.png></div>
```
图片、链接和脚本写出的都算有：
```site fail=0
/ 200 <div class=footer>主办：某区人民政府 邮箱：a@b.cn 网站标识码 bm05000001 <a href="https://beian.miit.gov.cn/"><img src=/icp.png></a><a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=1"><img src=/ba.png></a><script>document.write(unescape("%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='http://dcs.conac.cn/js/x.js'%3E%3C/script%3E"));</script></div>
```
页脚在内嵌框架里：
```site fail=0
/ 200 <p>要闻</p><iframe src=/inc/foot.html></iframe>
/inc/foot.html 200 <p>主办单位：某区人民政府　联系我们</p><p>政府网站标识码2301030001</p><p>黑ICP备 00000000 号-1</p><p>黑公网安备23019900000000号</p><a href="//bszs.conac.cn/sitename?method=show"></a>
```
打印页和小窗口没有页脚不算：
```site fail=0
/ 200 <a href=/print.html>打印</a><div class=footer>主办：某区人民政府 地址：某街1号 网站标识码：2301030001 黑ICP备00000000号 黑公网安备 23019900000000号 <img src=/red.png></div>
/print.html 200 <h1>关于停水的通知</h1><p>因管线检修，部分小区停水。</p>
```
页脚由脚本生成，程序看不到：
```site unknown=1
/ 200 <p>要闻</p><script src="/js/foot_2020.js"></script>
```
```site unknown=1
/ 200 <p>要闻</p><div id="footer"></div><script src="/js/main.js"></script>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from checks.finding import Fault, Outcome, Severity
from checks.identity.footer import Element, elements
from checks.identity.places import examples, occurrences, ordered, share
from checks.identity.signs import Signs
from checks.rule import site_rule
from checks.scan import Scan

_WHOLE = "整个页脚"
_LOCATOR = "页脚"


@site_rule("IDN001", "footer-element-missing", Severity.ERROR, "pages")
def footer_element_missing(scan: Scan) -> Iterator[Fault]:
    """Hosts are judged apart: each has its templates."""
    for host in scan.signs.hosts:
        pages = [s for s in scan.signs.pages if s.host == host and (s.whole or s.footing.written)]
        yield from _of_host(scan, host, pages)


def _of_host(scan: Scan, host: str, pages: Sequence[Signs]) -> Iterator[Fault]:
    lacking: dict[str, list[Signs]] = defaultdict(list)
    unseen = []
    for signs in pages:
        if signs.footing.written:
            for element in elements():
                if element.name not in signs.footing.shown:
                    lacking[element.name].append(signs)
        elif scan.signs.may_be_scripted(signs):
            unseen.append(signs)
        else:
            lacking[_WHOLE].append(signs)
    if bare := lacking.pop(_WHOLE, []):
        yield _no_footer(host, ordered(bare), len(pages))
    for element in elements():
        yield from _lacks(host, element, lacking[element.name], len(pages))
    if unseen:
        yield _unknown(host, ordered(unseen))


def _lacks(host: str, element: Element, pages: Sequence[Signs], total: int) -> Iterator[Fault]:
    unsure = [signs for signs in pages if element.name in signs.footing.near]
    missing = [signs for signs in pages if element.name not in signs.footing.near]
    if missing:
        told = f"页脚没有“{element.name}”：{share(len(missing), total)}缺少这一项，{examples(ordered(missing))}。"
        yield _fault(host, element.name, told, ordered(missing), element.suggestion)
    if unsure:
        told = (
            f"页脚只写了“版权所有”“网站管理”一类，没有写明“{element.name}”："
            f"{share(len(unsure), total)}如此，{examples(ordered(unsure))}。请核对。"
        )
        yield _fault(host, element.name, told, ordered(unsure), element.suggestion, Outcome.REVIEW)


def _no_footer(host: str, pages: Sequence[str], total: int) -> Fault:
    names = "、".join(element.name for element in elements())
    told = f"页面上没有页脚信息（{names}）：{share(len(pages), total)}如此，{examples(pages)}。"
    return _fault(host, _WHOLE, told, pages, "给这些页面加上全站统一的页脚。")


def _unknown(host: str, pages: Sequence[str]) -> Fault:
    told = f"{len(pages)} 个页面的页脚由脚本生成，程序看不到里面有没有规定的六项信息，{examples(pages)}。请在浏览器中打开核对。"
    return _fault(host, "脚本生成的页脚", told, pages, "", Outcome.UNKNOWN)


def _fault(
    host: str, text: str, message: str, pages: Sequence[str], suggestion: str, outcome: Outcome = Outcome.FAIL
) -> Fault:
    return Fault(
        url=pages[0],
        message=message,
        outcome=outcome,
        text=text,
        suggestion=suggestion,
        subject=f"{host} {outcome}",
        occurrences=occurrences(pages, _LOCATOR),
        count=len(pages),
    )

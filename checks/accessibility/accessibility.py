"""页面存在无障碍、适老化障碍

## 检查什么
- 正文和列表中的图片没有 alt 说明（alt="" 表示装饰图，算有）；
- 链接里没有文字，也没有带说明的图片；
- 输入框、下拉框没有标签或提示文字；
- 页面没有用 lang 标明语言；
- 手机上不允许放大页面（user-scalable=no 或 maximum-scale=1）；
- 首页没有无障碍浏览、关怀版（长者模式）入口。

每一种合为一条，注明处数和页面数。打印页、弹出的小窗口不检查。颜色对比、键盘操作等要在浏览器中检查，不在此列。
## 依据
GB/T 37668—2019；国办公开办函〔2021〕28号要求政府网站适老化、无障碍改造。
## 怎么改
语言、缩放、输入框、空链接一般在模板里，改一次全站都好；图片说明由发布人员上传图片时填写。
## 例子
```site fail=1
/ 200 <html lang=zh><a href=/wza>无障碍浏览</a><p>本区新建公园三处，方便市民休闲健身。</p><img src=/a.jpg><p>公园全天开放，请爱护花草树木，文明游园。</p></html>
```
```site fail=3
/ 200 <html><meta name=viewport content="width=device-width,user-scalable=no"><p>首页</p></html>
```
```site fail=2
/ 200 <html lang=zh><a href=/glb>关怀版</a><a href=/b><img src=/b.png></a><form><input type=text name=q></form></html>
```
```site fail=0
/ 200 <html lang=zh><a href=/wza>无障碍</a><a href=/b><img src=/b.png alt=专题></a><a href=/c title=更多></a><label for=q>搜索</label><input id=q><input placeholder=邮箱><input type=hidden name=x></html>
```
装饰图、允许放大的页面、由脚本生成的无障碍工具条：
```site fail=0
/ 200 <html lang=zh><meta name=viewport content="width=device-width,initial-scale=1"><p>首页</p><img src=/line.png alt=""><img src=/dot.png role=presentation><img src=/bar.png aria-hidden=true><script src="//gov.govwza.cn/dist/aria.js"></script></html>
```
只有图标、由脚本打开的入口：
```site fail=0
/ 200 <html lang=zh><p>首页</p><a title="进入老年模式" href="javascript:void(0)"><i></i></a></html>
```
打印页不检查：
```site fail=0
/ 200 <html lang=zh><a href=/print.html>长者模式</a></html>
/print.html 200 <img src=/a.jpg><a href=/b></a>
```
首页由脚本填充：
```site unknown=1
/ 200 <html lang=zh><div id=app>加载中</div></html>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checks.finding import Fault, Outcome, Severity
from checks.identity.places import examples, occurrences, ordered
from checks.identity.signs import Signs
from checks.rule import site_rule
from checks.scan import Scan
from portal.page import Barriers, Page

_TITLE = re.compile(r"\b(?:title|aria-label)\s*=\s*[\"']([^\"'<>]{2,20})[\"']")
_ENTRY = re.compile(
    r"无\s*障\s*碍|关怀|长者|老年|适老|敬老|大字版|盲人|读屏|助残|wza|wuzhangai|zhangzhe|guanhuai|barrier-?free|accessib|"
    r"(?:^|[/_.-])(?:aria|slh|old(?:er)?(?:man|people)?|elder\w*)(?:[/_.-]|$)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of barrier: how many places of a page have it, and what to do."""

    text: str
    count: Callable[[Barriers], int]
    remedy: str


_KINDS = (
    _Kind("图片没有 alt 说明", lambda b: b.images, '上传图片时填写图片说明；纯装饰的图片写 alt=""。'),
    _Kind("链接没有文字", lambda b: b.links, "在链接里写文字，或给其中的图片写 alt；没有用的空链接删去。"),
    _Kind("输入框没有标签", lambda b: b.fields, "给输入框加 <label>，或写 title、placeholder。"),
    _Kind("页面没有标明语言", lambda b: b.no_language, '在模板中写 <html lang="zh-CN">。'),
    _Kind(
        "手机上不允许放大页面",
        lambda b: b.zoom_locked,
        "从 viewport 中去掉 user-scalable=no 和 maximum-scale。",
    ),
)


@site_rule("ACC001", "accessibility", Severity.INFO, "pages")
def accessibility(scan: Scan) -> Iterator[Fault]:
    pages = [signs for signs in scan.signs.pages if signs.whole]
    for kind in _KINDS:
        having = [signs for signs in pages if kind.count(signs.barriers)]
        if having:
            yield _fault(kind, having, len(pages))
    yield from _entry(scan)


def _fault(kind: _Kind, having: list[Signs], total: int) -> Fault:
    urls = ordered(having)
    places = sum(kind.count(signs.barriers) for signs in having)
    many = f"共 {places} 处，" if places > len(urls) else ""
    return Fault(
        url=urls[0],
        message=f"{kind.text}：{many}在检查的 {total} 个页面中的 {len(urls)} 个上，{examples(urls)}。",
        text=kind.text,
        suggestion=kind.remedy,
        subject="accessibility",
        occurrences=occurrences(urls, kind.text),
        count=len(urls),
    )


def _entry(scan: Scan) -> Iterator[Fault]:
    """A way to the version for the blind and the old, on the home page or in a frame of it."""
    home = scan.signs.home
    if home is None:
        return
    shown = filter(None, map(scan.snapshot.page, (home.url, *scan.signs.frames_of(home.url))))
    if any(_has_entry(page) or _is_titled(scan.snapshot.markup(page.url)) for page in shown):
        return
    told, outcome = "首页没有无障碍浏览或关怀版（长者模式）入口。", Outcome.FAIL
    if home.filled or scan.signs.may_be_scripted(home):
        told, outcome = (
            "首页有内容由脚本填充，程序看不到有没有无障碍浏览入口，请打开首页核对。",
            Outcome.UNKNOWN,
        )
    how = "开通无障碍浏览和长者模式，并在首页放入口。" if outcome is Outcome.FAIL else ""
    yield Fault(home.url, told, outcome, text="无障碍入口", suggestion=how, subject="accessibility")


def _is_titled(markup: str) -> bool:
    """A button or an icon that a script answers to, with nothing but a title to name it."""
    return any(_ENTRY.search(name) for name in _TITLE.findall(markup))


def _has_entry(page: Page) -> bool:
    if any(_ENTRY.search(block.text) for block in page.blocks if len(block.text) <= 20):
        return True
    return any(_ENTRY.search(link.text) or _ENTRY.search(link.url) for link in page.links)

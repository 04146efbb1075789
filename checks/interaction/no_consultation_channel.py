"""没有有效的网上咨询建言渠道

## 检查什么
全站找得到写信、咨询、留言的入口（区长信箱、我要写信、在线咨询、12345 等；网上信访、纪检举报不算），并且至少有一个入口打开后有可以填写的表单，或通往外部政务平台。
程序只看页面，从不提交。入口全部打不开的判为问题；打不开的都在外站的、找不到入口、打开后没有表单的列为疑似；内容由脚本填充、要登录才能看的列为「无法判断」。
## 依据
单项否决·互动回应差：未提供网上有效咨询建言渠道（网上信访、纪检举报等专门渠道除外）。
## 怎么改
在首页或互动交流栏目提供能正常填写、提交的信箱或咨询页面，或链接到上级统一的互动平台，并保持可用。
## 例子
入口打不开：
```site fail=1
/ 200 <div class="nav"><a href="/qzxx/">区长信箱</a></div>
/qzxx/ 404
```
两个入口，一个是出错页面，一个在停用的外部平台：
```site fail=1
/ 200 <a href="/zx/">在线咨询</a><a href="http://12345.old.example/">12345热线</a>
/zx/ soft-404
http://12345.old.example/ broken dns
```
只有外部平台，程序打不开：
```site review=1
/ 200 <a href="http://12345.other.example/">12345热线</a><a href="http://www.other.example/">友情链接</a>
http://12345.other.example/ 503
http://www.other.example/ ok
```
只有网上信访和举报：
```site review=1
/ 200 <div class="nav"><a href="/xf/">网上信访</a><a href="/jb/">举报信箱</a><a href="/gk/">信息公开</a></div>
/xf/ 200 <form><textarea></textarea></form>
/jb/ 200 <form><textarea></textarea></form>
```
信箱栏目只有来信列表，没有写信的地方：
```site review=1
/ 200 <a href="/qzxx/">区长信箱</a>
/qzxx/ 200 <ul><li><a href="/qzxx/1.html">关于道路积水的答复</a><span>2026-11-01</span></li><li><a href="/qzxx/2.html">关于路灯不亮的答复</a><span>2026-10-02</span></li><li><a href="/qzxx/3.html">关于供暖温度的答复</a><span>2026-10-01</span></li></ul>
/qzxx/1.html 200 <p>答复</p>
/qzxx/2.html 200 <p>答复</p>
/qzxx/3.html 200 <p>答复</p>
```
有表单：
```site fail=0
/ 200 <a href="/hdjl/">互动交流</a>
/hdjl/ 200 <a href="/hdjl/write.html">我要写信</a>
/hdjl/write.html 200 <form action="/submit" method="post">标题<input name="title">内容<textarea name="content"></textarea>验证码<input name="code"></form>
```
通往外部平台：
```site fail=0
/ 200 <a href="https://12345.shi.gov.cn/">12345政务服务便民热线</a>
https://12345.shi.gov.cn/ ok
```
内嵌的表单；一个入口打不开但另一个可用：
```site fail=0
/ 200 <a href="/gone/">局长信箱</a><a href="/xx/">区长信箱</a>
/xx/ 200 <iframe src="/form.html"></iframe>
/form.html 200 <form>姓名<input name="a">电话<input name="b" type="tel">标题<input name="c"></form>
```
由脚本填充：
```site unknown=1
/ 200 <a href="/qzxx/">区长信箱</a>
/qzxx/ 200 <div id="app"></div><script src="/js/app.js"></script>
/js/app.js ok
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.finding import Fault, Occurrence, Outcome, Severity
from checks.interaction.channels import Entrance, Way, entrances, named_in
from checks.inventory.survey import front_page
from checks.rule import site_rule
from checks.scan import Scan
from portal import urls

_NAMED = 3  # entries named in a message


@site_rule("INT001", "no-consultation-channel", Severity.VETO, "pages", "probes")
def no_consultation_channel(scan: Scan) -> Iterator[Fault]:
    found: list[Entrance] = []
    for entrance in entrances(scan):
        if entrance.way is Way.OPEN:
            return
        found.append(entrance)
    yield _judged(scan, found)


def _judged(scan: Scan, found: Sequence[Entrance]) -> Fault:
    hidden = [entrance for entrance in found if entrance.way is Way.CANNOT_TELL]
    if hidden:
        return _fault(scan, hidden, f"找到入口{_named(hidden)}，是否可以填写请打开核对。", Outcome.UNKNOWN)
    if found and all(entrance.way is Way.DEAD for entrance in found):
        own = any(urls.host(entrance.url) == urls.host(scan.home) for entrance in found)
        told = f"咨询建言的入口全部打不开：{_named(found)}。"
        return _fault(scan, found, told, Outcome.FAIL if own else Outcome.REVIEW)  # others may keep us out
    if found:
        return _fault(scan, found, f"咨询建言的入口打开后没有可填写的表单：{_named(found)}。", Outcome.REVIEW)
    home = front_page(scan.snapshot, scan.home)
    if home and (word := named_in(home.text)):
        told = f"首页写有“{word}”，但程序看不到它通往哪里（可能由脚本打开），请打开核对。"
        return _fault(scan, found, told, Outcome.UNKNOWN)
    if home is None or scan.snapshot.coverage().unreached_total:
        missing = "没有找到写信、咨询、留言的入口，但本次扫描没有看全，无法判断。"
        return _fault(scan, found, missing, Outcome.UNKNOWN)
    return _fault(
        scan, found, "全站没有找到写信、咨询、留言的入口（网上信访、纪检举报不算）。", Outcome.REVIEW
    )


def _named(found: Sequence[Entrance]) -> str:
    shown = "、".join(f"「{e.text}」（{e.way.value}：{e.why}）" for e in found[:_NAMED])
    return shown + (f"等 {len(found)} 个" if len(found) > _NAMED else "")


def _fault(scan: Scan, found: Sequence[Entrance], message: str, outcome: Outcome) -> Fault:
    places = tuple(Occurrence(entrance.seen_on, f"入口「{entrance.text}」") for entrance in found)
    return Fault(
        url=scan.home,
        message=message,
        outcome=outcome,
        target=next((entrance.url for entrance in found if entrance.url), ""),
        column="互动交流",
        suggestion="提供能正常填写、提交的信箱或咨询页面，或链接到上级统一的互动平台。",
        subject="channel",
        occurrences=places,
    )

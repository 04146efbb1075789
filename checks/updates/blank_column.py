"""空白栏目

## 检查什么
栏目打开后没有任何信息条目、文件和正文。由脚本或内嵌框架填充的栏目，程序看不到内容，列为「无法判断」，不算空白；
打不开的栏目由链接检查负责；下面另有子栏目的不算空白。
## 依据
单项否决·空白栏目：空白栏目 5 个（含）以上即单项否决。
## 怎么改
补充内容；暂无内容的栏目先撤下导航链接或注销栏目，待有内容再开设。
## 例子
```site fail=1
column 应急管理 /yjgl/ other
/ 200 <a href="/yjgl/">应急管理</a>
/yjgl/ 200 <div class="nav"><a href="/">首页</a></div><ul></ul><div class="footer">版权所有 某区政府</div>
```
```site fail=1
/ 200 <div class="nav"><a href="/">首页</a><a href="/gsgg/">公示公告</a></div><ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-20</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-10-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2026-09-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2025-11-11</span></li></ul>
/gsgg/ 200 <div class="nav"><a href="/">首页</a><a href="/gsgg/">公示公告</a></div><div>暂无相关信息</div>
```
```site fail=1
column 财政信息 /czxx/ other
/ 200 <a href="/czxx/">财政信息</a>
/czxx/ 301 /czxx/index.html
/czxx/index.html 200 <p>暂无内容</p>
```
```site review=1
/ 200 <div class="nav"><a href="/">首页</a><a href="/mssj/">民生实事</a></div><ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-20</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-10-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2026-09-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2025-11-11</span></li></ul>
/mssj/ 200 <div class="nav"><a href="/">首页</a><a href="/mssj/">民生实事</a></div><div></div>
```
```site unknown=1
column 政策解读 /zcjd/ other
/ 200 <a href="/zcjd/">政策解读</a>
/zcjd/ 200 <ul><li><a href="#">{{item.title}}</a></li></ul>
```
```site unknown=1
column 网上调查 /wsdc/ other
/ 200 <a href="/wsdc/">网上调查</a>
/wsdc/ 200 <iframe src="http://app.example/list"></iframe>
```
```site unknown=1
column 信息公开 /xxgk/ other
/ 200 <a href="/xxgk/">信息公开</a>
/xxgk/ 200 <script src="/js/loadlist.js"></script><div id="list"></div>
/js/loadlist.js ok
```
```site fail=0
column 区情概况 /qqgk/ other
/ 200 <a href="/qqgk/">区情概况</a>
/qqgk/ 200 <h1>区情概况</h1><p>本单位负责全区政务公开和网站管理工作，承办区政府交办的其他事项，联系电话见页面底部，欢迎咨询。本单位负责全区政务公开和网站管理工作，承办区政府交办的其他事项，联系电话见页面底部，欢迎咨询。</p>
```
```site fail=0
column 年度报告 /ndbg/ other
/ 200 <a href="/ndbg/">年度报告</a>
/ndbg/ 200 <p><a href="/f/2025.pdf">下载</a></p>
```
```site fail=0
column 机构职能 /jgzn/ other
/ 200 <a href="/jgzn/">机构职能</a>
/jgzn/ 404
```
```site fail=0
column 信息公开 /xxgk/ other
/ 200 <a href="/xxgk/">信息公开</a>
/xxgk/ 200 <div class="menu"><a href="/xxgk/tzgg/">通知公告</a></div>
/xxgk/tzgg/ 200 <ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-20</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-10-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2026-09-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2025-11-11</span></li></ul>
```
```site fail=0
/ 200 <div class="nav"><a href="/">首页</a><a href="/tpxw/">图片新闻</a></div><ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-20</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-10-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2026-09-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2025-11-11</span></li></ul>
/tpxw/ 200 <ul><li><a href="/p1.html">现场图片一组</a></li><li><a href="/p2.html">活动图片一组</a></li></ul>
```
旁边的栏目不是它的子栏目：
```site fail=1
column 土地征收 /zwgk/tdzs.htm other
column 办事流程 /zwgk/bslc.htm other
/ 200 <a href="/zwgk/tdzs.htm">土地征收</a><a href="/zwgk/tzgg.htm">通知公告</a><a href="/zwgk/bslc.htm">办事流程</a>
/zwgk/bslc.htm 200 <div class="nav"><a href="/zwgk/tdzs.htm">土地征收</a><a href="/zwgk/tzgg.htm">通知公告</a></div><p><a href="/f/bslc.pdf">下载</a></p>
/zwgk/tdzs.htm 200 <div class="nav"><a href="/zwgk/tzgg.htm">通知公告</a></div><ul></ul>
/zwgk/tzgg.htm 200 <div class="nav"><a href="/zwgk/tdzs.htm">土地征收</a></div><ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-20</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-10-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2026-09-09</span></li></ul>
```
各页面都有的页脚不算栏目的内容，虽然看不出是页脚：
```site fail=1
column 工会之家 /ghzj/ other
column 老干部工作 /lgb/ other
column 地方史志 /sz/ other
/ 200 <a href="/ghzj/">工会之家</a><a href="/lgb/">老干部工作</a><a href="/sz/">地方史志</a><div>本网站由区人民政府办公室负责管理，区政务数据中心承办，欢迎提出意见建议，电话见各单位页面。</div>
/ghzj/ 200 <table><tr><td><a href="/">首页</a>-&gt;工会之家</td></tr><tr><td>本网站由区人民政府办公室负责管理，区政务数据中心承办，欢迎提出意见建议，电话见各单位页面。</td></tr></table>
/lgb/ 200 <table><tr><td><a href="/">首页</a>-&gt;老干部工作</td></tr><tr><td>老干部局负责全区离退休干部的服务管理工作，办公地址在青云路一号，工作日均可来访，节假日除外。</td></tr><tr><td>本网站由区人民政府办公室负责管理，区政务数据中心承办，欢迎提出意见建议，电话见各单位页面。</td></tr></table>
/sz/ 200 <table><tr><td><a href="/">首页</a>-&gt;地方史志</td></tr><tr><td>史志办公室负责编修区志和年鉴，收集整理地方文献资料，为各单位提供查阅服务，欢迎查阅。</td></tr><tr><td>本网站由区人民政府办公室负责管理，区政务数据中心承办，欢迎提出意见建议，电话见各单位页面。</td></tr></table>
```
标题由脚本打开、没有网址也没有日期的：
```site fail=0
column 一线对话 /yxdh/ other
/ 200 <a href="/yxdh/">一线对话</a>
/yxdh/ 200 <div class="nav"><a href="/">首页</a></div><ul><li><a href="javascript:;">社区干部谈基层治理</a></li><li><a href="javascript:void(0)" onclick="show(3)">老党员讲述家乡变化</a></li><li><a href="javascript:;">志愿者的一天从清晨开始</a></li></ul>
```
只有每页都有的菜单由脚本打开的，仍是空白：
```site fail=2
column 甲栏 /a/ other
column 乙栏 /b/ other
/ 200 <div class="nav"><a href="/">首页</a><a href="javascript:;">政务公开信息公开目录</a></div>
/a/ 200 <div class="nav"><a href="/">首页</a><a href="javascript:;">政务公开信息公开目录</a></div><ul></ul>
/b/ 200 <div class="nav"><a href="/">首页</a><a href="javascript:;">政务公开信息公开目录</a></div><ul></ul>
```
填写的表单、自己的图片（如二维码）是内容，没有图片说明的“暂无”图不是：
```site fail=1
column 依申请公开 /ysq/ other
column 政务新媒体 /xmt/ other
column 环保督察 /hbdc/ other
/ 200 <a href="/ysq/">依申请公开</a><a href="/xmt/">政务新媒体</a><a href="/hbdc/">环保督察</a>
/ysq/ 200 <form action="/do" method="post"><label>姓名<input name="n"></label><textarea name="t"></textarea></form>
/xmt/ 200 <div><img src="/a.png" alt="某区发布公众号"><p>某区发布</p><img src="/b.png" alt="某区政务微博"><p>某区微博</p></div>
/hbdc/ 200 <div><img src="/c.png" alt="空"><p>暂无相关信息</p></div>
/a.png ok
/b.png ok
/c.png ok
```
只有一条信息，标题就是栏目名称的：
```site fail=0
column 政务咨询 /zwzx/ other
/ 200 <a href="/zwzx/">政务咨询</a>
/zwzx/ 200 <div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/zwzx/">政务咨询</a></div><div><h3>政务咨询</h3><ul><li><span> 2017-10-11 </span><a href="javascript:;">政务咨询</a></li></ul></div><div class="footer">版权所有 某区政府</div>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.finding import Fault, Outcome, Severity
from checks.inventory.look import Look, is_shell, look_of
from checks.inventory.pager import folder_below
from checks.inventory.survey import front_page
from checks.inventory.vocabulary import guess_kind, is_static
from checks.rule import site_rule
from checks.scan import Scan
from checks.updates.freshness import guess_note, is_declared
from checks.updates.usual import Scripts, Usual
from portal.column import Column
from portal.page import LinkKind, Page
from portal.target import Verdict


@dataclass(frozen=True, slots=True)
class _Blank:
    column: Column
    outcome: Outcome
    why: str


@site_rule("UPD005", "blank-column", Severity.ERROR, "pages")
def blank_column(scan: Scan) -> Iterator[Fault]:
    usual = Usual.of(scan)
    found = [blank for column in scan.columns if (blank := _look_into(column, scan, usual))]
    failed = sum(blank.outcome is Outcome.FAIL for blank in found)
    limit = scan.scheme.clause("UPD005").limit
    for blank in found:
        yield _fault(blank, failed, limit)


def _look_into(column: Column, scan: Scan, usual: Usual) -> _Blank | None:
    if column.entries or is_declared(column, scan.today):
        return None
    page = front_page(scan.snapshot, column.url)
    if page is None:
        return _unread(column, scan)
    probe = scan.snapshot.probe(page.url)
    if page.status != 200 or (probe and probe.verdict is not Verdict.OK) or _leads_on(page):
        return None
    return _judged(column, page, scan, usual)


def _judged(column: Column, page: Page, scan: Scan, usual: Usual) -> _Blank | None:
    if any(note.startswith("truncated") for note in page.notes):
        return _Blank(column, Outcome.UNKNOWN, "的页面没有传完或过大，只读取了前一部分，请打开栏目查看")
    look, certainty = _own_look(page, usual), _certainty(column)
    scripts = Scripts.of(page, scan) if look is Look.BLANK else usual.scripts
    if look is Look.BLANK and usual.is_content(page, scripts):
        return None
    if look is Look.SHELL or scripts.beyond(usual.scripts):
        return _Blank(column, Outcome.UNKNOWN, "内容由脚本或内嵌框架填充，程序看不到，请打开栏目查看")
    if look is Look.BLANK:
        return _Blank(column, certainty, "没有任何信息条目、文件和正文")
    if page.entries and certainty is Outcome.FAIL:
        return _Blank(column, Outcome.REVIEW, "只有全站共用的信息块，没有看到栏目自己的信息")
    return None


def _own_look(page: Page, usual: Usual) -> Look:
    """What the page is without what every page says; one that has nothing else to say is blank, not unread."""
    own = usual.without(page)
    look = look_of(own, usual.links_on(page))
    if look is Look.SHELL and page.text.strip() and not is_shell(page):
        return Look.BLANK
    return look


def _unread(column: Column, scan: Scan) -> _Blank | None:
    """A column that was never asked for cannot be judged; one that does not open is a broken link."""
    probe = scan.snapshot.probe(column.url)
    if column.guessed or (probe and probe.verdict is not Verdict.NOT_ASKED):
        return None
    return _Blank(column, Outcome.UNKNOWN, "本次扫描没有读到这个页面")


def _leads_on(page: Page) -> bool:
    """Whether the page leads to pages below it: a column of columns."""
    below = folder_below(page.url)
    return below.count("/") > 3 and any(
        link.kind is LinkKind.ANCHOR and link.url != page.url and link.url.removeprefix(below).strip("/")
        for link in page.links
        if link.url.startswith(below) and not link.url.startswith(below + "index.")
    )


def _certainty(column: Column) -> Outcome:
    sure = not column.guessed or (guess_kind(column.name).clear and not is_static(column.name))
    return Outcome.FAIL if sure else Outcome.REVIEW


def _fault(blank: _Blank, failed: int, limit: int) -> Fault:
    column, fails = blank.column, blank.outcome is Outcome.FAIL
    counted = f"本次共 {failed} 个空白栏目，达 {limit} 个即单项否决。" if fails and limit else ""
    return Fault(
        url=column.url,
        message=f"「{column.name}」{blank.why}。{counted}{guess_note(column)}",
        outcome=blank.outcome,
        column=column.name,
        text=column.name,
        suggestion="补充内容；暂无内容的先撤下导航链接或注销栏目。",
        subject=column.url,
        severity=Severity.VETO if fails and limit and failed >= limit else None,
    )

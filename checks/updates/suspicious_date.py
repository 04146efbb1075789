"""发布日期可疑

## 检查什么
迹象：日期晚于检查日次日；列表所示日期、文章所示日期相差 1 天以上；文章所示日期与页面标签 PubDate 相差 1 天以上。
同一网站扫描过两次以上的，还看：发布日期改到了第一次看到它以后；一直在查的栏目里插进一条日期早一周以上的信息；
后来出现的文章与 30 天以前的另一篇正文完全相同（旧稿新发）。
只有一种的作提示；同时有两种的列为疑似（伪造发稿日期属单项否决），由人工确认。列表所示为成文日期等、文章中写明的，不算。
检查时间定在抓取之前、其后又有许多文章发布的，分不清哪些日期在将来，全站只说一次「无法判断」。
## 依据
单项否决·安全、泄密事故等严重问题：存在弄虚作假行为（如伪造发稿日期等）。
## 怎么改
核对后台发布时间，改正错误的日期；系统迁移造成的，统一修正。不得修改发稿日期充作更新。
## 例子
```site fail=1
/ 200 <div class="nav"><a href="/">首页</a><a href="/tzgg/">通知公告</a></div>
/tzgg/ 200 <ul><li><a href="/a/1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a/2.html">关于做好第2项重点工作的通知</a><span>2026-11-02</span></li><li><a href="/a/3.html">关于做好第3项重点工作的通知</a><span>2026-11-03</span></li><li><a href="/a/4.html">关于做好第4项重点工作的通知</a><span>2026-11-04</span></li><li><a href="/a/5.html">关于做好第5项重点工作的通知</a><span>2026-11-05</span></li></ul>
/a/1.html 200 <title>关于做好第1项重点工作的通知</title><h1>关于做好第1项重点工作的通知</h1><p>发布时间：2026-10-20</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
```
```site fail=1
/ 200 <a href="/x.html">要闻</a>
/x.html 200 <title>区政府召开常务会议研究部署工作</title><h1>区政府召开常务会议研究部署工作</h1><p>发布时间：2027-03-01</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
```
```site fail=1
/ 200 <a href="/x.html">要闻</a>
/x.html 200 <meta name="PubDate" content="2026-06-01 10:00"><title>区政府召开常务会议研究部署工作</title><h1>区政府召开常务会议研究部署工作</h1><p>发布时间：2026-03-01</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
```
```site review=1
/ 200 <div class="nav"><a href="/">首页</a><a href="/tzgg/">通知公告</a></div>
/tzgg/ 200 <ul><li><a href="/a/1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a/2.html">关于做好第2项重点工作的通知</a><span>2026-11-02</span></li><li><a href="/a/3.html">关于做好第3项重点工作的通知</a><span>2026-11-03</span></li><li><a href="/a/4.html">关于做好第4项重点工作的通知</a><span>2026-11-04</span></li><li><a href="/a/5.html">关于做好第5项重点工作的通知</a><span>2026-11-05</span></li></ul>
/a/1.html 200 <meta name="PubDate" content="2026-09-01 10:00"><title>关于做好第1项重点工作的通知</title><h1>关于做好第1项重点工作的通知</h1><p>发布时间：2026-10-20</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
```
检查时间早于抓取时间：只说一次；晚于抓取当天的日期仍然要报。
```site unknown=1 fail=1 now=2025-12-31
/ 200 <a href="/n1.html">区政府召开第1次常务会议</a><a href="/n2.html">区政府召开第2次常务会议</a><a href="/n3.html">区政府召开第3次常务会议</a><a href="/n4.html">区政府召开第4次常务会议</a><a href="/n5.html">区政府召开第5次常务会议</a><a href="/n6.html">区政府召开第6次常务会议</a><a href="/far.html">区政府召开全体会议</a>
/n1.html 200 <title>区政府召开第1次常务会议</title><h1>区政府召开第1次常务会议</h1><p>发布时间：2026-01-02</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
/n2.html 200 <title>区政府召开第2次常务会议</title><h1>区政府召开第2次常务会议</h1><p>发布时间：2026-02-02</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
/n3.html 200 <title>区政府召开第3次常务会议</title><h1>区政府召开第3次常务会议</h1><p>发布时间：2026-03-02</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
/n4.html 200 <title>区政府召开第4次常务会议</title><h1>区政府召开第4次常务会议</h1><p>发布时间：2026-04-02</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
/n5.html 200 <title>区政府召开第5次常务会议</title><h1>区政府召开第5次常务会议</h1><p>发布时间：2026-05-02</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
/n6.html 200 <title>区政府召开第6次常务会议</title><h1>区政府召开第6次常务会议</h1><p>发布时间：2026-06-02</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
/far.html 200 <title>区政府召开全体会议</title><h1>区政府召开全体会议</h1><p>发布时间：2099-03-01</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
```
```site fail=0
/ 200 <div class="nav"><a href="/">首页</a><a href="/tzgg/">通知公告</a></div>
/tzgg/ 200 <ul><li><a href="/a/1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a/2.html">关于做好第2项重点工作的通知</a><span>2026-11-02</span></li><li><a href="/a/3.html">关于做好第3项重点工作的通知</a><span>2026-11-03</span></li><li><a href="/a/4.html">关于做好第4项重点工作的通知</a><span>2026-11-04</span></li><li><a href="/a/5.html">关于做好第5项重点工作的通知</a><span>2026-11-05</span></li></ul>
/a/1.html 200 <meta name="PubDate" content="2026-11-02 00:10"><title>关于做好第1项重点工作的通知</title><h1>关于做好第1项重点工作的通知</h1><p>发布时间：2026-11-01</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
```
```site fail=0
/ 200 <div class="nav"><a href="/">首页</a><a href="/zcwj/">政策文件</a></div>
/zcwj/ 200 <ul><li><a href="/a/1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a/2.html">关于做好第2项重点工作的通知</a><span>2026-11-02</span></li><li><a href="/a/3.html">关于做好第3项重点工作的通知</a><span>2026-11-03</span></li><li><a href="/a/4.html">关于做好第4项重点工作的通知</a><span>2026-11-04</span></li><li><a href="/a/5.html">关于做好第5项重点工作的通知</a><span>2026-11-05</span></li></ul>
/a/1.html 200 <title>关于做好第1项重点工作的通知</title><h1>关于做好第1项重点工作的通知</h1><p>成文日期：2026年11月1日　发布日期：2026-11-12</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
```
```site fail=0
/ 200 <a href="/x.html">要闻</a>
/x.html 200 <title>区政府召开常务会议研究部署工作</title><h1>区政府召开常务会议研究部署工作</h1><p>发布时间：2026-11-25</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
```
```site fail=0
/ 200 <div class="nav"><a href="/">首页</a><a href="/tzgg/">通知公告</a></div>
/tzgg/ 200 <ul><li><a href="/a/1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a/2.html">关于做好第2项重点工作的通知</a><span>2026-11-02</span></li><li><a href="/a/3.html">关于做好第3项重点工作的通知</a><span>2026-11-03</span></li><li><a href="/a/4.html">关于做好第4项重点工作的通知</a><span>2026-11-04</span></li><li><a href="/a/5.html">关于做好第5项重点工作的通知</a><span>2026-11-05</span></li></ul>
/a/1.html 200 <title>关于做好第1项重点工作的通知</title><h1>关于做好第1项重点工作的通知</h1><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
```
没有“发布时间”字样、与 PubDate 标签相同或在来源旁写明几点几分的日期也与列表核对；没有印证的不核对：
```site fail=2
/ 200 <div class="nav"><a href="/">首页</a><a href="/tzgg/">通知公告</a></div>
/tzgg/ 200 <ul><li><a href="/a/1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a/2.html">关于做好第2项重点工作的通知</a><span>2026-11-02</span></li><li><a href="/a/3.html">关于做好第3项重点工作的通知</a><span>2026-11-03</span></li></ul>
/a/1.html 200 <meta name="PubDate" content="2026-05-20 15:30"><title>关于做好第1项重点工作的通知</title><h1>关于做好第1项重点工作的通知</h1><div><span>2026年05月20日 15:30</span> <span>来源：区政府办公室</span></div><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
/a/2.html 200 <title>关于做好第2项重点工作的通知</title><h1>关于做好第2项重点工作的通知</h1><div><span>2026年05月20日</span> <span>来源：区政府办公室</span></div><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
/a/3.html 200 <title>关于做好第3项重点工作的通知</title><h1>关于做好第3项重点工作的通知</h1><div>2026-05-21 15:30:02　来源：本站　编辑：网管</div><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
```
扫描过两次以上：发布日期改动过；只改了一天的不报。
```site fail=1
earlier 2026-11-10 /x.html <title>区政府召开常务会议研究部署工作</title><h1>区政府召开常务会议研究部署工作</h1><p>发布时间：2026-10-01</p>
/ 200 <a href="/x.html">要闻</a>
/x.html 200 <title>区政府召开常务会议研究部署工作</title><h1>区政府召开常务会议研究部署工作</h1><p>发布时间：2026-11-20</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
```
```site fail=0
earlier 2026-11-10 /x.html <title>区政府召开常务会议研究部署工作</title><h1>区政府召开常务会议研究部署工作</h1><p>发布时间：2026-11-09</p>
/ 200 <a href="/x.html">要闻</a>
/x.html 200 <title>区政府召开常务会议研究部署工作</title><h1>区政府召开常务会议研究部署工作</h1><p>发布时间：2026-11-10</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p>
```
转载文件里的发布时间不是本页的：
```site fail=0
/ 200 <div class="nav"><a href="/">首页</a><a href="/zcfg/">政策法规</a></div>
/zcfg/ 200 <ul><li><a href="/a/1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a/2.html">关于做好第2项重点工作的通知</a><span>2026-11-02</span></li><li><a href="/a/3.html">关于做好第3项重点工作的通知</a><span>2026-11-03</span></li><li><a href="/a/4.html">关于做好第4项重点工作的通知</a><span>2026-11-04</span></li><li><a href="/a/5.html">关于做好第5项重点工作的通知</a><span>2026-11-05</span></li></ul>
/a/1.html 200 <title>关于做好第1项重点工作的通知</title><h1>关于做好第1项重点工作的通知</h1><div>发布时间：<script>var pubdata='2026年11月01日';document.write(pubdata);</script></div><div><p>信息发布时间：2009-11-25</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。</p></div>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from checks.finding import Fault, Occurrence, Outcome, Severity
from checks.rule import page_rule
from checks.scan import Scan
from checks.updates import redated
from portal.page import Page

_SURE = {"label", "script"}  # ways of finding a date that leave no doubt
_TOLERANCE = 1  # days
_FACTS = 120  # characters of a line of facts below a headline
_CLOCK = r"\s*\d{1,2}\s*[:：∶]\s*\d\d"
_BESIDE = re.compile(r"来\s*源|作\s*者|编\s*辑|浏览|点\s*击|阅\s*读|字\s*[体号]")


@dataclass(frozen=True, slots=True)
class _Signal:
    name: str
    says: str


@page_rule("UPD008", "suspicious-date", Severity.WARNING, "pages")
def suspicious_date(page: Page, scan: Scan) -> Iterator[Fault]:
    signals = list(_signals(page, scan))
    if any(signal.name == _SINCE for signal in signals):
        yield _backdated(page, scan)
    signals = [signal for signal in signals if signal.name != _SINCE]
    if not signals:
        return
    names, says = "、".join(signal.name for signal in signals), "；".join(signal.says for signal in signals)
    two = len(signals) > 1
    if not two and signals[0].name in {_META, redated.SLOTTED}:
        yield _migrated(page, scan, says) if signals[0].name == _META else _slotted(page, scan, says)
        return
    yield Fault(
        url=page.url,
        message=f"{says}。{'两种迹象并存，请核对是否改动过发稿日期。' if two else '请核对并改正。'}",
        outcome=Outcome.REVIEW if two else Outcome.FAIL,
        text=names,
        suggestion="核对后台发布时间并改正。",
        subject=page.url,
        severity=Severity.VETO if two else None,
    )


_SINCE = "晚于检查日、不晚于抓取日"
_FUTURE, _LIST, _META = "日期在将来", "列表与文章日期不一致", "PubDate 与文章日期不一致"


def _signals(page: Page, scan: Scan) -> Iterator[_Signal]:
    entry = scan.listed.get(page.url)
    listed = entry.date if entry and not entry.inferred_year else None
    meta = page.published.meta
    near = page.published.how == "near"
    sure = page.published.how in _SURE or (near and (page.published.date == meta or _is_stamped(page)))
    shown = page.published.date if sure else None
    if ahead := [
        day for day in (listed, shown, meta) if day and _apart(day, scan.today) and day > scan.today
    ]:
        since = scan.is_backdated and max(ahead) <= scan.gathered_on + timedelta(days=_TOLERANCE)
        yield _Signal(
            _SINCE if since else _FUTURE, f"日期 {max(ahead):%Y-%m-%d} 晚于检查日 {scan.today:%Y-%m-%d}"
        )
    if listed and shown and _apart(listed, shown) and not _mentions(page, listed):
        yield _Signal(_LIST, f"列表所示日期 {listed:%Y-%m-%d} 与文章所示 {shown:%Y-%m-%d} 不一致")
    if meta and shown and _apart(meta, shown):
        yield _Signal(_META, f"页面标签 PubDate 的日期 {meta:%Y-%m-%d} 与文章所示 {shown:%Y-%m-%d} 不一致")
    if shown:
        yield from (_Signal(name, says) for name, says in redated.against(page, shown, scan))


def _is_stamped(page: Page) -> bool:
    """Whether the date stands with its time of day beside 来源 or the like: what a system writes on publication."""
    shown = re.escape(page.published.text)
    return any(
        len(block.text) <= _FACTS
        and re.search(rf"{shown}{_CLOCK}", block.text)
        and _BESIDE.search(block.text)
        for block in page.blocks
    )


def _apart(one: date, other: date) -> bool:
    return abs((one - other).days) > _TOLERANCE


def _mentions(page: Page, day: date) -> bool:
    """Whether the page itself speaks of a day: 成文日期, 落款 …"""
    text = "".join(page.text.split())
    forms = (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}年{day.month:02}月{day.day:02}日",
        *(f"{day.year}{mark}{day.month:02}{mark}{day.day:02}" for mark in "-/."),
        *(f"{day.year}{mark}{day.month}{mark}{day.day}" for mark in "-/."),
        *(f"{day:%y}{mark}{day.month:02}{mark}{day.day:02}" for mark in "-/."),
    )
    return any(form in text for form in forms)


def _migrated(page: Page, scan: Scan, says: str) -> Fault:
    """Only the tag differs: as a rule written by a migration, so one finding for the site."""
    return Fault(
        url=page.url,
        message="文章所示发布日期与页面标签 PubDate 相差 1 天以上（多为系统迁移所致）。各页面的两个日期见明细，请统一修正标签。",
        text=_META,
        suggestion="把 PubDate 标签改为文章的发布时间。",
        subject=scan.home,
        occurrences=(Occurrence(page.url, says),),
    )


def _slotted(page: Page, scan: Scan, says: str) -> Fault:
    """Often many at once, put in by hand late: one finding for the column."""
    column = scan.column_at(page.url)
    where = column.url if column else scan.home
    return Fault(
        url=where,
        message="栏目里后来插进了日期早一周以上的信息，各条见明细。请核对是补录，还是改写了发稿日期。",
        text=redated.SLOTTED,
        suggestion="按实际发布的日期标注；补录的在文中说明。",
        subject=f"{where} slotted",
        occurrences=(Occurrence(page.url, says),),
    )


def _backdated(page: Page, scan: Scan) -> Fault:
    """The same words for every page, so that they merge into one finding."""
    return Fault(
        url=scan.home,
        message=f"检查时间 {scan.today:%Y-%m-%d} 早于抓取时间 {scan.gathered_on:%Y-%m-%d}，其间有许多文章发布，"
        "无法判断哪些日期在将来。",
        outcome=Outcome.UNKNOWN,
        text=_FUTURE,
        suggestion="用抓取当天的时间重新检查。",
        subject=scan.home,
        occurrences=(Occurrence(page.url, "日期晚于检查时间"),),
    )

"""动态要闻类栏目超过两周未更新

## 检查什么
动态、要闻类栏目最新一条信息的日期距检查日超过 14 天。置顶的旧信息不影响判断，看全部条目中最新的日期；检查日之后的日期不算。
栏目类别由配置给出，或由程序按栏目名称判断（会注明）；把握不大的列为疑似。
本单位为栏目设定了更短期限的，超过后作提示；没有超过检查指标期限的，不计入单项否决。
## 依据
单项否决·栏目不更新：监测时间点前 2 周内的动态、要闻类栏目与 6 个月内的通知公告、政策文件类一级栏目，累计 5 个（含）以上未更新即单项否决。
## 怎么改
补发应公开的信息；确无新内容的，登记说明（原因、登记人、截止日期），说明有效期内不再提示；不再使用的栏目合并或注销。
## 例子
```site fail=1
column 工作动态 /gzdt/ news
/ 200 <a href="/gzdt/">工作动态</a>
/gzdt/ 200 <ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-10-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2026-09-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2025-11-11</span></li></ul>
```
```site fail=1
/ 200 <div class="nav"><a href="/">首页</a><a href="/gzdt/">工作动态</a></div>
/gzdt/ 200 <title>工作动态</title><ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-10-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2026-09-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2025-11-11</span></li></ul>
```
```site fail=1
column 工作动态 /gzdt/ news 5
/ 200 <a href="/gzdt/">工作动态</a>
/gzdt/ 301 /moved/
/moved/ 200 <table><tr><td><a href="/m1.html">关于做好第1项工作的通知</a></td><td>2026-11-01</td></tr><tr><td><a href="/m2.html">关于做好第2项工作的通知</a></td><td>2026-10-02</td></tr><tr><td><a href="/m3.html">关于做好第3项工作的通知</a></td><td>2026-09-09</td></tr><tr><td><a href="/m4.html">关于做好第4项工作的通知</a></td><td>2025-12-12</td></tr><tr><td><a href="/m5.html">关于做好第5项工作的通知</a></td><td>2025-11-11</td></tr></table>
```
```site fail=0
column 工作动态 /gzdt/ news
/ 200 <a href="/gzdt/">工作动态</a>
/gzdt/ 200 <ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-20</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-10-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2026-09-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2025-11-11</span></li></ul>
```
```site fail=0
column 工作动态 /gzdt/ news
/ 200 <a href="/gzdt/">工作动态</a>
/gzdt/ 404
```
```site fail=0
+ [[columns]]
+ name = "工作动态"
+ url = "http://www.t.gov.cn/gzdt/"
+ kind = "news"
+ declaration = { reason = "机构改革", by = "办公室", until = 2026-12-31 }
/ 200 <a href="/gzdt/">工作动态</a>
/gzdt/ 200 <ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-10-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2026-09-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2025-11-11</span></li></ul>
```
```site unknown=1
column 工作动态 /gzdt/ news
/ 200 <a href="/gzdt/">工作动态</a>
/gzdt/ 200 <ul><li><a href="/content/10001.html">关于做好第1项重点工作的情况说明</a></li><li><a href="/content/20001.html">关于做好第2项重点工作的情况说明</a></li><li><a href="/content/30001.html">关于做好第3项重点工作的情况说明</a></li><li><a href="/content/40001.html">关于做好第4项重点工作的情况说明</a></li><li><a href="/content/50001.html">关于做好第5项重点工作的情况说明</a></li><li><a href="/content/60001.html">关于做好第6项重点工作的情况说明</a></li></ul>
```
```site review=1
/ 200 <div class="nav"><a href="/">首页</a><a href="/gzdt/">工作动态</a></div>
/gzdt/ 200 <title>工作动态</title><ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-10-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2026-09-09</span></li></ul>
```
```site fail=0
/ 200 <div class="nav"><a href="/">首页</a><a href="/gzdt/">工作动态</a></div>
/gzdt/ 200 <title>工作动态</title><ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-10-02</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-09-09</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2025-12-12</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-11-11</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2026-11-23</span></li></ul>
```
```site fail=1
/ 200 <div class="nav"><a href="/">首页</a><a href="/gzdt/">工作动态</a></div>
/gzdt/ 200 <title>工作动态</title><ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-10-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2026-09-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2025-11-11</span></li><li><a href="/a6.html">关于做好第6项重点工作的通知</a><span>2027-11-23</span></li></ul>
```
列表不写日期、排在前面的文章没有读到的，由人核对：
```site review=1
column 工作动态 /gzdt/ news
/ 200 <a href="/gzdt/">工作动态</a>
/gzdt/ 200 <ul><li><a href="/content/10001.html">关于做好第1项重点工作的情况说明</a></li><li><a href="/content/20001.html">关于做好第2项重点工作的情况说明</a></li><li><a href="/content/30001.html">关于做好第3项重点工作的情况说明</a></li><li><a href="/content/40001.html">关于做好第4项重点工作的情况说明</a></li><li><a href="/content/50001.html">关于做好第5项重点工作的情况说明</a></li></ul>
/content/30001.html 200 <h1>关于做好第3项重点工作的情况说明</h1><p>发布时间：2026-09-01</p><p>会议听取了有关工作情况汇报，研究部署下一阶段重点任务，要求各部门各单位压实责任，抓好落实。会议听取了有关工作情况汇报，研究部署下一阶段重点任务。</p>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Fault, Severity
from checks.rule import site_rule
from checks.scan import Scan
from checks.updates.freshness import NEWS, stale_columns


@site_rule("UPD002", "news-column-stale", Severity.ERROR, "pages")
def news_column_stale(scan: Scan) -> Iterable[Fault]:
    return stale_columns(scan, NEWS)

"""其他栏目超过一年未更新

## 检查什么
除动态要闻、一级通知公告和政策文件以外应更新的栏目，最新一条信息的日期距检查日超过 1 年，或超过配置中为该栏目规定的天数。
介绍、名录、机构职能等内容固定的栏目和历史专题不检查；栏目性质把握不大的列为疑似。
## 依据
单项否决·栏目不更新：应更新但长期未更新的栏目 10 个（含）以上即单项否决。「1 年」的期限未与原文核对。
## 怎么改
补发应公开的信息；确无新内容的，登记说明（原因、登记人、截止日期），说明有效期内不再提示；不再使用的栏目合并或注销。
## 例子
```site fail=1
column 规划计划 /ghjh/ other
/ 200 <a href="/ghjh/">规划计划</a>
/ghjh/ 200 <ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2025-03-02</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2025-02-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2025-01-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2024-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2024-11-11</span></li></ul>
```
```site fail=1
/ 200 <div class="nav"><a href="/">首页</a><a href="/ghjh/">规划计划</a></div>
/ghjh/ 200 <title>规划计划</title><ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2025-03-02</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2025-02-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2025-01-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2024-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2024-11-11</span></li></ul>
```
```site fail=1
column 规划计划 /ghjh/ other 5
/ 200 <a href="/ghjh/">规划计划</a>
/ghjh/ 301 /moved/
/moved/ 200 <table><tr><td><a href="/m1.html">关于做好第1项工作的通知</a></td><td>2025-03-02</td></tr><tr><td><a href="/m2.html">关于做好第2项工作的通知</a></td><td>2025-02-02</td></tr><tr><td><a href="/m3.html">关于做好第3项工作的通知</a></td><td>2025-01-09</td></tr><tr><td><a href="/m4.html">关于做好第4项工作的通知</a></td><td>2024-12-12</td></tr><tr><td><a href="/m5.html">关于做好第5项工作的通知</a></td><td>2024-11-11</td></tr></table>
```
```site fail=0
column 规划计划 /ghjh/ other
/ 200 <a href="/ghjh/">规划计划</a>
/ghjh/ 200 <ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-03-02</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2026-02-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2026-01-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2025-11-11</span></li></ul>
```
```site fail=0
column 规划计划 /ghjh/ other
/ 200 <a href="/ghjh/">规划计划</a>
/ghjh/ 404
```
```site fail=0
+ [[columns]]
+ name = "规划计划"
+ url = "http://www.t.gov.cn/ghjh/"
+ kind = "other"
+ declaration = { reason = "机构改革", by = "办公室", until = 2026-12-31 }
/ 200 <a href="/ghjh/">规划计划</a>
/ghjh/ 200 <ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2025-03-02</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2025-02-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2025-01-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2024-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2024-11-11</span></li></ul>
```
```site unknown=1
column 规划计划 /ghjh/ other
/ 200 <a href="/ghjh/">规划计划</a>
/ghjh/ 200 <ul><li><a href="/content/10001.html">关于做好第1项重点工作的情况说明</a></li><li><a href="/content/20001.html">关于做好第2项重点工作的情况说明</a></li><li><a href="/content/30001.html">关于做好第3项重点工作的情况说明</a></li><li><a href="/content/40001.html">关于做好第4项重点工作的情况说明</a></li><li><a href="/content/50001.html">关于做好第5项重点工作的情况说明</a></li><li><a href="/content/60001.html">关于做好第6项重点工作的情况说明</a></li></ul>
```
```site review=1
/ 200 <div class="nav"><a href="/">首页</a><a href="/mzys/">民族艺术</a></div>
/mzys/ 200 <title>民族艺术</title><ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2025-03-02</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2025-02-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2025-01-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2024-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2024-11-11</span></li></ul>
```
```site fail=0
/ 200 <div class="nav"><a href="/">首页</a><a href="/jgzn/">机构职能</a></div>
/jgzn/ 200 <title>机构职能</title><ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2025-03-02</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2025-02-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2025-01-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2024-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2024-11-11</span></li></ul>
```
```site fail=0
/ 200 <div class="nav"><a href="/">首页</a><a href="/zt/">历史专题</a></div>
/zt/ 200 <title>历史专题</title><ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2025-03-02</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2025-02-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2025-01-09</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2024-12-12</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2024-11-11</span></li></ul>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Fault, Severity
from checks.rule import site_rule
from checks.scan import Scan
from checks.updates.freshness import OTHER, stale_columns


@site_rule("UPD004", "column-stale", Severity.ERROR, "pages")
def column_stale(scan: Scan) -> Iterable[Fault]:
    return stale_columns(scan, OTHER)

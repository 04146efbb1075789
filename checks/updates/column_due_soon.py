"""栏目即将超期

## 检查什么
栏目目前没有超期，但如不更新，将在 7 天内（可在配置中改）超过规定期限。
栏目显示的日期足够时，按以往更新的间隔估计到期前仍不更新的可能性。
## 依据
巡检建议。期限见「栏目不更新」各条。
## 怎么改
在到期日之前补发信息。
## 例子
```site fail=1 now=2026-11-24
column 工作动态 /gzdt/ news
/ 200 <a href="/gzdt/">工作动态</a>
/gzdt/ 200 <ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-12</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2025-03-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2025-02-02</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-01-09</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2024-12-12</span></li><li><a href="/a6.html">关于做好第6项重点工作的通知</a><span>2024-11-11</span></li></ul>
```
```site fail=1
column 通知公告 /tzgg/ notice
/ 200 <a href="/tzgg/">通知公告</a>
/tzgg/ 200 <ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-05-26</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2025-03-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2025-02-02</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-01-09</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2024-12-12</span></li><li><a href="/a6.html">关于做好第6项重点工作的通知</a><span>2024-11-11</span></li></ul>
```
```site fail=1
/ 200 <div class="nav"><a href="/">首页</a><a href="/zcwj/">政策文件</a></div>
/zcwj/ 200 <title>政策文件</title><ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-05-30</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2025-03-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2025-02-02</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-01-09</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2024-12-12</span></li><li><a href="/a6.html">关于做好第6项重点工作的通知</a><span>2024-11-11</span></li></ul>
```
```site fail=0
column 工作动态 /gzdt/ news
/ 200 <a href="/gzdt/">工作动态</a>
/gzdt/ 200 <ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-20</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2025-03-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2025-02-02</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-01-09</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2024-12-12</span></li><li><a href="/a6.html">关于做好第6项重点工作的通知</a><span>2024-11-11</span></li></ul>
```
```site fail=0
column 工作动态 /gzdt/ news
/ 200 <a href="/gzdt/">工作动态</a>
/gzdt/ 200 <ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-01</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2025-03-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2025-02-02</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-01-09</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2024-12-12</span></li><li><a href="/a6.html">关于做好第6项重点工作的通知</a><span>2024-11-11</span></li></ul>
```
```site fail=0
column 工作动态 /gzdt/ news
+ [rules]
+ due_soon_days = 2
/ 200 <a href="/gzdt/">工作动态</a>
/gzdt/ 200 <ul><li><a href="/a1.html">关于做好第1项重点工作的通知</a><span>2026-11-13</span></li><li><a href="/a2.html">关于做好第2项重点工作的通知</a><span>2025-03-02</span></li><li><a href="/a3.html">关于做好第3项重点工作的通知</a><span>2025-02-02</span></li><li><a href="/a4.html">关于做好第4项重点工作的通知</a><span>2025-01-09</span></li><li><a href="/a5.html">关于做好第5项重点工作的通知</a><span>2024-12-12</span></li><li><a href="/a6.html">关于做好第6项重点工作的通知</a><span>2024-11-11</span></li></ul>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

from collections.abc import Iterator

from checks.finding import Fault, Outcome, Severity
from checks.rule import site_rule
from checks.scan import Scan
from checks.updates.freshness import Standing, guess_note, standings
from checks.updates.rhythm import chance_of_lapse


@site_rule("UPD006", "column-due-soon", Severity.WARNING, "pages")
def column_due_soon(scan: Scan) -> Iterator[Fault]:
    for standing in standings(scan):
        left, column = (standing.due - scan.today).days, standing.column
        if standing.outcome is not Outcome.FAIL or not 0 <= left <= scan.profile.rules.due_soon_days:
            continue
        yield Fault(
            url=column.url,
            message=f"「{column.name}」最新一条信息的日期是 {standing.newest:%Y-%m-%d}，期限 {standing.limit}，"
            f"{standing.due:%Y-%m-%d} 之后仍不更新即超期（还有 {left} 天）。{_habit(standing, scan)}{guess_note(column)}",
            column=column.name,
            text=column.name,
            suggestion=f"在 {standing.due:%Y-%m-%d} 之前更新。",
            subject=column.url,
        )


def _habit(standing: Standing, scan: Scan) -> str:
    days = [entry.date for entry in standing.column.entries if entry.date]
    chance = chance_of_lapse(days, scan.today, standing.due)
    return "" if chance is None else f"按以往更新规律，到期仍未更新的可能性约 {chance:.0%}。"

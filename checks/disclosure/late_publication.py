"""文件形成 20 个工作日后才公开

## 检查什么
近一年内发布的本机关政策文件，从成文日期（没有标的看文末落款日期）到网页发布日期超过 20 个工作日。节假日和调休按国务院办公厅每年的安排计算，
安排尚未公布的年份按周一至周五计算。转载上级文件、人事和会议等文件不检查；发布日期只在页面标签里、页面上看不到的不检查。
## 依据
《政府信息公开条例》第二十六条：属于主动公开范围的政府信息，自形成或者变更之日起 20 个工作日内及时公开。
## 怎么改
今后按期公开；发布日期是网站改版迁移形成的，改回首次公开的日期。
## 例子
```site fail=1
+ name = "示范区人民政府"
column 政策文件 /zcwj/ policy
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2026-09-01</p><table><tr><td>成文日期</td><td>2026-06-01</td></tr></table>
```
```site fail=1
+ name = "示范区人民政府"
column 政策文件 /zcwj/ policy
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2026-09-01</p><p>各街道办事处：现将办法印发给你们，请遵照执行。</p><p>示范区人民政府</p><p>2026年6月1日</p>
```
```site fail=1
+ name = "示范区人民政府"
column 政策文件 /zcwj/ policy
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2026-09-01</p><p>各街道办事处：现将办法印发给你们，请遵照执行。</p><p>示范区人民政府</p><p>二〇二六年六月一日</p>
```
```site fail=1
+ name = "示范区人民政府"
column 政策文件 /zcwj/ policy
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2026-10-30</p><p>成文日期：2026年9月18日</p>
```
```site fail=0
+ name = "示范区人民政府"
column 政策文件 /zcwj/ policy
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2026-10-26</p><p>成文日期：2026年9月21日</p>
```
```site fail=0
+ name = "示范区人民政府"
column 政策文件 /zcwj/ policy
/zcwj/1.html 200 <title>国务院关于物业管理的规定</title><h1>国务院关于物业管理的规定</h1><p>发布时间：2026-09-01</p><p>成文日期：2026年3月1日</p>
```
```site fail=0
+ name = "示范区人民政府"
column 政策文件 /zcwj/ policy
/zcwj/1.html 200 <title>示范区物业管理办法</title><h1>示范区物业管理办法</h1><p>发布时间：2023-09-01</p><p>成文日期：2023年3月1日</p>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

from collections.abc import Iterator

from checks.disclosure.recent import cited, recent_files
from checks.finding import Fault, Severity
from checks.rule import site_rule
from checks.scan import Scan
from portal.calendar import after_workdays


@site_rule("DIS006", "late-publication", Severity.WARNING, "pages")
def late_publication(scan: Scan) -> Iterator[Fault]:
    days = scan.scheme.clause("DIS006").working_days
    for file in recent_files(scan, "DIS006"):
        if file.written is None or file.published is None:
            continue
        due = after_workdays(file.written, days)
        if file.published > due:
            yield Fault(
                url=file.url,
                message=f"{cited(file)}{file.written:%Y-%m-%d} 成文，{file.published:%Y-%m-%d} 才发布；"
                f"{days} 个工作日到 {due:%Y-%m-%d} 为止。",
                text=file.core,
                suggestion="核对两个日期；属迟发的今后按期公开，属改版迁移的改回首次公开的日期。",
            )

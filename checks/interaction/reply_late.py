"""留言答复超过时限

## 检查什么
检查日前一年内的来信、留言，从提交到答复超过 15 个工作日。工作日按国务院公布的节假日和调休计算。只看页面或导出表（--letters）里写明来信时间和答复时间的；
办理时间长短看不出来的不判。
## 依据
检查指标·互动交流·办理答复：信件应在 15 个工作日内答复（工作日数未与原文核对）。
## 怎么改
查明超期原因，改进转办流程；今后在时限内答复，确需延期的先告知来信人。
## 例子
详情页写明两个时间：
```site fail=1
column 区长信箱 /qzxx/ letters
/ 200 <a href="/qzxx/">区长信箱</a>
/qzxx/1.html 200 <h1>关于道路积水的问题</h1><table><tr><td>来信时间</td><td>2026-08-03</td><td>答复时间</td><td>2026-08-25</td></tr><tr><td>答复内容</td><td>您好，已经疏通。</td></tr></table>
```
列表里有两个时间：
```site fail=1
column 咨询投诉 /zxts/ letters
/ 200 <a href="/zxts/">咨询投诉</a>
/zxts/ 200 <div class="tt"><span>标题</span><span>提交时间</span><span>回复时间</span></div><ul><li><a href="/zxts/1.html">公租房什么时候配租</a><span>2026-06-01</span><span>2026-07-15</span></li><li><a href="/zxts/2.html">社保卡怎么补办</a><span>2026-06-01</span><span>2026-06-05</span></li></ul>
```
导出表：
```site fail=1
/ 200 <p>某区人民政府</p>
letter 2026-09-01 2026-11-01 公交改线
letter 2026-09-01 2026-09-03 路灯不亮
```
正好 15 个工作日（2026-08-03 至 08-24）：
```site fail=0
column 区长信箱 /qzxx/ letters
/ 200 <a href="/qzxx/">区长信箱</a>
/qzxx/1.html 200 <h1>关于道路积水的问题</h1><table><tr><td>来信时间</td><td>2026-08-03</td><td>答复时间</td><td>2026-08-24</td></tr><tr><td>答复内容</td><td>您好，已经疏通。</td></tr></table>
```
中间有国庆长假（2026-09-21 至 10-19 超过 20 个自然日，但在 15 个工作日以内）：
```site fail=0
/ 200 <p>某区人民政府</p>
letter 2026-09-21 2026-10-16 公交改线
```
一年以前的、答复日期看不出的：
```site fail=0
column 区长信箱 /qzxx/ letters
/ 200 <a href="/qzxx/">区长信箱</a>
/qzxx/ 200 <ul><li><a href="/qzxx/1.html">关于道路积水的问题</a><span>[已回复]</span><span>2026-05-01</span></li></ul>
letter 2025-03-01 2025-06-01 老问题
```
没有一封能看出办理时间：
```site unknown=1
column 区长信箱 /qzxx/ letters
/ 200 <a href="/qzxx/">区长信箱</a>
/qzxx/ 200 <ul><li><a href="/qzxx/1.html">关于道路积水的问题</a><span>[已回复]</span><span>2026-05-01</span></li></ul>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

from collections.abc import Iterator

from checks.finding import Fault, Outcome, Severity
from checks.interaction.open_letters import Matter, matters, within
from checks.rule import site_rule
from checks.scan import Scan
from portal.calendar import after_workdays


@site_rule("INT003", "reply-late", Severity.WARNING, "pages")
def reply_late(scan: Scan) -> Iterator[Fault]:
    clause = scan.scheme.clause("INT003")
    for matter in within(scan, clause):
        if matter.answered and matter.answered > (due := after_workdays(matter.asked, clause.working_days)):
            yield _fault(matter, clause.working_days, f"{due}")
    if scan.records.letters is None and not any(matter.answered for matter in matters(scan)):
        message = "没有读到同时写明来信时间和答复时间的留言，无法判断答复是否及时。请在后台的「站外记录」上传信件表（命令行用 --letters）。"
        yield Fault(scan.home, message, Outcome.UNKNOWN, column="互动交流", subject="letters")


def _fault(matter: Matter, days: int, due: str) -> Fault:
    unit = f"（{matter.unit}）" if matter.unit else ""
    return Fault(
        url=matter.url,
        message=f"留言「{matter.name}」{matter.asked} 提交，{matter.answered} 才答复{unit}，"
        f"超过 {days} 个工作日（应在 {due} 前答复）。",
        column=matter.column,
        text=matter.name,
        suggestion="查明超期原因，今后在时限内答复；确需延期的先告知来信人。",
        subject=matter.key,
    )

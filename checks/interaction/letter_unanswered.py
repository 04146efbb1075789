"""留言超过三个月未答复

## 检查什么
检查日前一年内的网民来信、留言，提交已超过 3 个月仍没有答复。来信列表和详情页写明“未回复”“办理中”等状态的，或后台导出表（--letters）中没有答复时间的，
程序直接判定；页面没有写状态、只是看不到答复的，列为疑似，请人工核对。在线访谈、调查征集、网上信访、纪检举报类栏目不查。
栏目在网站配置中写 kind = "letters" 的一定检查，其余按栏目名称和页面内容识别。
## 依据
单项否决·互动回应差：监测时间点前 1 年内，政务咨询类栏目存在超过 3 个月未回应有效留言的现象，即单项否决。
## 怎么改
尽快答复并公开答复内容；已答复的，在页面上更新办理状态。无效留言按规定标明不予受理。
## 例子
列表写明状态：
```site fail=1
column 区长信箱 /qzxx/ letters
/ 200 <a href="/qzxx/">区长信箱</a>
/qzxx/ 200 <table><tr><th>编号</th><th>信件标题</th><th>来信时间</th><th>办理状态</th></tr><tr><td>1</td><td><a href="/qzxx/1.html">关于道路积水的问题</a></td><td>2026-05-01</td><td>办理中</td></tr><tr><td>2</td><td><a href="/qzxx/2.html">关于路灯不亮的问题</a></td><td>2026-05-02</td><td>已办结</td></tr></table>
```
详情页回复一栏写着“暂无回复”：
```site fail=1
column 在线咨询 /zxzx/ letters
/ 200 <a href="/zxzx/">在线咨询</a>
/zxzx/ 200 <ul><li><a href="/zxzx/7.html">医保断缴以后怎么补办</a><span>2026-06-03</span></li><li><a href="/zxzx/8.html">公租房申请需要多久</a><span>2026-11-20</span></li><li><a href="/zxzx/9.html">落户需要哪些材料</a><span>2026-11-21</span></li></ul>
/zxzx/7.html 200 <h1>医保断缴以后怎么补办</h1><p>留言人：赵** 留言时间：2026-06-03</p><p>留言内容：断缴两个月怎么办。</p><p>答复内容：暂无回复</p>
```
导出表里一封没有答复、一封未公开的也没有答复：
```site fail=2
/ 200 <p>某区人民政府</p>
letter 2026-07-01 - 小区停车难
letter 2026-07-02 - 工资拖欠 private
letter 2026-07-03 2026-07-10 公交改线
```
卡片形式，状态“待办理”：
```site fail=1
/ 200 <a href="/hd/">留言选登</a>
/hd/ 200 <title>留言选登</title><div><div class="card"><h3><a href="/hd/1">夜间施工扰民怎么投诉</a></h3><p>留言时间：2026-03-05</p><p>承办单位：区住建局</p><p>状态：待办理</p></div><div class="card"><h3><a href="/hd/2">老旧小区加装电梯</a></h3><p>留言时间：2026-03-06</p><p>答复时间：2026-03-12</p><p>状态：已答复</p></div></div>
```
没有写状态，同栏目其他来信都能看到答复：
```site review=1
column 县长信箱 /xzxx/ letters
/ 200 <a href="/xzxx/">县长信箱</a>
/xzxx/1.html 200 <h1>关于供暖温度的问题</h1><dl><dt>来信时间：</dt><dd>2026-01-05</dd><dt>来信内容：</dt><dd>室内温度不够。</dd><dt>答复单位：</dt><dd></dd><dt>答复时间：</dt><dd></dd></dl>
/xzxx/2.html 200 <h1>关于垃圾清运的问题</h1><dl><dt>来信时间：</dt><dd>2026-01-06</dd><dt>来信内容：</dt><dd>垃圾没有清运。</dd><dt>答复单位：</dt><dd>区城管局</dd><dt>答复时间：</dt><dd>2026-01-09</dd></dl>
```
都已答复，或不到 3 个月：
```site fail=0
column 区长信箱 /qzxx/ letters
/ 200 <a href="/qzxx/">区长信箱</a>
/qzxx/ 200 <ul><li><a href="/qzxx/1.html">关于道路积水的问题</a><span>[已回复]</span><span>2026-05-01</span></li><li><a href="/qzxx/2.html">关于路灯不亮的问题</a><span>[办理中]</span><span>2026-10-02</span></li></ul>
```
列表写着“办理中”，详情页已经答复：
```site fail=0
column 区长信箱 /qzxx/ letters
/ 200 <a href="/qzxx/">区长信箱</a>
/qzxx/ 200 <table><tr><th>信件标题</th><th>来信时间</th><th>状态</th></tr><tr><td><a href="/qzxx/1.html">关于道路积水的问题</a></td><td>2026-05-01</td><td>办理中</td></tr><tr><td><a href="/qzxx/2.html">关于路灯不亮的问题</a></td><td>2026-05-02</td><td>已办结</td></tr></table>
/qzxx/1.html 200 <h1>关于道路积水的问题</h1><p>来信时间：2026-05-01</p><p>答复时间：2026-05-06</p><p>答复内容：您好，排水管道已经疏通。</p>
```
网上信访不查；一年以前的不查：
```site fail=0
column 网上信访 /xf/ letters
column 区长信箱 /qzxx/ letters
/ 200 <a href="/xf/">网上信访</a>
/xf/ 200 <ul><li><a href="/xf/1.html">反映某某的问题</a><span>未回复</span><span>2026-03-01</span></li></ul>
/qzxx/ 200 <ul><li><a href="/qzxx/1.html">关于道路积水的问题</a><span>[未回复]</span><span>2025-05-01</span></li><li><a href="/qzxx/2.html">关于路灯不亮的问题</a><span>[已回复]</span><span>2025-05-02</span></li></ul>
```
不予受理的、普通新闻列表：
```site fail=0
column 留言板 /lyb/ letters
column 工作动态 /gzdt/ news
/ 200 <a href="/lyb/">留言板</a><a href="/gzdt/">工作动态</a>
/lyb/ 200 <ul><li><a href="/lyb/1.html">推销广告请忽略</a><span>不予受理</span><span>2026-04-01</span></li></ul>
/gzdt/ 200 <ul><li><a href="/gzdt/1.html">区长信箱受理事项正在办理</a><span>2026-01-01</span></li></ul>
```
看不到任何办理情况的，不作判断：
```site unknown=1
column 区长信箱 /qzxx/ letters
/ 200 <a href="/qzxx/">区长信箱</a>
/qzxx/ 200 <ul><li><a href="/qzxx/1.html">关于道路积水的问题</a><span>2026-05-01</span></li></ul>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

from collections.abc import Iterator

from dateutil.relativedelta import relativedelta

from checks.finding import Fault, Outcome, Severity
from checks.interaction.open_letters import Matter, matters, within
from checks.rule import site_rule
from checks.scan import Scan
from portal.record_files import LETTERS


@site_rule("INT002", "letter-unanswered", Severity.VETO, "pages")
def letter_unanswered(scan: Scan) -> Iterator[Fault]:
    clause = scan.scheme.clause("INT002")
    for matter in within(scan, clause):
        if matter.waits and scan.today > matter.asked + relativedelta(months=clause.months):
            yield _fault(matter, scan, clause.months)
    if rows := scan.records.unread_of(LETTERS):
        row = f"第 {rows[0].line} 行：{rows[0].problem}"
        yield _unknown(scan, f"导入的留言记录有 {len(rows)} 行看不懂，没有检查（{row}）。")
    elif scan.records.letters is None and not matters(scan) and not _any_answer(scan):
        yield _unknown(
            scan,
            "没有读到公开来信的时间和办理情况，无法判断有没有超过 3 个月未答复的留言。"
            '请在后台的「站外记录」上传信件表（命令行用 --letters），或在网站配置中把信箱栏目写成 kind = "letters"。',
        )


def _any_answer(scan: Scan) -> bool:
    return any(seen.is_answered for seen in scan.affairs.letters)


def _fault(matter: Matter, scan: Scan, months: int) -> Fault:
    age = (scan.today - matter.asked).days
    told = "至今没有答复" if matter.sure else "页面上看不到答复，请核对是否已经答复"
    unit = f"（{matter.unit}）" if matter.unit else ""
    return Fault(
        url=matter.url,
        message=f"留言「{matter.name}」{matter.asked} 提交，距检查日 {age} 天，超过 {months} 个月{unit}{told}。",
        outcome=Outcome.FAIL if matter.sure else Outcome.REVIEW,
        column=matter.column,
        text=matter.name,
        suggestion="尽快答复并公开；已答复的更新页面上的办理状态。",
        subject=matter.key,
    )


def _unknown(scan: Scan, message: str) -> Fault:
    return Fault(scan.home, message, Outcome.UNKNOWN, column="互动交流", subject="letters")

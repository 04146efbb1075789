"""征集调查结束后没有反馈结果

## 检查什么
意见征集、网上调查页面写明的截止日期已过 1 个月，本页和全站都找不到它的结果反馈（标题相同或都提到同一份文件的“结果”“反馈”“采纳情况”）。
截止日期由“征集时间：…至…”“截止日期”“…日前反馈”等写法读出；只能由“为期 30 天”之类推算的、页面另有“意见反馈”选项卡看不到内容的、标题是“某部门就……公开征求意见”这样的消息（多半转自别处）的，列为疑似。两年以前结束的、转发上级机关征求意见的不提示。
## 依据
检查指标·互动交流·征集调查：征集调查结束后应公开结果反馈（期限未与原文核对）。
## 怎么改
公布意见收集和采纳情况，并在征集页面上加链接；没有收到意见的也要说明。
## 例子
```site fail=1
/ 200 <a href="/yjzj/1.html">征集</a>
/yjzj/1.html 200 <title>关于《某区停车管理办法（征求意见稿）》公开征求意见的公告</title><h1>关于《某区停车管理办法（征求意见稿）》公开征求意见的公告</h1><p>征集时间：2026年8月1日至2026年8月31日</p><p>现向社会公开征求意见，请将意见发送至电子邮箱。</p>
```
“…日前反馈”：
```site fail=1
/ 200 <a href="/tzgg/2.html">公告</a>
/tzgg/2.html 200 <title>关于公交线路优化方案征求意见的通知</title><h1>关于公交线路优化方案征求意见的通知</h1><p>请于2026年9月15日前将书面意见反馈至区交通局，逾期视为无意见。</p><p>2026-08-20</p>
```
写给下级单位的，别处说到居民也不报：
```site
/ 200 <a href="/tzgg/4.html">通知</a>
/tzgg/4.html 200 <title>关于征求教师培训计划意见的通知</title><h1>关于征求教师培训计划意见的通知</h1><p>各学校：请结合实际提出修改意见，于2026年4月20日前报区教育局。</p><p>广大居民可登录网站查询办理进度。</p><p>2026-04-01</p>
```
网上调查，只写到日：
```site fail=1
/ 200 <a href="/wsdc/3.html">调查</a>
/wsdc/3.html 200 <title>社区养老服务满意度问卷调查</title><h1>社区养老服务满意度问卷调查</h1><table><tr><td>调查时间</td><td>2026-07-01 至 2026-07-31</td></tr></table><p>为了解社区养老服务情况，请您参与本次调查。</p>
```
由发布时间推算，疑似：
```site review=1
/ 200 <a href="/yjzj/4.html">征集</a>
/yjzj/4.html 200 <title>关于《某区养犬管理规定》公开征求意见的公告</title><h1>关于《某区养犬管理规定》公开征求意见的公告</h1><p>发布时间：2026-06-01</p><p>现公开征求社会各界意见，公示期为30天，请将意见发送至电子邮箱。</p>
```
别的机关征求意见的消息，疑似：
```site review=1
/ 200 <a href="/xw/5.html">要闻</a>
/xw/5.html 200 <title>某协会就行业发展规划公开征求意见</title><h1>某协会就行业发展规划公开征求意见</h1><p>为提高规划质量，现公开征求意见，截止时间为2026年8月22日。</p><p>2026-08-02</p>
```
另有结果反馈：
```site fail=0
/ 200 <a href="/yjzj/1.html">征集</a><a href="/jgfk/1.html">结果</a>
/yjzj/1.html 200 <title>关于《某区停车管理办法（征求意见稿）》公开征求意见的公告</title><h1>关于《某区停车管理办法（征求意见稿）》公开征求意见的公告</h1><p>征集时间：2026年8月1日至2026年8月31日</p><p>现向社会公开征求意见。</p>
/jgfk/1.html 200 <title>《某区停车管理办法》意见采纳情况的说明</title><h1>《某区停车管理办法》意见采纳情况的说明</h1><p>共收到意见三条，采纳两条。</p>
```
本页下方公布结果：
```site fail=0
/ 200 <a href="/yjzj/1.html">征集</a>
/yjzj/1.html 200 <title>关于《某区停车管理办法（征求意见稿）》公开征求意见的公告</title><h1>关于《某区停车管理办法（征求意见稿）》公开征求意见的公告</h1><p>征集时间：2026年8月1日至2026年8月31日</p><p>现向社会公开征求意见，请将意见发送至电子邮箱，也可以书面寄送到区司法局。</p><h3>结果反馈</h3><p>征集期间共收到意见三条，经研究采纳两条，其余一条不在本办法调整范围。</p>
```
还没有结束，或结束不到一个月：
```site fail=0
/ 200 <a href="/yjzj/1.html">征集</a><a href="/yjzj/2.html">征集</a>
/yjzj/1.html 200 <title>关于《某区停车管理办法（征求意见稿）》公开征求意见的公告</title><h1>关于《某区停车管理办法（征求意见稿）》公开征求意见的公告</h1><p>征集时间：2026年11月1日至2026年12月1日</p>
/yjzj/2.html 200 <title>《某区养犬管理规定》意见征集</title><h1>《某区养犬管理规定》意见征集</h1><p>截止日期：2026-10-30</p>
```
转发国家部委、省厅的征求意见，由原单位反馈：
```site fail=0
/ 200 <a href="/1.html">一</a>
/1.html 200 <title>财政部关于《某某管理办法（征求意见稿）》公开征求意见的通知</title><h1>财政部关于《某某管理办法（征求意见稿）》公开征求意见的通知</h1><p>意见反馈截止日期：2026年8月31日</p>
```
向下级单位征求意见的不算：
```site fail=0
/ 200 <a href="/1.html">一</a>
/1.html 200 <title>关于征求《考核办法》意见的函</title><h1>关于征求《考核办法》意见的函</h1><p>各街道、区直各部门：请于2026年8月10日前反馈意见。</p>
```
招聘、征集志愿者、事故调查报告不是征集调查：
```site fail=0
/ 200 <a href="/1.html">一</a><a href="/2.html">二</a>
/1.html 200 <title>关于公开征集志愿者的公告</title><h1>关于公开征集志愿者的公告</h1><p>报名时间：2026年8月1日至2026年8月31日</p>
/2.html 200 <title>某某事故调查报告</title><h1>某某事故调查报告</h1><p>调查时间：2026年6月1日至2026年7月31日</p>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

import re
from collections.abc import Iterator

from dateutil.relativedelta import relativedelta

from checks.finding import Fault, Outcome, Severity
from checks.interaction.surveys import Survey
from checks.rule import site_rule
from checks.scan import Scan

_FOREIGN = re.compile(
    r"^(?:国务院|全国人大|国家[^，。]{1,10}?[委局部署]|[^，。]{1,12}(?<!宣传)(?<!组织)(?<!统战)(?<!武装)(?<!工作)(?<!团)部(?:办公厅)?关于|[^，。]{1,6}(?:省|自治区)[^，。]{0,16}[厅委局府会]?关于)"
)


@site_rule("INT005", "survey-without-result", Severity.WARNING, "pages")
def survey_without_result(scan: Scan) -> Iterator[Fault]:
    clause = scan.scheme.clause("INT005")
    since = scan.today - relativedelta(years=clause.years)
    for survey in scan.affairs.open_surveys:
        if _is_foreign(survey, scan):
            continue
        if since <= survey.end and scan.today > survey.end + relativedelta(months=clause.months):
            yield _fault(survey, scan, clause.months)


def _is_foreign(survey: Survey, scan: Scan) -> bool:
    """Whether another government's body asks, whose announcement is only passed on here."""
    asks = _FOREIGN.search(survey.title)
    return asks is not None and asks[0][:2] not in (scan.profile.name or "")


def _fault(survey: Survey, scan: Scan, months: int) -> Fault:
    told = "" if survey.sure else "（截止日期由程序推算，请核对）"
    return Fault(
        url=survey.url,
        message=f"「{survey.title}」{survey.end} 截止{told}，已过 {(scan.today - survey.end).days} 天，"
        f"超过 {months} 个月没有找到结果反馈。",
        outcome=Outcome.FAIL if survey.sure else Outcome.REVIEW,
        text=survey.title,
        suggestion="公布意见收集和采纳情况，并在征集页面上加链接；没有收到意见的也要说明。",
    )

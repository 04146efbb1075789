"""没有按时发布政府信息公开工作年度报告

## 检查什么
上一年度的《政府信息公开工作年度报告》到期仍未在网站上找到：政府部门 1 月 31 日前，县级以上地方人民政府 3 月 31 日前；到期前 30 天起作提示。
标题、链接、列表、栏目（“公开年报”下的“2025年”）都认；报告可以是网页，也可以是附件或站外页面。
单位名称看不出是政府机关的网站不检查。配置 [disclosure]：level 写明 government 或 department（none 不检查），report_due 写本地更早的期限（如 "01-20"），
reporting_units 列出应在本站公布年报的下属单位，逐个检查。年报栏目在站外或由脚本填充、程序看不到的，列为「无法判断」。
## 依据
《政府信息公开条例》第四十九条：部门每年 1 月 31 日前、县级以上地方人民政府每年 3 月 31 日前公布上一年度政府信息公开工作年度报告。
## 怎么改
把上一年度报告发布到“政府信息公开年报”栏目，标题写明单位和年度；已在别处发布的，在年报栏目加上链接。
## 例子
```site fail=1
+ name = "示范区人民政府"
/ 200 <a href="/nb/">政府信息公开年报</a>
/nb/ 200 <title>政府信息公开年报</title><ul><li><a href="/nb/24.html">示范区人民政府2024年政府信息公开工作年度报告</a><span>2025-01-20</span></li></ul>
```
```site fail=1 now=2026-02-05
+ name = "示范区财政局"
/ 200 <a href="/nb/">年度报告</a> <a href="/t.html">关于做好2025年政府信息公开工作年度报告编制工作的通知</a>
```
```site fail=1 now=2026-03-20
+ name = "示范区人民政府"
/ 200 <a href="/a.html">2024年政府信息公开工作年度报告</a> <a href="/b.html">示范区财政局2025年政府信息公开工作年度报告</a>
```
```site fail=1
+ name = "示范区人民政府"
+ disclosure.reporting_units = ["区财政局", "区民政局"]
/ 200 <a href="/a.html">2025年政府信息公开工作年度报告</a> <a href="/b.html">示范区财政局2025年政府信息公开工作年度报告</a>
```
```site unknown=1
+ name = "示范区人民政府"
/ 200 <a href="http://xxgk.example.gov.cn/nb/">政府信息公开年报</a>
```
```site fail=0
+ name = "示范区人民政府"
/ 200 <a href="/a.pdf">示范区人民政府2025年度政府信息公开工作年度报告</a>
```
```site fail=0
+ name = "示范区人民政府"
/ 200 <a href="/nb/">政府信息公开年报</a>
/nb/ 200 <title>政府信息公开年报</title><p><a href="/nb/25.html">2025年</a> <a href="/nb/24.html">2024年</a></p>
```
```site fail=0 now=2026-02-05
+ name = "示范区人民政府"
/ 200 <a href="/nb/">政府信息公开年报</a>
/nb/ 200 <title>政府信息公开年报</title><p><a href="/nb/24.html">2024年</a></p>
```
```site fail=0
+ name = "示范区第一小学"
/ 200 <p>学校简介</p>
```
"""  # noqa: E501 - examples are pages, one a line

from __future__ import annotations

from collections.abc import Iterator

from checks.disclosure.due import Due, due, level_of, national
from checks.disclosure.gathering import Shown
from checks.disclosure.yearly import is_reports_column
from checks.finding import Fault, Outcome, Severity
from checks.inventory.look import is_shell
from checks.inventory.survey import front_page
from checks.rule import site_rule
from checks.scan import Scan


@site_rule("DIS001", "annual-report", Severity.ERROR, "pages")
def annual_report(scan: Scan) -> Iterator[Fault]:
    if not (level := level_of(scan)):
        return
    told, found = scan.profile.disclosure, scan.disclosure
    shown = [*found.reports, *found.pages.values()]
    own = due(scan, told.report_due or national(level))
    if not any(s.yearly.year == own.year and found.is_own(s.yearly, s.trail) for s in shown):
        yield from _missing(scan, own, "", _unseen(scan))
    units = due(scan, national("department"))
    for unit in told.reporting_units:
        if not any(s.yearly.year == units.year and _is_of(unit, s) for s in shown):
            yield from _missing(scan, units, unit, "")


def _missing(scan: Scan, term: Due, unit: str, unseen: str) -> Iterator[Fault]:
    if term.left > scan.scheme.clause("DIS001").warn_days:
        return
    name = f"{unit} {term.year} 年政府信息公开工作年度报告".strip()
    column = next((url for name, url in scan.disclosure.names.items() if is_reports_column(name) and url), "")
    message = f"没有找到 {name}，{term.said}。"
    yield Fault(
        url=column or scan.home,
        message=message + (f"{unseen}，请人工核对。" if unseen else ""),
        outcome=Outcome.UNKNOWN if unseen else Outcome.FAIL,
        severity=Severity.WARNING if term.left >= 0 else None,
        text=name,
        suggestion="在“政府信息公开年报”栏目发布，标题写明单位和年度。",
        subject=f"{scan.home} {unit}",
    )


def _unseen(scan: Scan) -> str:
    """Why reports may be there all the same: their column is elsewhere, or filled by a script; "" for no reason."""
    for name, url in scan.disclosure.names.items():
        if is_reports_column(name) and url:
            page = front_page(scan.snapshot, url)
            if page is None:
                return f"“{name}”栏目（{url}）不在采集范围内" if not _is_dead(scan, url) else ""
            if is_shell(page) and not page.entries:
                return f"“{name}”栏目的内容由脚本或内嵌页面填充，程序看不到"
    return ""


def _is_dead(scan: Scan, url: str) -> bool:
    probe = scan.snapshot.probe(url)
    return probe is not None and probe.status >= 400


def _is_of(unit: str, shown: Shown) -> bool:
    """Whether a report is that of a unit: named in its title, or by the place it lies in; 区财政局 is 示范区财政局."""
    names = [shown.yearly.organ, shown.text, *shown.trail]
    return any(name and (unit in name or (len(name) > 2 and unit.endswith(name))) for name in names)

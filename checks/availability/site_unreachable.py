"""站点无法访问

## 检查什么
看检查时间点前 7 天对首页的定时访问记录（由本程序每小时访问一次，或用 --visits 导入）。
15 秒内没有打开可用的首页（域名解析失败、连接失败、服务器出错、空白页、维护公告等）计一次打不开；
打不开的次数占 5% 以上为单项否决，占 3% 以上先作提示。有一天间隔访问不足 20 次的，不作判断。
已报备的停机时段（网站配置 [[outages]] 或后台登记的维护时段）内的访问不计，并在结果中列明。
## 依据
单项否决·站点无法访问：监测 1 周，每天间隔性访问 20 次以上，超过（含）15 秒网站仍打不开的次数累计占比超过（含）5%，即单项否决。
## 怎么改
请网站运维单位按列出的时间查服务器、线路和域名解析日志，排除故障；计划停机前先登记时段。访问次数不足的，检查定时任务是否一直运行。
## 例子
每天 24 次、7 天，其中 9 次（5.4%）打不开：
```site fail=1
/ 200 <p>某区人民政府</p>
visits 24 7 failed=9
```
慢到 15 秒才打开也算打不开：
```site fail=1
/ 200 <p>某区人民政府</p>
visits 20 7 failed=7 seconds=15
```
6 次（3.6%）打不开，提示：
```site fail=1
/ 200 <p>某区人民政府</p>
visits 24 7 failed=6
```
扣除报备停机后仍有 8 次打不开（162 次中占 4.9%），提示；停机时段列明：
```site fail=1
/ 200 <p>某区人民政府</p>
visits 24 7 failed=14
outage 2026-11-24T00:30 2026-11-24T06:30 机房供电改造
```
5 次（不到 3%）打不开，正常：
```site fail=0
/ 200 <p>某区人民政府</p>
visits 24 7 failed=5
```
打不开的都在报备的停机时段：
```site fail=0
/ 200 <p>某区人民政府</p>
visits 24 7 failed=9
outage 2026-11-24T00:30 2026-11-24T10:00 系统割接
```
一周以前打不开的不算：
```site fail=0
/ 200 <p>某区人民政府</p>
visits 24 7
visit 2026-11-16T08:00 fail 15 15秒内没有打开
visit 2026-11-16T09:00 fail 15 15秒内没有打开
```
每天只访问 10 次，次数不足：
```site unknown=1
/ 200 <p>某区人民政府</p>
visits 10 7 failed=9
```
一小时内连着访问 20 次不是间隔性访问：
```site unknown=1
/ 200 <p>某区人民政府</p>
visits 24 6
visit 2026-11-17T15:00 ok 0.4
```
没有访问记录：
```site unknown=1
/ 200 <p>某区人民政府</p>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.availability.week import Week, week_of
from checks.finding import Fault, Occurrence, Outcome, Severity
from checks.rule import site_rule
from checks.scan import Scan
from portal.calendar import CHINA
from portal.record_files import VISITS
from portal.records import Outage, Visit

_GAPS_NAMED = 3
_NO_VISITS = "没有对首页的定时访问记录，无法判断。请在后台打开「每小时探测首页」，或在「站外记录」上传（命令行用 --visits）。"

_AHEAD = "检查日还没有到：看的是检查前 7 天的访问，要到那时才有记录。请一直开着后台的「每小时探测首页」。"


@site_rule("AVL001", "site-unreachable", Severity.VETO)
def site_unreachable(scan: Scan) -> Iterator[Fault]:
    ahead = scan.today > scan.gathered_on
    if not scan.records.visits:
        yield _fault(scan, _AHEAD if ahead else _NO_VISITS, Outcome.UNKNOWN)
        return
    week = own_week(scan)
    told = f"{_counts(week)}{_set_aside(week)}{_unread(scan)}"
    if not week.enough:
        yield _fault(scan, _AHEAD if ahead else f"{told}{_gaps(week)}不作判断。", Outcome.UNKNOWN)
    elif week.is_veto:
        yield _failed(scan, week, f"{told}达到单项否决线（{week.clause.percent:g}%）。", None)
    elif week.is_warning:
        warning = f"{told}接近单项否决线（{week.clause.percent:g}%）。"
        yield _failed(scan, week, warning, Severity.WARNING)


def own_week(scan: Scan) -> Week:
    """The week of a scan, announced outages of profile and records taken together."""
    outages = [*(scan.records.outages or ()), *(outage.announced for outage in scan.profile.outages)]
    clause = scan.scheme.clause("AVL001")
    return week_of(scan.records.visits or (), dict.fromkeys(outages), scan.reference_time, clause)


def _counts(week: Week) -> str:
    share = f"，占 {week.percent:.1f}%" if week.counted else ""
    return (
        f"检查时间点前 {week.clause.days} 天访问首页 {week.counted} 次，"
        f"{week.clause.seconds:g} 秒内没有打开的 {week.failed} 次{share}。"
    )


def _set_aside(week: Week) -> str:
    told = ""
    if week.outages:
        windows = "；".join(map(_window, week.outages))
        told += f"报备停机 {len(week.outages)} 次（{windows}），其间 {len(week.excused)} 次访问不计。"
    if week.turned_away:
        told += f"另有 {len(week.turned_away)} 次被网站当作程序拒绝，不计。"
    return told


def _window(outage: Outage) -> str:
    start, end = outage.start.astimezone(CHINA), outage.end.astimezone(CHINA)
    return f"{start:%m-%d %H:%M} 至 {end:%m-%d %H:%M}{' ' + outage.reason if outage.reason else ''}"


def _gaps(week: Week) -> str:
    named = "、".join(map(str, week.gaps[:_GAPS_NAMED])) + ("等" if len(week.gaps) > _GAPS_NAMED else "")
    return f"有 {len(week.gaps)} 天间隔访问不足 {week.clause.least} 次：{named}，"


def _unread(scan: Scan) -> str:
    rows = scan.records.unread_of(VISITS)
    return (
        f"导入的记录有 {len(rows)} 行看不懂，没有计入（第 {rows[0].line} 行：{rows[0].problem}）。"
        if rows
        else ""
    )


def _failed(scan: Scan, week: Week, message: str, severity: Severity | None) -> Fault:
    places = tuple(Occurrence(scan.home, _place(visit)) for visit in week.failures)
    return _fault(scan, message, Outcome.FAIL, severity, places)


def _place(visit: Visit) -> str:
    return f"{visit.at.astimezone(CHINA):%Y-%m-%d %H:%M} {visit.reason or f'用了 {visit.seconds:.1f} 秒'}"


def _fault(
    scan: Scan,
    message: str,
    outcome: Outcome,
    severity: Severity | None = None,
    occurrences: tuple[Occurrence, ...] = (),
) -> Fault:
    return Fault(
        url=scan.home,
        message=message,
        outcome=outcome,
        column="首页",
        suggestion="按列出的时间查服务器、线路和域名解析，排除故障；计划停机的先登记时段。",
        subject=f"{scan.home}#reach",
        severity=severity,
        occurrences=occurrences,
    )

"""政务新媒体超过两周未更新

## 检查什么
登记的政务新媒体账号最新一条内容距检查日超过 14 天；超过 10 天先作提示。
最新日期取自账号的公开订阅源（RSS、Atom）、导入的 CSV（--accounts）或网站配置 [[accounts]] 中人工登记的日期；
几处都有的取最新的。没有登记账号、读不到日期，或人工核查已过时的，列为「无法判断」。
微信公众号、微博等没有公开接口，本程序不登录、不绕过验证，请人工登记日期。
## 依据
政务新媒体单项否决·内容不更新：监测时间点前 2 周内无信息更新。
## 怎么改
及时发布内容；确已停用的账号按规定注销，并从登记中删除。
## 例子
```site fail=1
/ 200 <p>某区人民政府</p>
account 微信公众号 某区发布 2026-11-01
```
导入的表与配置中各有一个账号，都超期：
```site fail=2
/ 200 <p>某区人民政府</p>
account 微博 某区发布 2026-10-20 csv
+ [[accounts]]
+ platform = "微信公众号"
+ name = "某区教育"
+ last_post = 2026-11-05
```
11 天没有发布，提示；另一个账号正常：
```site fail=1
/ 200 <p>某区人民政府</p>
account 抖音 某区文旅 2026-11-13 feed
account 抖音 某区公安 2026-11-23 feed
```
核查时已经超期的：
```site fail=1
/ 200 <p>某区人民政府</p>
account 微信公众号 某区发布 2026-11-01 manual checked=2026-11-20
```
正好在两周以内、且不到提示线：
```site fail=0
/ 200 <p>某区人民政府</p>
account 微信公众号 某区发布 2026-11-14
```
配置里登记的旧了，订阅源里有新的：
```site fail=0
/ 200 <p>某区人民政府</p>
account 微信公众号 某区发布 2026-11-22 feed
+ [[accounts]]
+ platform = "微信公众号"
+ name = "某区发布"
+ feed = "https://feed.example/rss"
+ last_post = 2026-09-01
```
多个账号都有更新：
```site fail=0
/ 200 <p>某区人民政府</p>
account 微信公众号 某区发布 2026-11-24
account 微博 某区发布 2026-11-20 csv
account 快手 某区文旅 2026-11-15 csv
```
核查时没有超期，之后没有再看过：
```site unknown=1
/ 200 <p>某区人民政府</p>
account 微信公众号 某区发布 2026-10-20 manual checked=2026-10-25
```
没有登记账号：
```site unknown=1
/ 200 <p>某区人民政府</p>
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from checks.finding import Fault, Outcome, Severity
from checks.rule import site_rule
from checks.scan import Scan
from checks.scheme import Clause
from portal.record_files import ACCOUNTS
from portal.records import Account, Source

_SOURCES = {Source.FEED: "订阅源", Source.CSV: "导入的表", Source.MANUAL: "人工登记"}
_NONE = (
    "没有登记政务新媒体账号，无法判断。请在后台的「站外记录」上传账号表，或在网站配置中用 [[accounts]] 登记。"
)


@site_rule("MED001", "new-media-stale", Severity.VETO)
def new_media_stale(scan: Scan) -> Iterator[Fault]:
    accounts = known_accounts(scan)
    for account in accounts:
        if fault := _judged(account, scan, scan.scheme.clause("MED001")):
            yield fault
    if rows := scan.records.unread_of(ACCOUNTS):
        row = f"第 {rows[0].line} 行：{rows[0].problem}"
        yield _unknown(scan, f"导入的账号表有 {len(rows)} 行看不懂，没有检查（{row}）。")
    elif not accounts:
        yield _unknown(scan, _NONE)


def known_accounts(scan: Scan) -> list[Account]:
    """Every account once, with the newest date anybody told of it."""
    configured = [
        Account(a.platform, a.name, a.last_post, Source.MANUAL, a.checked, a.url)
        for a in scan.profile.accounts
    ]
    found: dict[tuple[str, str], Account] = {}
    for account in (*(scan.records.accounts or ()), *configured):
        earlier = found.setdefault((account.platform, account.name), account)
        if _freshness(account, scan.today) > _freshness(earlier, scan.today):
            found[account.platform, account.name] = account
    return list(found.values())


def _freshness(account: Account, today: date) -> tuple[date, date]:
    return _posted(account, today) or date.min, account.checked or date.min


def _posted(account: Account, today: date) -> date | None:
    """Days to come prove nothing."""
    return account.last_post if account.last_post and account.last_post <= today else None


def _judged(account: Account, scan: Scan, clause: Clause) -> Fault | None:
    posted, told = _posted(account, scan.today), f"「{_name(account)}」"
    if posted is None:
        why = account.problem or "没有登记有效的最后发布日期"
        return _fault(account, scan, f"{told}{why}，无法判断是否更新。", Outcome.UNKNOWN)
    age = (scan.today - posted).days
    if age <= clause.warn_days:
        return None
    told += (
        f"最新一条内容的日期是 {posted}（{_SOURCES[account.source]}{_checked(account)}），距检查日已 {age} 天"
    )
    if _is_outdated(account, posted, scan.today, clause):
        return _fault(account, scan, f"{told}；核查以后有没有发布不清楚，请再看一次并登记。", Outcome.UNKNOWN)
    if age > clause.days:
        return _fault(account, scan, f"{told}，超过 {clause.days} 天的期限。", Outcome.FAIL)
    message = f"{told}，到 {posted + timedelta(days=clause.days)} 仍不发布即超过 {clause.days} 天。"
    return _fault(account, scan, message, Outcome.FAIL, Severity.WARNING)


def _is_outdated(account: Account, posted: date, today: date, clause: Clause) -> bool:
    """Whether whoever looked did so before the account was overdue, or too long ago: it may have posted since."""
    if account.checked is None:
        return False
    looked = min(account.checked, today)
    return looked <= posted + timedelta(days=clause.warn_days) or (today - looked).days > clause.days


def _checked(account: Account) -> str:
    return f"，{account.checked} 核查" if account.checked else ""


def _name(account: Account) -> str:
    return f"{account.platform}·{account.name}" if account.platform else account.name


def _unknown(scan: Scan, message: str) -> Fault:
    return Fault(scan.home, message, Outcome.UNKNOWN, column="政务新媒体", subject="accounts")


def _fault(
    account: Account, scan: Scan, message: str, outcome: Outcome, severity: Severity | None = None
) -> Fault:
    return Fault(
        url=account.url or scan.home,
        message=message,
        outcome=outcome,
        column="政务新媒体",
        text=_name(account),
        suggestion="及时发布内容；已停用的账号按规定注销并从登记中删除。",
        subject=f"account:{account.platform}/{account.name}",
        severity=severity,
    )
